import fsp, { mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDiskBlobs } from '../../src/blobs/disk.ts';
import { BlobMissing, type Blobs } from '../../src/core/blobs.ts';

describe('disk blobs', () => {
  let folder: string;
  let blobs: Blobs;
  /** The calls on the disk, in order; temporary names shortened to tmp. */
  let calls: string[];
  let failing: ((call: string) => boolean) | undefined;
  let code: string;
  /** What the blobs told of a failed fsync. */
  let told: unknown[];
  const lost = (error: unknown) => void told.push(error);

  const names = (path: string) => {
    const name = relative(dirname(folder), path);
    return name.startsWith('files/tmp/') ? 'tmp' : name.replace(/([0-9a-f]{2})\/.{62}/, '$1/file');
  };
  async function traced<T>(call: string, run: () => Promise<T>): Promise<T> {
    calls.push(call);
    if (failing?.(call)) throw Object.assign(new Error(`${code}: ${call}`), { code });
    return run();
  }
  const files = async () =>
    (await readdir(folder, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => basename(entry.parentPath) + entry.name);

  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'vitrine-disk-')), 'files');
    blobs = createDiskBlobs({ folder, lost });
    await blobs.start();
    calls = [];
    failing = undefined;
    code = 'EIO';
    told = [];
    const real = { open: fsp.open, rename: fsp.rename };
    vi.spyOn(fsp, 'rename').mockImplementation((from, to) =>
      traced(`rename ${names(String(from))} ${names(String(to))}`, () => real.rename(from, to)),
    );
    vi.spyOn(fsp, 'open').mockImplementation(async (path, flags, mode) => {
      const name = names(String(path));
      const file = await traced(`open ${name}`, () => real.open(path, flags, mode));
      const { sync, writeFile: write } = file;
      file.sync = () => traced(`fsync ${name}`, () => sync.call(file));
      file.writeFile = (...args) => traced(`write ${name}`, () => write.apply(file, args));
      return file;
    });
    syncBuiltinESMExports();
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    syncBuiltinESMExports();
    await rm(dirname(folder), { recursive: true });
  });

  it('writes, fsyncs, renames and fsyncs the folder, in that order', async () => {
    const { hash } = await blobs.put(Buffer.from('order'));
    const shard = `files/${hash.slice(0, 2)}`;
    expect(calls).toEqual([
      'open tmp',
      'write tmp',
      'fsync tmp',
      `rename tmp ${shard}/file`,
      `open ${shard}`,
      `fsync ${shard}`,
    ]);
    expect(await files()).toEqual([hash]);
  });

  it('writes equal bytes once, also when they come at once', async () => {
    await Promise.all([blobs.put(Buffer.from('same')), blobs.put(Buffer.from('same'))]);
    await blobs.put(Buffer.from('same'));
    expect(calls.filter((call) => call.startsWith('write'))).toHaveLength(1);
  });

  it('fsyncs the folder of a file that an earlier process may have left unsynced', async () => {
    const { hash } = await blobs.put(Buffer.from('left'));
    calls = [];
    const next = createDiskBlobs({ folder });
    await next.put(Buffer.from('left'));
    await next.put(Buffer.from('left'));
    const shard = `files/${hash.slice(0, 2)}`;
    expect(calls).toEqual([`open ${shard}`, `fsync ${shard}`]);
  });

  it.each(['open tmp', 'write tmp', 'fsync tmp', 'rename tmp', 'open files/', 'fsync files/'])(
    'leaves nothing when it fails at: %s',
    async (start) => {
      failing = (call) => call.startsWith(start);
      await expect(blobs.put(Buffer.from('fault'))).rejects.toMatchObject({ code: 'EIO' });
      expect(await files()).toEqual([]);
      expect(told).toHaveLength(start.startsWith('fsync') ? 1 : 0);
      failing = undefined;
      const { hash } = await blobs.put(Buffer.from('fault'));
      expect(await files()).toEqual([hash]);
    },
  );

  it('ends nothing for want of space', async () => {
    code = 'ENOSPC';
    failing = (call) => call.startsWith('fsync');
    await expect(blobs.put(Buffer.from('full'))).rejects.toMatchObject({ code });
    expect(await files()).toEqual([]);
    expect(told).toEqual([]);
  });

  it('keeps a file that was there before when a later put of it fails', async () => {
    const { hash } = await blobs.put(Buffer.from('before'));
    failing = (call) => call.startsWith('fsync');
    await expect(createDiskBlobs({ folder, lost }).put(Buffer.from('before'))).rejects.toThrow(
      'EIO',
    );
    expect(await files()).toEqual([hash]);
  });

  it('replaces a file of the wrong length', async () => {
    const { hash } = await blobs.put(Buffer.from('whole'));
    await writeFile(join(folder, hash.slice(0, 2), hash.slice(2)), 'who');
    await blobs.put(Buffer.from('whole'));
    expect(await text(await blobs.open(hash))).toBe('whole');
  });

  it('makes a folder again that a backup dropped, and fsyncs its parent', async () => {
    const { hash } = await blobs.put(Buffer.from('moved'));
    await rm(join(folder, hash.slice(0, 2)), { recursive: true });
    calls = [];
    await blobs.put(Buffer.from('moved'));
    const shard = `files/${hash.slice(0, 2)}`;
    expect(calls.slice(3).filter((call) => !call.startsWith('open'))).toEqual([
      `rename tmp ${shard}/file`,
      'fsync files',
      `rename tmp ${shard}/file`,
      `fsync ${shard}`,
    ]);
    expect(await text(await blobs.open(hash))).toBe('moved');
  });

  it('removes what interrupted puts left and keeps the blobs', async () => {
    const { hash } = await blobs.put(Buffer.from('kept'));
    await writeFile(join(folder, 'tmp', '1-1'), 'half');
    await mkdir(join(folder, 'tmp', 'odd'));
    await createDiskBlobs({ folder }).start();
    expect(await files()).toEqual([hash]);
    expect(await readdir(join(folder, 'tmp'))).toEqual([]);
  });

  it('fsyncs every folder that start makes, up to the first that was there', async () => {
    calls = [];
    await createDiskBlobs({ folder: join(folder, 'a', 'b') }).start();
    const fsyncs = calls.filter((call) => call.startsWith('fsync'));
    expect(fsyncs).toEqual(['fsync files/a/b', 'fsync files/a', 'fsync files']);
  });

  it('lists only blobs, with the time of the file', async () => {
    const { hash } = await blobs.put(Buffer.from('timed'));
    const at = new Date('2020-01-02T03:04:05Z');
    await utimes(join(folder, hash.slice(0, 2), hash.slice(2)), at, at);
    await writeFile(join(folder, 'README'), 'x');
    await writeFile(join(folder, '00', 'notes.txt'), 'x');
    await writeFile(join(folder, 'tmp', '1-1'), 'x');
    const listed = [];
    for await (const entry of blobs.list()) {
      listed.push({ hash: entry.hash, storedAt: await entry.storedAt() });
    }
    expect(listed).toEqual([{ hash, storedAt: at.getTime() }]);
  });

  it.runIf(process.platform === 'linux')(
    'closes the file of a stream destroyed early',
    async () => {
      const { hash } = await blobs.put(Buffer.alloc(500_000));
      const fds = async () => (await readdir('/proc/self/fd')).length;
      const before = await fds();
      for (let n = 0; n < 20; n += 1) (await blobs.open(hash)).destroy();
      await vi.waitFor(async () => expect(await fds()).toBeLessThanOrEqual(before));
      await expect(blobs.open('f'.repeat(64))).rejects.toThrow(BlobMissing);
    },
  );

  it('keeps files from other users of the machine', async () => {
    const { hash } = await blobs.put(Buffer.from('private'));
    const { mode } = await stat(join(folder, hash.slice(0, 2), hash.slice(2)));
    expect(mode & 0o007).toBe(0);
  });

  it('is not ready without its folder', async () => {
    await blobs.ready();
    await rm(folder, { recursive: true });
    await expect(blobs.ready()).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
