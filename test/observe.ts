import { Page } from '../src/core/envelope.ts';
import { type Refusal, RestError } from '../src/core/errors.ts';
import { FileAnswer } from '../src/core/fileAnswer.ts';
import type { BareResult, Context, Method, MethodGroup, Result } from '../src/core/method.ts';
import { refusalsOf } from '../src/core/refusals.ts';
import { RowStream } from '../src/core/rowStream.ts';
import { noteCall } from './proofs/note.ts';

/** Whether a refusal is the declared one; `…` stands for any text. */
export function isDeclared(declared: readonly Refusal[], { code, message }: RestError): boolean {
  const matches = (text: string) =>
    new RegExp(`^${text.split('…').map(RegExp.escape).join('[^]*')}$`).test(message);
  return declared.some((one) => one[0] === code && matches(one[1]));
}

/** PHP writes an object without keys as `[]`. */
const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !(Array.isArray(value) && value.length > 0);

const bare: Record<BareResult, (value: unknown) => boolean> = {
  true: (value) => value === true,
  'true or null': (value) => value === true || value === null,
  boolean: (value) => typeof value === 'boolean',
  number: (value) => typeof value === 'number',
  text: (value) => typeof value === 'string',
  'text or null': (value) => value === null || typeof value === 'string',
  object: isObject,
  list: (value) => Array.isArray(value) || value instanceof RowStream,
  fields: (value) => typeof value === 'object' && value !== null,
  file: (value) => value instanceof FileAnswer,
  any: () => true,
  nothing: () => false,
};

/** Whether an answer is what is declared. */
function isResult(declared: Result, answer: unknown): boolean {
  const value = answer instanceof Page ? answer.result : answer;
  if (typeof declared === 'string') return bare[declared](value);
  const [kind, key] = Object.entries(declared)[0] as [string, string];
  if (!isObject(value)) return false;
  const { [key]: inner, ...others } = value as Record<string, unknown>;
  const fits = kind === 'rows' ? Array.isArray(inner) || isObject(inner) : isObject(inner);
  return Array.isArray(value) || (fits && Object.keys(others).length === 0);
}

/** The context, in which every right that is asked for is told. */
function overheard(context: Context, asked: (right: string) => void): Context {
  const { rights } = context.caller;
  const has = (right: string): boolean => {
    asked(right);
    return rights.has(right);
  };
  const told = Object.assign(new Set(rights), { has });
  return { ...context, caller: { ...context.caller, rights: told } };
}

type Tell = (surprise: string) => void;

/** The rights that a method says it asks for; `<id>` in one stands for any word. */
const rightsOf = ({ right, asks = [] }: Method): RegExp[] =>
  [...(right?.any ?? []), ...(right?.all ?? []), ...asks].map(
    (one) =>
      new RegExp(`^${one.replaceAll('.', String.raw`\.`).replace(/<\w+>/, String.raw`\w+`)}$`),
  );

/** One method, watched: what it answers, refuses or asks for beyond what it declares is told. */
const watchMethod = (name: string, method: Method) => {
  const declared = refusalsOf(method);
  const asks = rightsOf(method);
  return (tell: Tell): Method => {
    const judge = (thrown: unknown): never => {
      // Whatever else is thrown is a fault, and answered as one; a want of room is the machine's refusal.
      const known =
        !(thrown instanceof RestError) || thrown.status === 503 || isDeclared(declared, thrown);
      if (!known) tell(`${name} refuses '${thrown.code}': ${thrown.message}`);
      throw thrown;
    };
    const asked = (right: string): void => {
      if (!asks.some((one) => one.test(right))) tell(`${name} asks for the right ${right}`);
    };
    const run = async (context: Context, params: never, held: never): Promise<unknown> => {
      if (method.result === 'nothing') noteCall(name);
      const answer = await method.run(overheard(context, asked), params, held).catch(judge);
      noteCall(name);
      if (!method.result || !isResult(method.result, answer))
        tell(`${name} answers something else`);
      return answer;
    };
    const { before } = method as { before?: (context: Context, params: never) => Promise<unknown> };
    const watched = before && {
      before: (context: Context, params: never) =>
        before(overheard(context, asked), params).catch(judge),
    };
    return { ...method, run, ...watched } as Method;
  };
};

type Groups = Readonly<Record<string, MethodGroup>>;

const mapValues = <A, B>(object: Readonly<Record<string, A>>, to: (value: A, key: string) => B) =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, to(value, key)]));

/**
 * Gives what makes methods that tell when they answer, refuse or ask for what they do not declare.
 * What they declare is read once, for every portal has watched methods of its own.
 */
export function watch(groups: Groups): (tell: Tell) => Groups {
  const watched = mapValues(groups, (methods, group) =>
    mapValues(methods, (method, verb) =>
      watchMethod(group === '' ? verb : `${group}.${verb}`, method),
    ),
  );
  return (tell) => mapValues(watched, (methods) => mapValues(methods, (make) => make(tell)));
}
