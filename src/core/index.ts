/** The face of the machine that `methods/` and `schemas/` may import. */
export { runBatch } from './batch.ts';
export type { BlobRef } from './blobs.ts';
export { type BodyOf, type BodySchema, createCheck, invalid, isCleanText } from './check.ts';
export { type Codec, createCodec, type Row, requireFields } from './codec.ts';
export {
  type AnyBuilder,
  type Condition,
  conditionExpression,
  type FilterNode,
} from './condition.ts';
export { crud } from './crud/crud.ts';
export type { RowChange } from './crud/entity.ts';
export { listErrors, missingError, savedErrors } from './declared.ts';
export { jsonDepthExceeds as isTooDeep } from './depth.ts';
export { Page } from './envelope.ts';
export {
  emptyArgument,
  fieldRefusal,
  missing,
  type Profile,
  type Refusal,
  RestError,
  refusal,
  systemError,
  wrongArgument,
} from './errors.ts';
export { eventScopes, isOpenPort } from './events.ts';
export { FileAnswer } from './file-answer.ts';
export { hasScope, may } from './guard.ts';
export {
  createListReader,
  fieldsNamed,
  type ListArguments,
  type ListReader,
  type ListRequest,
  listParams,
  PAGE_SIZE,
  pageOffset,
} from './list.ts';
export {
  type Caller,
  type Context,
  type MethodGroup,
  type ReadMethod,
  type Right,
  read,
  write,
} from './method.ts';
export { listAnswer, readPage, tallied } from './page.ts';
export { exactNames, idOf, type ParamsOf, type PhpArray, textOf } from './params.ts';
export { readPattern } from './pattern.ts';
export type { PlainRoute } from './plain.ts';
export { remembered } from './remembered.ts';
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
} from './schema.ts';
export { type Db, eachOf, prepare, type Tables } from './store.ts';
export { isoTime, localTime, parseTime } from './time.ts';
export type { VirtualField } from './virtual.ts';
