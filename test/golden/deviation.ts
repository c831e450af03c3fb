/** Where Vitrine, in profile `documented`, does not answer what a sample prints, and why. */
export interface Deviation {
  readonly method: string;
  /** Path in the answer, or in the answered error. */
  readonly path: string;
  readonly reason: string;
}

/** The same deviation of several methods. */
export const on = (methods: readonly string[], path: string, reason: string): Deviation[] =>
  methods.map((method) => ({ method, path, reason }));
