import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDiskBlobs } from '../../src/blobs/disk.ts';
import { createMemoryBlobs } from '../../src/blobs/memory.ts';
import { describeBlobs } from './contract.ts';

describeBlobs('memory', async () => ({ blobs: createMemoryBlobs({ now: Date.now }) }));

describeBlobs('disk', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-blobs-'));
  return {
    blobs: createDiskBlobs({ folder: join(folder, 'deep', 'files') }),
    close: () => rm(folder, { recursive: true }),
  };
});
