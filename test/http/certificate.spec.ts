import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:https';
import { type AddressInfo, isIP } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ensureCertificate, type ServerCertificate } from '../../src/http/certificate.ts';

const DAY = 24 * 60 * 60 * 1000;

describe('certificate', () => {
  const now = Date.now();
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vitrine-tls-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const ensure = (hosts: string[] = [], at = now) => ensureCertificate({ folder, hosts, now: at });
  const leaf = (made: ServerCertificate) => new X509Certificate(made.cert);
  const read = (name: string) => readFile(join(folder, name), 'utf8');

  /** What a client that trusts only `ca` gets when it asks for `host`. */
  async function ask({ cert, key, ca }: ServerCertificate, host: string): Promise<string> {
    const server = createServer({ cert, key }, (_, answer) => answer.end('hello'));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    try {
      const servername = isIP(host) ? '' : host;
      const asked = request({ host: '127.0.0.1', port, ca, servername, headers: { host } });
      const [answer] = await once(asked.end(), 'response');
      return await text(answer);
    } finally {
      server.close();
    }
  }

  it.each(['localhost', '127.0.0.1', 'portal.example.test'])(
    'is accepted for %s by a client that trusts the authority only',
    async (host) => {
      expect(await ask(await ensure(['portal.example.test']), host)).toBe('hello');
    },
  );

  it('is refused for another host and by a client that trusts another authority', async () => {
    const made = await ensure();
    await expect(ask(made, 'other.example.test')).rejects.toThrow(/altnames/);
    const other = await mkdtemp(join(tmpdir(), 'vitrine-tls-'));
    const { ca } = await ensureCertificate({ folder: other, hosts: [], now });
    await rm(other, { recursive: true });
    await expect(ask({ ...made, ca }, 'localhost')).rejects.toThrow(/self-signed/);
  });

  it('has the fields that clients ask for', async () => {
    const made = await ensure(['Portal.Example.test.', '[fe80::1]', '192.168.0.7', 'bücher.test']);
    const cert = leaf(made);
    expect(cert.subjectAltName).toBe(
      'DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1, DNS:portal.example.test, ' +
        'IP Address:FE80:0:0:0:0:0:0:1, IP Address:192.168.0.7, DNS:xn--bcher-kva.test',
    );
    expect(cert.ca).toBe(false);
    expect(cert.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
    const days = (cert.validToDate.getTime() - cert.validFromDate.getTime()) / DAY;
    expect(days).toBeLessThan(398);
    expect(days).toBeGreaterThan(390);

    const authority = new X509Certificate(made.ca);
    expect(authority.ca).toBe(true);
    expect(authority.subject).toMatch(/^CN=Vitrine local authority [0-9a-f]{8}$/);
    expect(authority.validToDate.getTime()).toBeGreaterThan(now + 3640 * DAY);
    expect(made.cert.trimEnd().endsWith(made.ca.trim())).toBe(true);
    expect(made.caPath).toBe(join(folder, 'ca.pem'));
    expect(await read('ca.pem')).toBe(made.ca);
    expect(await read('cert.pem')).toBe(made.cert);
    expect(await read('key.pem')).toBe(made.key);
  });

  it('keeps the keys to their owner and leaves no drafts', async () => {
    await ensure();
    const modes: Record<string, string> = {};
    for (const name of (await readdir(folder)).sort()) {
      modes[name] = ((await stat(join(folder, name))).mode & 0o777).toString(8);
    }
    expect(modes).toMatchObject({ 'ca-key.pem': '600', 'key.pem': '600' });
    expect(Object.keys(modes)).toEqual(['ca-key.pem', 'ca.pem', 'cert.pem', 'key.pem']);
  });

  it('is used again while it lasts, also without the key of the authority', async () => {
    const made = await ensure(['a.test', 'b.test']);
    await rm(join(folder, 'ca-key.pem'));
    expect(await ensure(['b.test'], now + 300 * DAY)).toEqual(made);
  });

  it.each<[string, string[], number]>([
    ['a host is added', ['b.test'], 0],
    ['an address is added', ['10.0.0.1'], 0],
    ['30 days are left', [], 370 * DAY],
    ['it has expired', [], 2000 * DAY],
  ])('is signed again by the same authority when %s', async (_, hosts, later) => {
    const before = await ensure(['a.test']);
    const after = await ensure(['a.test', ...hosts], now + later);
    expect(after.ca).toBe(before.ca);
    expect(after.key).toBe(before.key);
    expect(after.cert).not.toBe(before.cert);
    expect(leaf(after).verify(new X509Certificate(before.ca).publicKey)).toBe(true);
    expect(leaf(after).validToDate.getTime()).toBeGreaterThan(now + later + 300 * DAY);
    for (const host of hosts) expect(leaf(after).subjectAltName).toContain(host);
    expect(await ensure(hosts, now + later)).toEqual(after);
  });

  it('does not outlive the authority, and is not signed at every start near its end', async () => {
    const { ca } = await ensure();
    const made = await ensure([], now + 3640 * DAY);
    expect(leaf(made).validTo).toBe(new X509Certificate(ca).validTo);
    expect(await ensure([], now + 3641 * DAY)).toEqual(made);
    await expect(ensure([], now + 3651 * DAY)).rejects.toThrow(/ca\.pem has expired/);
  });

  it.each(['ca.pem', 'cert.pem', 'key.pem'])('goes on after a cut before %s', async (cut) => {
    const whole = await ensure();
    const caKey = await read('ca-key.pem');
    const order = ['ca.pem', 'key.pem', 'cert.pem'];
    for (const name of order.slice(order.indexOf(cut))) await rm(join(folder, name));
    await writeFile(join(folder, `${cut}.tmp`), 'half');
    const made = await ensure();
    expect(await read('ca-key.pem')).toBe(caKey);
    if (cut !== 'ca.pem') expect(made.ca).toBe(whole.ca);
    expect(await ask(made, 'localhost')).toBe('hello');
    expect(await readdir(folder)).toHaveLength(4);
  });

  it.each<[string, string]>([
    ['ca.pem', 'all four'],
    ['ca-key.pem', 'all four'],
    ['cert.pem', 'cert.pem and key.pem'],
    ['key.pem', 'cert.pem and key.pem'],
  ])('refuses a broken %s, says what to do and writes nothing', async (name, remedy) => {
    await ensure();
    const size = (await read(name)).length;
    for (const length of [0, Math.floor(size / 2)]) {
      await truncate(join(folder, name), length);
      const files = () => Promise.all(['ca.pem', 'ca-key.pem', 'cert.pem', 'key.pem'].map(read));
      const before = await files();
      const error = await ensure(['new.test']).catch((err: unknown) => err);
      expect(String(error)).toContain(`${join(folder, name)} cannot be read`);
      expect(String(error)).toContain(`delete ${remedy}`);
      expect(await files()).toEqual(before);
    }
  });

  it.each<[string, string, RegExp]>([
    ['ca.pem', 'all four', /ca\.pem is missing/],
    ['ca-key.pem', 'all four', /ca-key\.pem is missing/],
    ['key.pem', 'cert.pem and key.pem', /key\.pem is missing/],
  ])('refuses a folder that lost its %s', async (name, remedy, message) => {
    await ensure();
    await rm(join(folder, name));
    await expect(ensure(['new.test'])).rejects.toThrow(message);
    await expect(ensure(['new.test'])).rejects.toThrow(`delete ${remedy}`);
    expect(await readdir(folder)).toHaveLength(3);
  });

  it('refuses files that do not belong together', async () => {
    await ensure();
    const mine = {
      ca: await read('ca.pem'),
      key: await read('key.pem'),
      cert: await read('cert.pem'),
    };
    await writeFile(join(folder, 'key.pem'), await read('ca-key.pem'));
    await expect(ensure()).rejects.toThrow(/key\.pem is not the key of cert\.pem/);
    await writeFile(join(folder, 'key.pem'), mine.key);
    await writeFile(join(folder, 'ca-key.pem'), mine.key);
    await expect(ensure(['new.test'])).rejects.toThrow(/ca-key\.pem is not the key of ca\.pem/);
    await writeFile(join(folder, 'ca.pem'), mine.cert);
    await expect(ensure()).rejects.toThrow(/ca\.pem is not the certificate of an authority/);
    for (const name of await readdir(folder)) await rm(join(folder, name));
    await ensure();
    await writeFile(join(folder, 'ca.pem'), mine.ca);
    await expect(ensure()).rejects.toThrow(/cert\.pem was not signed by ca\.pem/);
  });

  it.each(['', 'a b', 'host:8080', '*.test', 'fe80::1%eth0', 'http://a.test', 'a/b'])(
    'refuses the host %j',
    async (host) => {
      await expect(ensure([host])).rejects.toThrow(TypeError);
      expect(await readdir(folder)).toEqual([]);
    },
  );
});
