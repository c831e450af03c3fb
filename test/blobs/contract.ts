import { createHash, randomBytes } from 'node:crypto';
import { buffer, text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BlobMissing, type Blobs } from '../../src/core/blobs.ts';

export interface BlobsUnderTest {
  readonly blobs: Blobs;
  readonly close?: () => Promise<void>;
}

const NOWHERE = '0'.repeat(64);

/** What every driver of the Blobs port does. `make` gives a fresh, empty, not yet started one. */
export function describeBlobs(name: string, make: () => Promise<BlobsUnderTest>): void {
  describe(`blobs: ${name}`, () => {
    let blobs: Blobs;
    let close: BlobsUnderTest['close'];

    beforeEach(async () => {
      ({ blobs, close } = await make());
      await blobs.start();
    });
    afterEach(() => close?.());

    const addresses = async () => {
      const found: string[] = [];
      for await (const { hash } of blobs.list()) found.push(hash);
      return found.sort();
    };
    const read = async (hash: string, start: number, end: number) =>
      text(await blobs.open(hash, { start, end }));

    it('gives the SHA-256 and the length', async () => {
      const bytes = randomBytes(200_000);
      const hash = createHash('sha256').update(bytes).digest('hex');
      expect(await blobs.put(bytes)).toEqual({ hash, size: 200_000 });
    });

    it('tells the length of what is stored, and nothing of what is not', async () => {
      const { hash } = await blobs.put(randomBytes(1234));
      expect(await blobs.sizeOf(hash)).toBe(1234);
      expect(await blobs.sizeOf(NOWHERE)).toBeUndefined();
      expect(await blobs.sizeOf('../../etc/passwd')).toBeUndefined();
    });

    it.each([0, 1, 65_536, 1_500_000])('gives %i bytes back as they were', async (size) => {
      const bytes = randomBytes(size);
      const { hash } = await blobs.put(bytes);
      expect((await buffer(await blobs.open(hash))).equals(bytes)).toBe(true);
    });

    it('takes a view into a larger buffer', async () => {
      const { hash, size } = await blobs.put(new TextEncoder().encode('xxhelloxx').subarray(2, 7));
      expect(size).toBe(5);
      expect(await text(await blobs.open(hash))).toBe('hello');
    });

    it('keeps what was put when the caller uses its buffer again', async () => {
      const bytes = Buffer.from('before');
      const { hash } = await blobs.put(bytes);
      bytes.fill('x');
      expect(await text(await blobs.open(hash))).toBe('before');
    });

    it('gives a range, both ends included', async () => {
      const { hash } = await blobs.put(Buffer.from('0123456789'));
      expect(await read(hash, 0, 0)).toBe('0');
      expect(await read(hash, 3, 5)).toBe('345');
      expect(await read(hash, 8, 99)).toBe('89');
      expect(await read(hash, 10, 99)).toBe('');
    });

    it('streams the same blob to two readers', async () => {
      const { hash } = await blobs.put(Buffer.from('shared'));
      const streams = await Promise.all([blobs.open(hash), blobs.open(hash)]);
      expect(await Promise.all(streams.map((stream) => text(stream)))).toEqual([
        'shared',
        'shared',
      ]);
    });

    it('stores equal bytes once, one after the other or at once', async () => {
      const bytes = Buffer.from('twice');
      const refs = await Promise.all([blobs.put(bytes), blobs.put(Buffer.from(bytes))]);
      refs.push(await blobs.put(bytes));
      expect(new Set(refs.map((ref) => ref.hash)).size).toBe(1);
      expect(await addresses()).toEqual([refs[0]!.hash]);
    });

    it.each([NOWHERE, '', '../../etc/passwd', `..${'/'.repeat(62)}`, 'A'.repeat(64)])(
      'rejects an open of %j with BlobMissing before there is a stream',
      async (hash) => {
        await blobs.put(Buffer.from('other'));
        await expect(blobs.open(hash)).rejects.toSatisfy(
          (err) => err instanceof BlobMissing && err.hash === hash,
        );
      },
    );

    it('removes, and resolves where there is nothing to remove', async () => {
      const { hash } = await blobs.put(Buffer.from('gone'));
      await blobs.remove(hash);
      await blobs.remove(hash);
      await blobs.remove('../tmp');
      await expect(blobs.open(hash)).rejects.toThrow(BlobMissing);
      expect(await addresses()).toEqual([]);
    });

    it('stores again after a removal, also while an earlier put runs', async () => {
      const bytes = randomBytes(1000);
      const { hash } = await blobs.put(bytes);
      for (let round = 0; round < 20; round += 1) {
        const earlier = blobs.put(bytes);
        await blobs.remove(hash);
        await blobs.put(bytes);
        expect((await buffer(await blobs.open(hash))).equals(bytes)).toBe(true);
        await earlier;
      }
    });

    it('lists every blob with its time', async () => {
      const before = Date.now() - 2000;
      const refs = await Promise.all(
        Array.from({ length: 300 }, (_, n) => blobs.put(Buffer.from(`blob ${n}`))),
      );
      expect(await addresses()).toEqual(refs.map((ref) => ref.hash).sort());
      for await (const entry of blobs.list()) {
        const storedAt = await entry.storedAt();
        expect(storedAt).toBeGreaterThan(before);
        expect(storedAt).toBeLessThan(Date.now() + 2000);
      }
    });

    it('lets blobs be removed while they are listed', async () => {
      for (let n = 0; n < 50; n += 1) await blobs.put(Buffer.from(`blob ${n}`));
      for await (const { hash } of blobs.list()) await blobs.remove(hash);
      expect(await addresses()).toEqual([]);
    });

    it('is ready and leaves no trace of having been asked', async () => {
      await Promise.all([blobs.ready(), blobs.ready()]);
      expect(await addresses()).toEqual([]);
    });
  });
}
