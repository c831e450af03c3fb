import type { lookup } from 'node:dns';
import { isIP } from 'node:net';
import { request } from 'undici';
import { describe, expect, it } from 'vitest';
import type { EventTargets } from '../../src/core/events.ts';
import { buildForm } from '../../src/events/form.ts';
import { checkTarget, createAgent, isPublic } from '../../src/events/targets.ts';
import { receiver } from './receiver.ts';

describe('an address', () => {
  it.each(['93.184.216.34', '8.8.8.8', '2606:2800:220:1:248:1893:25c8:1946', '::ffff:8.8.8.8'])(
    '%s is public',
    (address) => expect(isPublic(address)).toBe(true),
  );

  it.each([
    '127.0.0.1',
    '127.0.0.2',
    '127.127.127.127',
    '0.0.0.0',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '192.0.2.1',
    '198.18.0.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:169.254.169.254',
    '::127.0.0.1',
    '::7f00:1',
    '64:ff9b::7f00:1',
    '64:ff9b::8.8.8.8',
    '2002:7f00:1::',
    '2001:0:7f00:1::',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1',
    'ff02::1',
    '2001:db8::1',
    'localhost',
    '',
  ])('%s is not', (address) => expect(isPublic(address)).toBe(false));
});

const TEST = { kind: 'test', ports: [] } as const;
const PUBLIC = { kind: 'public', ports: [80, 443] } as const;

describe('a target', () => {
  it.each([
    'http://127.0.0.1/x',
    'http://127.1/x',
    'http://0x7f.1/x',
    'http://2130706433/x',
    'http://017700000001/x',
    'http://①②⑦.0.0.1/x',
    'http://[::1]/x',
    'http://[::ffff:127.0.0.1]/x',
    'http://[64:ff9b::7f00:1]/x',
    'https://169.254.169.254/latest/meta-data/',
  ])('%s is refused before a connection is made', (url) => {
    expect(() => checkTarget(url, PUBLIC)).toThrow('private address');
    expect(() => checkTarget(url, TEST)).not.toThrow();
  });

  it.each(['ftp://example.org/', 'file:///etc/passwd', 'javascript:alert(1)', 'x', ''])(
    '%j is no http address',
    (url) => expect(() => checkTarget(url, TEST)).toThrow('no http address'),
  );

  it.each([
    ['http://example.org/x', true],
    ['https://example.org/x', true],
    ['http://example.org:443/x', true],
    ['http://example.org:22/x', false],
    ['http://example.org:6379/x', false],
    ['https://example.org:8443/x', false],
  ])('%s is at a port that is sent to: %s', (url, isOpen) => {
    const check = (targets: EventTargets) => () => checkTarget(url, targets);
    if (isOpen) expect(check(PUBLIC)).not.toThrow();
    else expect(check(PUBLIC)).toThrow(`events are not sent to port ${new URL(url).port}`);
    expect(check({ ...PUBLIC, ports: [22, 80, 443, 6379, 8443] })).not.toThrow();
    expect(check(TEST)).not.toThrow();
  });

  it.each(['localhost'])('%s is looked up and refused', async (host) => {
    const { url, received } = await receiver();
    const target = url().replace('127.0.0.1', host);
    const agent = createAgent(PUBLIC);
    await expect(request(target, { dispatcher: agent })).rejects.toThrow('private address');
    expect(received).toEqual([]);
    await agent.close();
  });

  it('is looked up and reached on a test portal', async () => {
    const { url, received } = await receiver();
    const agent = createAgent(TEST);
    const { statusCode, body } = await request(url().replace('127.0.0.1', 'localhost'), {
      dispatcher: agent,
    });
    await body.dump();
    expect([statusCode, received.length]).toEqual([200, 1]);
    await agent.close();
  });
});

describe('a name', () => {
  /** A resolver that answers each question with the next of the lists. */
  function resolver(...answers: string[][]) {
    const asked: string[] = [];
    const resolve = ((name: string, _options: object, done: (...args: unknown[]) => void) => {
      const addresses = answers[Math.min(asked.push(name), answers.length) - 1] as string[];
      const found = addresses.map((address) => ({ address, family: isIP(address) }));
      process.nextTick(done, null, found);
    }) as unknown as typeof lookup;
    return { asked, resolve };
  }

  it.each([
    [['10.0.0.1']],
    [['93.184.216.34', '127.0.0.1']],
    [['2606:2800:220:1:248:1893:25c8:1946', '::ffff:127.0.0.1']],
    [[]],
  ])('of %j is not connected to', async (addresses) => {
    const { url, received } = await receiver();
    const { asked, resolve } = resolver(addresses);
    const agent = createAgent(PUBLIC, resolve);
    const target = url().replace('127.0.0.1', 'app.example');
    await expect(request(target, { dispatcher: agent })).rejects.toThrow('private address');
    expect([asked, received]).toEqual([['app.example'], []]);
    await agent.close();
  });

  it('is looked up once for a connection, which goes to the address that was found', async () => {
    const { url, received } = await receiver();
    const { asked, resolve } = resolver(['127.0.0.1'], ['127.0.0.2']);
    const agent = createAgent(TEST, resolve);
    const { body } = await request(url().replace('127.0.0.1', 'app.example'), {
      dispatcher: agent,
    });
    await body.dump();
    expect([asked, received.length]).toEqual([['app.example'], 1]);
    await agent.close();
  });
});

it('a name and a password in an address are not sent', async () => {
  let headers: object = {};
  const { url } = await receiver((req, res) => {
    headers = req.headers;
    res.end();
  });
  const target = checkTarget(url().replace('http://', 'http://user:secret@'), TEST);
  const agent = createAgent(TEST);
  const { body } = await request(target, { dispatcher: agent });
  await body.dump();
  expect(headers).not.toHaveProperty('authorization');
  expect(headers).toMatchObject({ host: new URL(url()).host });
  await agent.close();
});

describe('a form', () => {
  it.each([
    [{ a: 1, b: 'x' }, 'a=1&b=x'],
    [{ a: { b: { c: 'd' } } }, 'a%5Bb%5D%5Bc%5D=d'],
    [{ a: ['x', 'y'] }, 'a%5B0%5D=x&a%5B1%5D=y'],
    [{ a: 'ä b&c=d+e' }, 'a=%C3%A4+b%26c%3Dd%2Be'],
    [{ a: "!'()*~-_." }, 'a=%21%27%28%29%2A%7E-_.'],
    [{ a: true, b: false, c: null, d: undefined, e: '' }, 'a=1&b=0&e='],
    [{ a: [], b: {} }, ''],
    [{ a: '\ud800' }, 'a=%EF%BF%BD'],
  ])('%j is written as PHP does', (fields, form) => expect(buildForm(fields)).toBe(form));
});
