import { rug } from './rug.ts';
import { seating } from './seating.ts';
import { services } from './services.ts';
import { storage } from './storage.ts';
import type { Subject } from './subject.ts';
import { tables } from './tables.ts';

/** Everything that can be drawn, by name. */
export const subjects = { ...seating, ...tables, ...storage, ...services, rug } satisfies Record<
  string,
  Subject
>;

/** The name of a thing that can be drawn. */
export type SubjectName = keyof typeof subjects;
