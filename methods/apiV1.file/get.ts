import { answerFile, findFile } from '../../catalog/files/storedFiles.ts';
import { readImages } from '../../catalog/rights.ts';
import { read } from '../../src/core/index.ts';
import { notFound, notFoundError } from '../_shared/apiV1.ts';

/** The bytes of a stored image. Both parts of its address must be right. */
export default read({
  about: 'Downloads an image by the two last parts of its public path.',
  scope: 'catalog',
  params: {
    folder: { type: 'string', description: '32 random characters' },
    name: { type: 'string', description: 'File name' },
  },
  right: readImages,
  result: 'file',
  errors: [notFoundError('File')],
  batch: false,
  async run({ db }, { folder, name }) {
    const file = await findFile(db, folder);
    const answer = file?.name === name ? answerFile(file) : undefined;
    if (!answer) throw notFound('File not found');
    return answer;
  },
});
