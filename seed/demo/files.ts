import type { Hold, Holder } from '../../src/core/blobs.ts';
import type { Language } from '../language.ts';
import { drawPicture } from '../pictures/draw.ts';
import type { DemoPicture } from './product.ts';
import type { DemoFile } from './properties.ts';
import { shop } from './shop.ts';

const AT_ONCE = 2;

/** The bytes of the shop, held until their rows are committed. */
export interface StoredFiles {
  readonly holds: ReadonlyMap<DemoPicture | DemoFile, Hold>;
  release(): void;
}

/** Draws and stores every picture of the shop, and its texts in the language. */
export async function storeFiles(files: Holder, language: Language): Promise<StoredFiles> {
  const holds = new Map<DemoPicture | DemoFile, Hold>();
  const pictures = shop.flatMap((product) => product.pictures);
  // A parent and its variation may show the same picture; it is drawn once.
  const drawings = Map.groupBy(pictures, ({ name, colour }) => `${name} ${colour}`);
  const waiting = [...drawings.values()];
  const worker = async (): Promise<void> => {
    for (let same = waiting.pop(); same; same = waiting.pop()) {
      const bytes = await drawPicture(same[0] as DemoPicture);
      for (const picture of same) holds.set(picture, await files.hold(bytes));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  for (const { values } of shop) {
    if (!values?.MANUAL) continue;
    holds.set(values.MANUAL, await files.hold(Buffer.from(values.MANUAL.text[language])));
  }
  return {
    holds,
    release() {
      for (const hold of holds.values()) hold.release();
    },
  };
}
