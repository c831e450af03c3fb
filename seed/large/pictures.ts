import type { Hold, Holder } from '../../src/core/blobs.ts';
import { drawPicture, type PictureSpec } from '../pictures/draw.ts';
import type { Item } from './items.ts';
import { colours, things } from './words.ts';

const AT_ONCE = 2;
const SIZE = { width: 480, height: 360 } as const;

/** The drawn files, held until their rows are committed; many products share each. */
export interface LargePictures {
  of(item: Pick<Item, 'subject' | 'colour'>): Hold;
  release(): void;
}

/** Draws and stores every thing in every colour. */
export async function storeLargePictures(files: Holder): Promise<LargePictures> {
  const holds = new Map<string, Hold>();
  const waiting = things.flatMap(({ subject }) =>
    colours.map(([, colour]) => ({ subject, colour })),
  );
  const worker = async (): Promise<void> => {
    for (let look = waiting.pop(); look; look = waiting.pop()) {
      const spec: PictureSpec = { ...look, ...SIZE, view: 'front', format: 'jpeg' };
      holds.set(keyOf(look), await files.hold(await drawPicture(spec)));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return {
    of: ({ subject, colour: [, colour] }) => holds.get(keyOf({ subject, colour })) as Hold,
    release() {
      for (const hold of holds.values()) hold.release();
    },
  };
}

const keyOf = ({ subject, colour }: Pick<PictureSpec, 'subject' | 'colour'>): string =>
  `${subject} ${colour}`;
