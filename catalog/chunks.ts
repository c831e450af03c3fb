const CHUNK = 500;

/** Parts of a list that one statement can name; between them other callers are answered. */
export async function* inChunks<T>(items: readonly T[]): AsyncGenerator<readonly T[]> {
  for (let at = 0; at < items.length; at += CHUNK) {
    if (at > 0) await new Promise(setImmediate);
    yield items.slice(at, at + CHUNK);
  }
}
