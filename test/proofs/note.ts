/** The methods that the tests of this file called and that answered, not refused. */
const calls = new Set<string>();

export const noteCall = (name: string): void => void calls.add(name);

/** Begins anew, for the files of a worker share this module. */
export const forgetCalls = (): void => calls.clear();

export const notedCalls = (): string[] => [...calls].sort();
