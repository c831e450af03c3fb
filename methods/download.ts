import { answerColumns, answerFile } from '../catalog/files/storedFiles.ts';
import { readImages } from '../catalog/rights.ts';
import { notFound, notFoundRefusal, read, systemError } from '../src/core/index.ts';

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
  result: 'file',
  errors: [['ACCESS_DENIED', 'Access denied! Link check failed'], notFoundRefusal('productImage')],
  batch: false,
  async run({ db, links }, { token }) {
    const query = links.verify(token);
    if (query === undefined) {
      throw systemError('accessDenied', { message: 'Access denied! Link check failed' });
    }
    const file = await db.query
      .selectFrom('file')
      .select(answerColumns)
      .where('id', '=', fileId(query))
      .executeTakeFirst();
    const answer = answerFile(file);
    if (!answer) throw notFound('productImage');
    return answer;
  },
});
