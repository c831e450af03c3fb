import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
export type JsonObject = { [name: string]: Json };

/** What the documentation prints of a method: one call, its answer, and an answer with an error. */
export interface Sample {
  readonly method: string;
  /** The page of the vendor's documentation it was taken from. */
  readonly page: string;
  readonly request: JsonObject;
  readonly response: JsonObject;
  /** Absent where the documentation prints none. */
  readonly error?: JsonObject;
}

const SUFFIX = '.golden.json';

/** Every sample in this folder, as `<method>.golden.json` holds it. */
export function loadSamples(): Sample[] {
  const folder = import.meta.dirname;
  return readdirSync(folder)
    .filter((file) => file.endsWith(SUFFIX))
    .sort()
    .map((file) => ({
      method: file.slice(0, -SUFFIX.length),
      ...JSON.parse(readFileSync(join(folder, file), 'utf8')),
    }));
}

/** The one row of a sample's answer, alone or in a list. */
export function sampleRow(sample: Sample): JsonObject {
  const [value] = Object.values(sample.response.result as JsonObject);
  return (Array.isArray(value) ? value[0] : value) as JsonObject;
}
