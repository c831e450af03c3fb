import { createHash, type KeyObject, randomBytes, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

const ECDSA = { name: 'ECDSA', namedCurve: 'P-256' } as const;

/** Object identifiers of RFC 5280. */
const oid = {
  commonName: '2.5.4.3',
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  authorityKeyIdentifier: '2.5.29.35',
  extKeyUsage: '2.5.29.37',
  serverAuth: '1.3.6.1.5.5.7.3.1',
} as const;

/** Tags of a GeneralName. */
const DNS_NAME = 2;
const IP_ADDRESS = 7;

/** Bits of KeyUsage, and how many of the byte's last are unused. */
const SIGNS_CERTIFICATES_AND_LISTS = { bits: 0b0000_0110, unused: 1 };
const SIGNS_DATA = { bits: 0b1000_0000, unused: 7 };

/** From this year on a time of a certificate has four digits for it. */
const GENERALIZED_TIME = 2050;

interface Validity {
  /** Milliseconds since 1970, whole seconds of which count. */
  readonly from: number;
  readonly to: number;
}

export interface Authority extends Validity {
  /** Of the authority; it signs itself. */
  readonly key: KeyObject;
  /** The name that goes before the first digits of its key's identifier. */
  readonly name: string;
}

export interface Leaf extends Validity {
  readonly authority: X509Certificate;
  /** Of the authority. */
  readonly signingKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly name: string;
  /** Names and IP addresses. */
  readonly hosts: readonly string[];
}

/** The libraries are loaded only when something is signed: that takes longer than the rest of a start. */
async function loadTools() {
  const [pkijs, asn1js] = await Promise.all([import('pkijs'), import('asn1js')]);
  const { Certificate, Extension, Time, TimeType } = pkijs;

  const nameOf = (text: string) => {
    const value = new asn1js.Utf8String({ value: text });
    const typesAndValues = [new pkijs.AttributeTypeAndValue({ type: oid.commonName, value })];
    return new pkijs.RelativeDistinguishedNames({ typesAndValues });
  };

  const timeOf = (time: number) => {
    const value = new Date(time);
    const isFar = value.getUTCFullYear() >= GENERALIZED_TIME;
    return new Time({ type: isFar ? TimeType.GeneralizedTime : TimeType.UTCTime, value });
  };

  const extension = (
    extnID: string,
    critical: boolean,
    value: { toBER(): ArrayBuffer } | { toSchema(): { toBER(): ArrayBuffer } },
  ) => {
    const schema = 'toSchema' in value ? value.toSchema() : value;
    return new Extension({ extnID, critical, extnValue: schema.toBER() });
  };

  const keyUsage = ({ bits, unused }: typeof SIGNS_DATA) => {
    const valueHex = new Uint8Array([bits]).buffer;
    return extension(oid.keyUsage, true, new asn1js.BitString({ valueHex, unusedBits: unused }));
  };

  const generalName = (host: string) => {
    if (isIP(host) === 0) return new pkijs.GeneralName({ type: DNS_NAME, value: host });
    const valueHex = new Uint8Array(ipaddr.parse(host).toByteArray()).buffer;
    const value = new asn1js.OctetString({ valueHex });
    return new pkijs.GeneralName({ type: IP_ADDRESS, value });
  };

  /** An empty certificate for a key, with the identifier of the key. */
  const certificateFor = async (publicKey: KeyObject, { from, to }: Validity) => {
    const certificate = new Certificate();
    certificate.version = 2;
    const serial = randomBytes(16);
    // A serial number is positive, and not longer for it.
    serial[0] = ((serial[0] as number) & 0x3f) | 0x40;
    certificate.serialNumber = new asn1js.Integer({ valueHex: new Uint8Array(serial).buffer });
    certificate.notBefore = timeOf(from);
    certificate.notAfter = timeOf(to);
    await certificate.subjectPublicKeyInfo.importKey(
      publicKey.toCryptoKey(ECDSA, true, ['verify']),
    );
    const bits = certificate.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView;
    const keyId = createHash('sha1').update(bits).digest();
    const valueHex = new Uint8Array(keyId).buffer;
    const keyIdentifier = extension(
      oid.subjectKeyIdentifier,
      false,
      new asn1js.OctetString({ valueHex }),
    );
    return { certificate, keyId, keyIdentifier };
  };

  const signed = async (certificate: InstanceType<typeof Certificate>, key: KeyObject) => {
    await certificate.sign(key.toCryptoKey(ECDSA, true, ['sign']), 'SHA-256');
    return new X509Certificate(Buffer.from(certificate.toSchema(true).toBER())).toString();
  };

  return { pkijs, asn1js, nameOf, extension, keyUsage, generalName, certificateFor, signed };
}

/** A new authority, as PEM: it signs certificates of servers and no other authorities. */
export async function makeAuthority(
  publicKey: KeyObject,
  { key, name, ...validity }: Authority,
): Promise<string> {
  const tools = await loadTools();
  const { certificate, keyId, keyIdentifier } = await tools.certificateFor(publicKey, validity);
  certificate.subject = tools.nameOf(`${name} ${keyId.toString('hex', 0, 4)}`);
  certificate.issuer = certificate.subject;
  const constraints = new tools.pkijs.BasicConstraints({ cA: true, pathLenConstraint: 0 });
  certificate.extensions = [
    tools.extension(oid.basicConstraints, true, constraints),
    tools.keyUsage(SIGNS_CERTIFICATES_AND_LISTS),
    keyIdentifier,
  ];
  return tools.signed(certificate, key);
}

/** A new certificate of a server, as PEM. */
export async function makeLeaf(leaf: Leaf): Promise<string> {
  const tools = await loadTools();
  const { pkijs, asn1js } = tools;
  const { certificate, keyIdentifier } = await tools.certificateFor(leaf.publicKey, leaf);
  const issuer = pkijs.Certificate.fromBER(new Uint8Array(leaf.authority.raw));
  const issuerKey = issuer.extensions?.find(({ extnID }) => extnID === oid.subjectKeyIdentifier);
  certificate.issuer = issuer.subject;
  certificate.subject = tools.nameOf(leaf.name);
  const alternatives = new pkijs.GeneralNames({ names: leaf.hosts.map(tools.generalName) });
  certificate.extensions = [
    tools.extension(oid.basicConstraints, true, new pkijs.BasicConstraints({ cA: false })),
    tools.keyUsage(SIGNS_DATA),
    tools.extension(
      oid.extKeyUsage,
      false,
      new pkijs.ExtKeyUsage({ keyPurposes: [oid.serverAuth] }),
    ),
    tools.extension(oid.subjectAltName, false, alternatives),
    keyIdentifier,
    tools.extension(
      oid.authorityKeyIdentifier,
      false,
      new pkijs.AuthorityKeyIdentifier({
        keyIdentifier: issuerKey?.parsedValue as InstanceType<typeof asn1js.OctetString>,
      }),
    ),
  ];
  return tools.signed(certificate, leaf.signingKey);
}
