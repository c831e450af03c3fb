import { existsSync } from 'node:fs';
import type { Profile } from './core/errors.ts';
import type { EventTargets } from './core/events.ts';
import type { Tariff } from './core/limits.ts';
import { compileSchema } from './core/wire/ajv.ts';

/** What one setting is: its default as text, its rule, and its meaning for README and messages. */
interface Setting {
  readonly schema: { readonly type?: string; readonly [keyword: string]: unknown };
  readonly fallback?: string;
  /** Says the rule where the schema says it in signs. */
  readonly rule?: string;
  readonly meaning: string;
}

const port = { type: 'integer', minimum: 0, maximum: 65535 };
const onOff = { enum: ['on', 'off'] };

/** Every setting, in the order of the README. An environment variable wins over a line in `.env`. */
export const settings = {
  VITRINE_HTTP_PORT: { schema: port, fallback: '8080', meaning: 'port of http' },
  VITRINE_HTTPS_PORT: { schema: port, fallback: '8443', meaning: 'port of https' },
  VITRINE_HOST: {
    schema: { type: 'string', pattern: '^[A-Za-z0-9.:-]{1,253}$' },
    fallback: '127.0.0.1',
    meaning: 'address to listen on',
  },
  VITRINE_DATA: {
    schema: { type: 'string', minLength: 1 },
    fallback: './data',
    meaning: 'folder of database, files and certificate',
  },
  VITRINE_PUBLIC_URL: {
    schema: { type: 'string', pattern: '^https?://[^/?#@\\s]+$' },
    meaning:
      'address that links begin with, without a trailing slash; without it each listener names itself as localhost',
  },
  VITRINE_PROFILE: {
    schema: { enum: ['documented', 'live'] },
    fallback: 'documented',
    meaning: '`documented` answers as the documentation prints, `live` as a current portal does',
  },
  VITRINE_TARIFF: {
    schema: { enum: ['off', 'basic', 'enterprise'] },
    fallback: 'off',
    meaning:
      'limits of a cloud portal: requests of an address to whatever face (`basic` 2/s after 50, `enterprise` 5/s after 250) and 480 s of running time for each method in ten minutes',
  },
  VITRINE_EVENTS: {
    schema: { enum: ['test', 'public', 'portal'] },
    fallback: 'test',
    meaning:
      'where events go: `test` to any address, `public` to none of a private network, both with retries; `portal` as `public`, once, to hosts with a dot',
  },
  VITRINE_EVENT_PORTS: {
    schema: { type: 'string', pattern: '^[1-9]\\d{0,4}(,[1-9]\\d{0,4})*$' },
    fallback: '80,443',
    rule: 'must be ports, separated by commas',
    meaning: 'ports that `public` and `portal` send events to, separated by commas',
  },
  VITRINE_CERT_NAMES: {
    schema: { type: 'string', pattern: '^[A-Za-z0-9.-]+(,[A-Za-z0-9.-]+)*$' },
    meaning:
      'further host names of the certificate, separated by commas, such as `oauth.bitrix.info,oauth.bitrix24.tech`',
  },
  VITRINE_PASSWORD: {
    schema: { type: 'string', minLength: 8, maxLength: 128 },
    meaning:
      'password of the users of a new portal, for the sign-in page; without it a random one is made and kept',
  },
  VITRINE_SEED: {
    schema: {
      type: 'string',
      pattern: '^(demo|empty|large:([1-9]\\d{0,5}|[1-4]\\d{6}|5000000)(:\\d{1,9})?)$',
    },
    fallback: 'demo',
    rule: 'must be demo, empty, large:N or large:N:SEED with N from 1 to 5000000 and SEED of at most 9 digits',
    meaning:
      'what a new portal holds: `demo` a small shop, `empty` no products, `large:N` so many, up to 5,000,000 and the same each time; `large:N:SEED` other ones for each number',
  },
  VITRINE_LANGUAGE: {
    schema: { enum: ['en', 'ru'] },
    fallback: 'en',
    meaning: 'language of the names and texts of a new portal',
  },
  VITRINE_WEBHOOK_SECRET: {
    schema: { type: 'string', pattern: '^[A-Za-z0-9_-]{16,128}$' },
    meaning:
      'secret of the webhook of user 1, 16 to 128 letters and digits; without it a random one is made and kept',
  },
  VITRINE_LOG_LEVEL: {
    schema: { enum: ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] },
    fallback: 'info',
    meaning: 'least level of log lines',
  },
  VITRINE_BODY_LIMIT: {
    schema: { type: 'integer', minimum: 1024, maximum: 2_000_000_000 },
    fallback: '33554432',
    meaning: 'bytes of a request body',
  },
  VITRINE_BODIES_LIMIT: {
    schema: { type: 'integer', minimum: 4096, maximum: 16_000_000_000 },
    meaning:
      'bytes of all request bodies at once, without those up to 64 KiB; at least twice `VITRINE_BODY_LIMIT`, four times by default. Memory grows to some four times as much',
  },
  VITRINE_READERS: {
    schema: { type: 'integer', minimum: 0, maximum: 16 },
    meaning:
      'threads for lists that no index serves; by default one for each core but one, from 1 to 4; 0 reads everything beside the other calls',
  },
  VITRINE_CALLS_LIMIT: {
    schema: { type: 'integer', minimum: 1, maximum: 100_000 },
    fallback: '256',
    meaning: 'calls that run at once; more are answered 503 `QUERY_LIMIT_EXCEEDED`',
  },
  VITRINE_LAG_LIMIT: {
    schema: { type: 'integer', minimum: 1, maximum: 60_000 },
    fallback: '5',
    meaning:
      'milliseconds by which the event loop may be late; when it is for 100 ms, 64 calls run at once and others are answered 503',
  },
  VITRINE_API_ANONYMOUS: {
    schema: onOff,
    meaning:
      '`on` opens /api/v1 to callers without a token; on for a demo portal on a loopback address, refused on any other',
  },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof settings;

/** What a new portal holds. */
export type Seed = 'demo' | 'empty' | { readonly products: number; readonly seed: number };

export interface Config {
  readonly httpPort: number;
  readonly httpsPort: number;
  readonly host: string;
  readonly data: string;
  readonly publicUrl: string | undefined;
  readonly profile: Profile;
  readonly tariff: Tariff;
  readonly events: EventTargets;
  readonly certNames: readonly string[];
  readonly password: string | undefined;
  readonly seed: Seed;
  readonly language: 'en' | 'ru';
  readonly webhookSecret: string | undefined;
  readonly logLevel: string;
  readonly bodyLimit: number;
  readonly bodiesLimit: number;
  /** Undefined where the machine decides. */
  readonly readers: number | undefined;
  readonly callsLimit: number;
  readonly lagLimit: number;
  readonly apiV1Anonymous: boolean;
}

/** Wrong settings; the message names each and its rule. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const isBrokenUrl = (text: string): boolean => /^https?:/.test(text) && !URL.canParse(text);

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/;

/** Reads `.env` of the current folder and the environment. Throws ConfigError. */
export function loadConfig(): Config {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return readConfig(process.env);
}

export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const unknown = Object.keys(env).filter(
    (name) => name.startsWith('VITRINE_') && !(name in settings),
  );
  const problems = unknown.map((name) => `${name} is no setting`);
  const values: Partial<Record<SettingName, string | number>> = {};
  for (const [name, setting] of Object.entries(settings) as [SettingName, Setting][]) {
    const text = env[name]?.trim() || setting.fallback;
    if (text === undefined) continue;
    const holder: { value: string | number } = { value: text };
    const readable = setting.schema.type === 'integer' ? /^\d+$/.test(text) : !isBrokenUrl(text);
    const schema = { type: 'object', properties: { value: setting.schema } };
    const validate = compileSchema(schema, { coerceTypes: true });
    if (readable && validate(holder)) values[name] = holder.value;
    else problems.push(`${name}: ${ruleOf(setting)} (${setting.meaning})`);
  }

  const host = String(values.VITRINE_HOST);
  const loopback = LOOPBACK.test(host);
  const anonymous = values.VITRINE_API_ANONYMOUS;
  if (anonymous === 'on' && !loopback) {
    problems.push('VITRINE_API_ANONYMOUS: on is refused unless VITRINE_HOST is a loopback address');
  }
  const bodyLimit = Number(values.VITRINE_BODY_LIMIT);
  const bodiesLimit = Number(values.VITRINE_BODIES_LIMIT ?? 4 * bodyLimit);
  if (bodiesLimit < 2 * bodyLimit) {
    problems.push('VITRINE_BODIES_LIMIT: must be at least twice VITRINE_BODY_LIMIT');
  }
  if (problems.length > 0) throw new ConfigError(`Wrong settings:\n  ${problems.join('\n  ')}`);

  const seed = readSeed(String(values.VITRINE_SEED));
  return {
    httpPort: Number(values.VITRINE_HTTP_PORT),
    httpsPort: Number(values.VITRINE_HTTPS_PORT),
    host,
    data: String(values.VITRINE_DATA),
    publicUrl: values.VITRINE_PUBLIC_URL as string | undefined,
    profile: values.VITRINE_PROFILE as Profile,
    tariff: values.VITRINE_TARIFF as Tariff,
    events: {
      kind: values.VITRINE_EVENTS as EventTargets['kind'],
      ports: String(values.VITRINE_EVENT_PORTS).split(',').map(Number),
    },
    certNames: String(values.VITRINE_CERT_NAMES ?? '')
      .split(',')
      .filter(Boolean),
    password: values.VITRINE_PASSWORD as string | undefined,
    seed,
    language: values.VITRINE_LANGUAGE as Config['language'],
    webhookSecret: values.VITRINE_WEBHOOK_SECRET as string | undefined,
    logLevel: String(values.VITRINE_LOG_LEVEL),
    bodyLimit,
    bodiesLimit,
    readers: values.VITRINE_READERS as number | undefined,
    callsLimit: Number(values.VITRINE_CALLS_LIMIT),
    lagLimit: Number(values.VITRINE_LAG_LIMIT),
    apiV1Anonymous: anonymous === undefined ? loopback && seed === 'demo' : anonymous === 'on',
  };
}

function readSeed(text: string): Seed {
  const [kind, products, seed = 1] = text.split(':');
  if (kind === 'large') return { products: Number(products), seed: Number(seed) };
  return kind === 'empty' ? 'empty' : 'demo';
}

function ruleOf({ schema, rule }: Setting): string {
  if (rule) return rule;
  const {
    enum: choices,
    type,
    minimum,
    maximum,
    minLength,
    maxLength,
    pattern,
  } = schema as Record<string, unknown>;
  if (Array.isArray(choices)) return `must be ${choices.join(', ')}`;
  if (type === 'integer') return `must be a whole number from ${minimum} to ${maximum}`;
  if (maxLength) return `must have ${minLength} to ${maxLength} characters`;
  return pattern ? `must match ${pattern}` : 'must not be empty';
}
