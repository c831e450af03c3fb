import { FileAnswer, prepare, read } from '../../src/core/index.ts';
import { notFound } from '../_shared/plain.ts';
import { readImages } from '../_shared/rights.ts';

const byFolder = prepare<{ folder: string }>()((db, p) =>
  db
    .selectFrom('file')
    .select(['hash', 'size', 'name', 'contentType'])
    .where('folder', '=', p('folder')),
);

/** The bytes of a stored image. Both parts of its address must be right. */
export default read({
  about: 'Downloads an image by the two last parts of its public path.',
  scope: 'catalog',
  params: {
    folder: { type: 'string', description: '32 random characters' },
    name: { type: 'string', description: 'File name' },
  },
  right: readImages,
  batch: false,
  async run({ db }, { folder, name }) {
    const file = await db.first(byFolder, { folder });
    if (!file || file.name !== name) throw notFound('File not found');
    const { hash, size, contentType } = file;
    if (hash === null || size === null || contentType === null) throw notFound('File not found');
    return new FileAnswer({ hash, size, name, contentType });
  },
});
