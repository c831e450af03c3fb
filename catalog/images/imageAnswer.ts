import { type Context, isoTime } from '../../src/core/index.ts';
import type { ImageRow } from './imageRows.ts';

/** The public path under which the bytes are served without credentials. */
export const detailPath = ({ folder, name }: Pick<ImageRow, 'folder' | 'name'>): string =>
  `/upload/iblock/${folder.slice(0, 3)}/${folder}/${encodeURIComponent(name)}`;

type WireField = (row: ImageRow, context: Pick<Context, 'links'>) => unknown;

/** The fields of an image in the order in which they are sent. */
const wireFields: Readonly<Record<string, WireField>> = {
  createTime: (row) => isoTime(row.createTime),
  detailUrl: (row) => row.url ?? detailPath(row),
  downloadUrl: (row, { links }) => row.url ?? links.download(`id=${row.id}`),
  id: (row) => row.id,
  name: (row) => row.name,
  productId: (row) => row.productId,
  type: (row) => row.type,
};

export const wireFieldNames: readonly string[] = Object.keys(wireFields);

/** An image as the Bitrix24 protocol answers it. */
export function toWire(
  row: ImageRow,
  context: Pick<Context, 'links'>,
  names: readonly string[] = wireFieldNames,
): Record<string, unknown> {
  const sent: Record<string, unknown> = {};
  for (const name of names) sent[name] = wireFields[name]?.(row, context);
  return sent;
}
