import express from 'express';
import fc from 'fast-check';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { readParams } from '../../src/http/body.ts';
import { post, server } from './_reader.ts';

describe('multipart', () => {
  it('reads fields by their brackets and keeps files apart', async () => {
    const answer = await request(server)
      .post('/m?q=1')
      .field('fields[productId]', '1')
      .field('fields[name]', 'a+b%20=&ж')
      .field('ids[]', ['1', '2'])
      .field('__proto__[x]', '1')
      .attach('file[0]', Buffer.from('bytes\r\n'), {
        filename: '../ж.png',
        contentType: 'image/png',
      })
      .attach('none', Buffer.alloc(0), { filename: 'empty.txt' });
    const params = '{"q":"1","fields":{"productId":"1","name":"a+b%20=&ж"},"ids":["1","2"],';
    expect(answer.text).toContain(`${params}"__proto__":{"x":"1"}}`);
    expect(answer.body.files).toEqual([
      { field: 'file[0]', filename: 'ж.png', contentType: 'image/png', text: 'bytes\r\n' },
      { field: 'none', filename: 'empty.txt', contentType: 'text/plain', text: '' },
    ]);
  });

  const type = 'multipart/form-data; boundary=b';
  const part = (disposition: string, text: string) =>
    `--b\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${text}\r\n`;

  it('takes files alone, and no file where none was chosen', async () => {
    const body = `${part('name="f"; filename="a.txt"', 'x')}${part('name="g"; filename=""', '')}--b--\r\n`;
    expect((await post('/m', type, body)).body).toMatchObject({
      params: {},
      files: [{ field: 'f', filename: 'a.txt', text: 'x' }],
    });
  });

  it('keeps a field longer than a megabyte whole', async () => {
    const big = express().use(async (req, res) => {
      const { params } = await readParams(req, { bodyLimit: 4_000_000 });
      res.json((params.a as string).length);
    });
    const body = `${part('name="a"', 'x'.repeat(2_000_000))}--b--`;
    const answer = await request(big).post('/m').set('Content-Type', type).send(body);
    expect(answer.body).toBe(2_000_000);
  });

  it('keeps the fields before a break', async () => {
    const body = `${part('name="a"', '1')}${part('name="b"', '2')}${part('name="f"; filename="f"', 'x')}--`;
    const answer = await post('/m', type, body.slice(0, -6));
    expect(answer.body).toMatchObject({ params: { a: '1', b: '2' }, files: [] });
  });

  it('refuses names nested too deep', async () => {
    const body = `${part(`name="a${'[x]'.repeat(10_000)}"`, '1')}--b--`;
    expect((await post('/m', type, body)).status).toBe(400);
  });

  it('refuses more than 2000 parts, and soon', async () => {
    const start = performance.now();
    const answer = await post('/m', type, '--b\r\n'.repeat(19_000));
    expect(answer.body).toEqual({ error: 'Too many parts: more than 2000' });
    expect(performance.now() - start).toBeLessThan(1000);
  });

  it('answers whatever the bytes are', async () => {
    const piece = fc.oneof(
      fc.constantFrom('--b', '--b--', '\r\n', '\r\n\r\n', 'Content-Disposition: form-data', 'a=1'),
      fc.constantFrom('; name="a"', '; filename="f"', 'Content-Type: text/plain;charset=base64'),
      fc.constantFrom(';', '"', '\\', '*=', "utf-8'' %", '; name=', ';;', ':', '\r', '\0'),
      fc.constantFrom(part('name="a[]"', '1'), part('name="f"; filename="f"', 'x')),
    );
    const body = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));
    await fc.assert(
      fc.asyncProperty(body, async (text) => {
        expect((await post('/m', type, text)).status).toBe(200);
      }),
      { numRuns: 300 },
    );
  });
});
