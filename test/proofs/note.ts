/** The methods that the tests of this file called and that answered, not refused. */
const calls = new Set<string>();

export const noteCall = (name: string): void => void calls.add(name);

export const notedCalls = (): string[] => [...calls].sort();
