import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  X509Certificate,
} from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { domainToASCII } from 'node:url';
import { makeAuthority, makeLeaf } from './x509.ts';

const DAY = 24 * 60 * 60 * 1000;
const CA_DAYS = 3650;
/** Apple's systems refuse more than 398 days, counted from a first that lies a day back. */
const LEAF_DAYS = 396;
const RENEW_DAYS = 30;
const ALWAYS = ['localhost', '127.0.0.1', '::1'];

export interface CertificateOptions {
  /** Holds ca.pem, ca-key.pem, cert.pem and key.pem; made where missing. One process at a time. */
  readonly folder: string;
  /** Names and IP addresses to serve besides localhost, 127.0.0.1 and ::1. */
  readonly hosts: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** PEM texts: `cert` has the authority's certificate behind the server's, `caPath` is ca's file. */
export type ServerCertificate = Readonly<Record<'caPath' | 'ca' | 'cert' | 'key', string>>;

/**
 * The certificate of this server, signed by an authority of its own: what is in the folder, or new.
 * The authority lives ten years and is never replaced; the server's certificate is signed again,
 * with the same key, when 30 days are left of it or it lacks a host. Rejects with an Error that
 * names the file and the remedy when the folder holds something broken, and with a TypeError for a
 * host that cannot stand in a certificate.
 */
export async function ensureCertificate(options: CertificateOptions): Promise<ServerCertificate> {
  const { folder, now } = options;
  const hosts = [...new Set([...ALWAYS, ...options.hosts].map(canonical))];
  await mkdir(folder, { recursive: true });
  const paths = ['ca.pem', 'cert.pem', 'key.pem'].map((name) => join(folder, name));
  const [caPath, certPath, keyPath] = paths as [string, string, string];
  const [oldCa, oldCert, key] = await Promise.all(paths.map(readIfThere));

  if (oldCa === undefined && (oldCert ?? key) !== undefined) throw broken(caPath, 'is missing');
  const ca = oldCa ?? (await newAuthority(folder, now));
  const authority = readAuthority(caPath, ca, now);
  if (oldCert !== undefined) {
    if (key === undefined) throw broken(keyPath, 'is missing');
    const leaf = attempt(certPath, () => new X509Certificate(oldCert));
    const isPair = attempt(keyPath, () => leaf.checkPrivateKey(createPrivateKey(key)));
    if (!isPair) throw broken(keyPath, 'is not the key of cert.pem');
    const isOurs = leaf.checkIssued(authority) && leaf.verify(authority.publicKey);
    if (!isOurs) throw broken(certPath, 'was not signed by ca.pem');
    if (serves(leaf, authority, { folder, hosts, now })) return { caPath, ca, cert: oldCert, key };
  }
  return { caPath, ca, ...(await newLeaf({ folder, authority, hosts, now })) };
}

async function newAuthority(folder: string, now: number): Promise<string> {
  const { privateKey, publicKey } = await keysAt(join(folder, 'ca-key.pem'));
  const made = await makeAuthority(publicKey, {
    key: privateKey,
    // The id of its key tells apart the authorities of several servers in one trust store.
    name: 'Vitrine local authority',
    from: now - DAY,
    to: now + CA_DAYS * DAY,
  });
  return writeAtomically(join(folder, 'ca.pem'), made, 0o644);
}

async function newLeaf(options: CertificateOptions & { readonly authority: X509Certificate }) {
  const { folder, authority, hosts, now } = options;
  const signerPath = join(folder, 'ca-key.pem');
  if ((await readIfThere(signerPath)) === undefined) throw broken(signerPath, 'is missing');
  const { privateKey: signingKey } = await keysAt(signerPath);
  const isPair = authority.checkPrivateKey(signingKey);
  if (!isPair) throw broken(signerPath, 'is not the key of ca.pem');
  const { publicKey, text: key } = await keysAt(join(folder, 'key.pem'));
  const to = Math.min(now + LEAF_DAYS * DAY, +authority.validToDate);
  const leaf = { authority, signingKey, publicKey, name: 'Vitrine', hosts, from: now - DAY, to };
  const chain = `${await makeLeaf(leaf)}${authority.toString()}`;
  return { cert: await writeAtomically(join(folder, 'cert.pem'), chain, 0o644), key };
}

function readAuthority(path: string, text: string, now: number): X509Certificate {
  const authority = attempt(path, () => new X509Certificate(text));
  if (!authority.ca) throw broken(path, 'is not the certificate of an authority');
  if (+authority.validToDate <= now) throw broken(path, 'has expired');
  if (+authority.validFromDate > now) throw broken(path, 'is not valid yet by our clock');
  return authority;
}

function serves(leaf: X509Certificate, authority: X509Certificate, options: CertificateOptions) {
  const { hosts, now } = options;
  const end = +leaf.validToDate;
  // Near its authority's end a new one would not last longer.
  const isFresh = end > now + RENEW_DAYS * DAY || end >= +authority.validToDate;
  const names = (host: string) => (isIP(host) ? leaf.checkIP(host) : leaf.checkHost(host));
  return isFresh && +leaf.validFromDate <= now && hosts.every(names);
}

function canonical(host: string): string {
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  if (isIP(bare) && !bare.includes('%')) return bare.toLowerCase();
  // domainToASCII cuts "a/b" to "a".
  const name = /[^\p{L}\p{M}\p{N}._-]/u.test(host) ? '' : domainToASCII(host).replace(/\.$/, '');
  if (name === '') throw new TypeError(`no certificate can name the host ${JSON.stringify(host)}`);
  return name;
}

/**
 * The key pair of a PEM file; a missing file is made. Keys are written before their certificates,
 * so that a start cut off between the two goes on with the key.
 */
async function keysAt(path: string) {
  const old = await readIfThere(path);
  const make = () => generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey;
  const text = old ?? `${make().export({ type: 'pkcs8', format: 'pem' })}`;
  if (old === undefined) await writeAtomically(path, text, 0o600);
  return attempt(path, () => ({
    text,
    privateKey: createPrivateKey(text),
    publicKey: createPublicKey(text),
  }));
}

function attempt<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (err) {
    throw broken(path, 'cannot be read', err);
  }
}

function broken(path: string, what: string, cause?: unknown): Error {
  const remedy = /ca(-key)?\.pem$/.test(path)
    ? 'all four .pem files beside it to make a new authority that every client must be told to trust'
    : 'cert.pem and key.pem beside it to have new ones made (the authority stays)';
  return new Error(`${path} ${what}. Restore it from a backup, or delete ${remedy}.`, { cause });
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (err) {
    if ((err as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw err;
  }
}

async function writeAtomically(path: string, text: string, mode: number): Promise<string> {
  const draft = `${path}.tmp`;
  await rm(draft, { force: true });
  await writeFile(draft, text, { mode, flag: 'wx', flush: true });
  await rename(draft, path);
  return text;
}
