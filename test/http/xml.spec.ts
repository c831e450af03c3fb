import { XMLParser } from 'fast-xml-parser';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { renderXml } from '../../src/http/xml.ts';
import { secrets, testPortal } from '../portal.ts';

const parser = new XMLParser({ parseTagValue: false, trimValues: false });

describe('an answer in XML', () => {
  it.each([
    [{ result: true }, '<response><result>1</result></response>'],
    [{ result: false }, '<response><result></result></response>'],
    [{ result: null }, '<response><result></result></response>'],
    [{ result: 1.5 }, '<response><result>1.5</result></response>'],
    [{ result: '' }, '<response><result></result></response>'],
    [{ result: ['a', 'b'] }, '<response><result><item>a</item><item>b</item></result></response>'],
    [
      { result: { 5: 'a', name: 'b' } },
      '<response><result><name>b</name><item>a</item></result></response>',
    ],
    [
      { result: [[1], [2]] },
      '<response><result><item><item>1</item></item><item><item>2</item></item></result></response>',
    ],
    [
      { result: { a: '<b> & "c" \'d\'' } },
      '<response><result><a>&lt;b&gt; &amp; &quot;c&quot; &apos;d&apos;</a></result></response>',
    ],
    [{ result: 'a\u0000b\u0008c' }, '<response><result>abc</result></response>'],
    [
      { result: { 'a b': 1, '1x': 2, '<x>': 3, '@_y': 4, '#text': 5 } },
      '<response><result><item>1</item><item>2</item><item>3</item><item>4</item><item>5</item></result></response>',
    ],
  ])('%j', async (body, text) => expect(await renderXml(body)).toBe(text));

  it('reads back what was written', async () => {
    const texts = [']]>', '<![CDATA[x]]>', '&amp;', '<?xml?>', '<!-- x -->', 'ä€😀', ' a\n b '];
    const parsed = parser.parse(await renderXml({ result: { texts } }));
    expect(parsed.response.result.texts.item).toEqual(texts);
  });

  it('is given for .xml, and errors too', async () => {
    const { app } = await testPortal();
    const get = (path: string) => request(app).get(`/rest/1/${secrets.admin}/${path}`);
    const good = await get('catalog.vat.get.xml?id=1');
    expect(good.headers['content-type']).toBe('text/xml; charset=utf-8');
    expect(good.text).toMatch(/^<response><result><vat><active>Y<\/active><id>1<\/id>/);
    expect(parser.parse(good.text).response.time.duration).toMatch(/^\d/);
    const list = await get('catalog.vat.list.XML/');
    expect(parser.parse(list.text).response.result.vats.item).toHaveLength(3);
    const bad = await get('catalog.vat.get.xml');
    expect(bad.status).toBe(400);
    expect(parser.parse(bad.text).response).toEqual({
      error: '100',
      error_description: 'Could not find value for parameter {id}',
    });
    const unknown = await get('nothing.xml');
    expect([unknown.status, unknown.text]).toEqual([
      404,
      '<response><error>ERROR_METHOD_NOT_FOUND</error><error_description>Method not found!</error_description></response>',
    ]);
    const deep = await get(`catalog.vat.get.xml?a${'[b]'.repeat(40)}=1`);
    expect(deep.text).toContain('<error>INVALID_REQUEST</error>');
  });
});
