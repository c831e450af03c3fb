/** The face of the machine that `methods/` and `schemas/` may import. */

export type { ApiV1Route } from './apiV1.ts';
export { runBatch } from './batch/batch.ts';
export type { BlobRef } from './blobs.ts';
export { cacheUntilCommit } from './cacheUntilCommit.ts';
export { crud } from './crud/crud.ts';
export type { RowChange } from './crud/entity.ts';
export { Page } from './envelope.ts';
export {
  emptyArgument,
  notFound,
  type Profile,
  type Refusal,
  RestError,
  refusal,
  systemError,
  wrongArgument,
} from './errors.ts';
export { type EventKind, type EventKinds, isOpenPort } from './events.ts';
export { FileAnswer } from './fileAnswer.ts';
export { hasScope, may } from './guard.ts';
export {
  type AnyBuilder,
  type Condition,
  conditionExpression,
  type FilterNode,
} from './lists/condition.ts';
export {
  conditionsOn,
  createListReader,
  fieldsNamed,
  type ListArguments,
  type ListReader,
  type ListRequest,
  listParams,
  PAGE_SIZE,
  pageOffset,
  shownRequest,
} from './lists/list.ts';
export { listAnswer, readPage, tallied } from './lists/page.ts';
export { readPattern } from './lists/pattern.ts';
export type { VirtualField } from './lists/virtual.ts';
export {
  type Caller,
  type Context,
  type MethodGroup,
  type ReadMethod,
  type Right,
  read,
  write,
} from './method.ts';
export { listRefusals, notFoundRefusal, saveRefusals } from './refusals.ts';
export { RowStream } from './rowStream.ts';
export { type Db, eachOf, prepare, type Tables } from './store.ts';
export { type BodyOf, type BodySchema, createCheck, invalid, isCleanText } from './wire/check.ts';
export { type Codec, createCodec, MAX_TEXT, type Row, requireFields } from './wire/codec.ts';
export { jsonDepthExceeds as isTooDeep } from './wire/jsonGauge.ts';
export {
  exactNames,
  idOf,
  isDecimal,
  type ParamsOf,
  type PhpArray,
  textOf,
} from './wire/params.ts';
export {
  char,
  datetime,
  describeFields,
  double,
  type EntitySchema,
  type Field,
  type FieldDescription,
  file,
  type Infer,
  integer,
  list,
  naturalOrder,
  settings,
  string,
  type TableOf,
} from './wire/schema.ts';
export { isoTime, localTime, parseTime } from './wire/time.ts';
