import { PNG } from '../images/fixtures.ts';
import type { Json, JsonObject } from './contract.ts';
import { priceRequests } from './transform-prices.ts';
import { stockRequests } from './transform-stock.ts';

/** Makes a sample's request one that can be sent. */
export type RequestTransformer = (request: JsonObject) => JsonObject;

const everyText = (value: Json, change: (text: string) => Json): Json => {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => everyText(item, change));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, everyText(v, change)]));
};

export const requestTransformers = {
  /** The documentation leaves out the bytes. */
  imageForPlaceholder: (request) =>
    everyText(request, (text) => (text === '<base64>' ? PNG : text)) as JsonObject,

  /** The sample filters by property 121 and answers a catalog of property 97. */
  skuPropertyAsAnswered: ({ filter, ...request }) => ({
    ...request,
    filter: { ...(filter as JsonObject), skuPropertyId: 97 },
  }),

  /** The sample filters by a sorting weight that two of its sections do not have. */
  anySort: ({ filter, ...request }) => {
    const { '<=sort': _, ...kept } = filter as JsonObject;
    return { ...request, filter: kept };
  },

  /** The sample gives properties of the product catalog and answers those of the variations. */
  propertiesAsAnswered({ fields, ...request }) {
    const { property258 = null, property259 = null, ...rest } = fields as JsonObject;
    const named = { property261: property258, property262: property259 };
    return { ...request, fields: { ...rest, ...named } };
  },

  /** The sample filters by VAT rates and answers a product without one. */
  vatAsAnswered: ({ filter, ...request }) => ({
    ...request,
    filter: { ...(filter as JsonObject), vatId: null },
  }),
  ...priceRequests,
  ...stockRequests,
} as const satisfies Record<string, RequestTransformer>;

/**
 * Replaces a value that differs from call to call by a token, on both sides. What has not the
 * expected shape stays, and is then a difference.
 */
interface ValueTransformer {
  readonly path: RegExp;
  /** Methods it is for; all without it. */
  readonly methods?: RegExp;
  readonly replace: (value: Json) => Json;
}

const texts =
  (shape: RegExp, token: string) =>
  (value: Json): Json =>
    typeof value === 'string' && shape.test(value) ? value.replace(shape, token) : value;

const OFFSET = /(?<=T\d\d:\d\d:\d\d)[+-]\d\d:\d\d$/;
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/;

const timeKeys = {
  start: 'number',
  finish: 'number',
  duration: 'number',
  processing: 'number',
  date_start: 'string',
  date_finish: 'string',
};

export const valueTransformers = {
  /**
   * When the call ran: the six keys in order, numbers and ISO dates. Some samples come from a portal
   * with a limiter, which adds `operating` and `operating_reset_at`.
   */
  time: {
    path: /^time$/,
    replace: (value) => {
      const { operating: _, operating_reset_at: __, ...block } = value as JsonObject;
      const entries = Object.entries(block);
      const asShown =
        entries.map(([name]) => name).join() === Object.keys(timeKeys).join() &&
        entries.every(([name, v]) => typeof v === timeKeys[name as keyof typeof timeKeys]) &&
        entries.every(([, v]) => typeof v === 'number' || ISO.test(String(v)));
      return asShown ? '<time>' : value;
    },
  },
  /** The moment of a write. */
  writtenNow: {
    path: /\.(timestampX|createTime)$/,
    methods: /\.(add|modify|update)$/,
    replace: texts(ISO, '<now>'),
  },
  /** The moment of an add. */
  addedNow: {
    path: /\.dateCreate$/,
    methods: /\.priceType\.add$/,
    replace: texts(ISO, '<now>'),
  },
  /** Dates that a call itself sets. */
  changedNow: {
    path: /\.dateModify$/,
    methods: /\.(roundingRule|store|document)\.(add|update)$/,
    replace: texts(ISO, '<now>'),
  },
  createdNow: {
    path: /\.dateCreate$/,
    methods: /\.(roundingRule|store|document)\.add$/,
    replace: texts(ISO, '<now>'),
  },
  /** The same of stores and documents. */
  signedNow: {
    path: /\.(dateCreate|dateModify|dateStatus)$/,
    methods: /^catalog\.(store|document)\.(add|update)$/,
    replace: texts(ISO, '<now>'),
  },
  /** Id of a store's picture; a number. */
  storePictureId: {
    path: /\.imageId\.id$/,
    replace: (value) => (typeof value === 'number' ? '<file id>' : value),
  },
  /** The documentation's server is in another time zone. */
  serverZone: { path: /\.(date\w+|timestampX|createTime)$/, replace: texts(OFFSET, '<zone>') },
  /** Id of a stored picture; a text. */
  pictureId: { path: /Picture\.id$/, replace: texts(/^\d+$/, '<file id>') },
  /** Address of a picture: field and product stay. */
  pictureUrl: {
    path: /Picture\.url(Machine)?$/,
    replace: texts(/(?<=fileId%5D=)\d+/, '<file id>'),
  },
  /** Id of a property value; a text. */
  valueId: { path: /\.valueId$/, replace: texts(/^\d+$/, '<value id>') },
  /** The documentation was written on a Russian portal and prints `de` in the place of `ru`. */
  russianAsGerman: {
    path: /\.(lid|lang)$/,
    methods: /\.priceTypeLang\.(list|getLanguages)$/,
    replace: (value) => (value === 'ru' ? 'de' : value),
  },
  /** The folder of an image is random; the file name stays. */
  imageFolder: {
    path: /\.(detailUrl|imageId\.url)$/,
    replace: texts(/(?<=^\/upload\/iblock\/)[0-9a-z]{3}\/[0-9a-z]{32}(?=\/)/, '<folder>'),
  },
  /** The sample was made in a session, the call by a webhook; scope and place of the token stay. */
  signedLink: {
    path: /\.downloadUrl$/,
    replace: texts(
      /^http:\/\/[\w.]+\/rest\/(download\.json\?sessid=\S+&|1\/[\w-]+\/download\/\?)token=catalog%7C\S+$/,
      '<portal>/download?token=catalog|<token>',
    ),
  },
} as const satisfies Record<string, ValueTransformer>;

const transformerOf = (method: string, path: string) =>
  (Object.values(valueTransformers) as ValueTransformer[]).filter(
    (t) => t.path.test(path) && (t.methods?.test(method) ?? true),
  );

/** Value and path, with what varies replaced. */
export const settled = (method: string, path: string, value: Json): Json =>
  transformerOf(method, path).reduce((v, t) => t.replace(v), value);
