import { FileAnswer, missing, read, systemError } from '../src/core/index.ts';
import { readImages } from './_shared/rights.ts';

const fileId = (query: string): number => Number(/^id=(\d{1,15})&/.exec(query)?.[1] ?? 0);

/**
 * The bytes behind a signed `downloadUrl`. The token is good for the credentials it was made for
 * and no others (spec/core.md section 9).
 */
export default read({
  about: 'Downloads the file of a signed link.',
  scope: 'catalog',
  params: { token: { type: 'string', description: 'The signed token of a downloadUrl' } },
  right: readImages,
  batch: false,
  async run({ db, links }, { token }) {
    const query = links.verify(token);
    if (query === undefined) {
      throw systemError('accessDenied', { message: 'Access denied! Link check failed' });
    }
    const file = await db.query
      .selectFrom('file')
      .select(['hash', 'size', 'name', 'contentType'])
      .where('id', '=', fileId(query))
      .executeTakeFirst();
    if (!file || file.hash === null || file.size === null || file.contentType === null) {
      throw missing('productImage');
    }
    const { hash, size, name, contentType } = file;
    return new FileAnswer({ hash, size, name, contentType });
  },
});
