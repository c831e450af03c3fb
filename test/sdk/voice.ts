import assert from 'node:assert/strict';
import { ApiVersion, ParamsFactory } from '@bitrix24/b24jssdk';
import { type Any, data } from './client.ts';

/** What a program sees of a refusal; `body` is the answer itself. */
export interface Refusal {
  readonly code: string;
  readonly status: number;
  readonly message: string;
  readonly body: { readonly error: number | string; readonly error_description: string };
}

export type Voice = Awaited<ReturnType<typeof voiceOf>>;

const MAX_COMMANDS = 50;

/** By itself a client sends two requests a second, which a portal without limits does not ask for. */
const rateLimit = { burstLimit: 10_000, drainRate: 10_000, adaptiveEnabled: false };

/** A client that remembers which methods answered it. */
export async function voiceOf(b24: Any) {
  await b24.setRestrictionManagerParams({ ...ParamsFactory.getDefault(), rateLimit });
  const { v2 } = b24.actions;
  const answered = new Set<string>();

  /** The answer, or the refusal, which some versions throw and others hand back. */
  const ask = async (method: string, params: object): Promise<Any> => {
    try {
      const response = await v2.call.make({ method, params });
      if (!response.isSuccess) return { error: [...response.getErrors()][0] };
      answered.add(method);
      return { result: response.getData().result };
    } catch (error) {
      return { error };
    }
  };

  /** The result of a call that must succeed. */
  const call = async (method: string, params: object = {}): Promise<Any> => {
    const { error, result } = await ask(method, params);
    if (error) assert.fail(`${method}: ${seen(error).body?.error_description ?? error.message}`);
    return result;
  };

  /** What is seen of a call that must be refused. */
  const refused = async (method: string, params: object = {}): Promise<Refusal> => {
    const { error } = await ask(method, params);
    assert.ok(error, `${method} answers instead of refusing`);
    return seen(error);
  };

  /** `answered`, or what is seen of the refusal. */
  const attempt = async (method: string, params: object): Promise<'answered' | Refusal> => {
    const { error } = await ask(method, params);
    return error ? seen(error) : 'answered';
  };

  /** The results of commands by name, as many batches as they need; all must succeed. */
  const batch = async (commands: Readonly<Record<string, readonly [string, object?]>>) => {
    const results: Record<string, Any> = {};
    const entries = Object.entries(commands);
    for (let from = 0; from < entries.length; from += MAX_COMMANDS) {
      const calls = Object.fromEntries(
        entries
          .slice(from, from + MAX_COMMANDS)
          .map(([name, [method, params = {}]]) => [name, { method, params }]),
      );
      const options = { isHaltOnError: true, returnAjaxResult: false };
      Object.assign(results, data(await v2.batch.make({ calls, options })));
      for (const { method } of Object.values(calls)) answered.add(method);
    }
    return results;
  };

  /** All rows of a list, page by page after the last id, and by a walk that hands out chunks. */
  const walk = async (method: string, params: object, rows: string): Promise<Any[][]> => {
    const keys = { idKey: 'id', cursorIdKey: 'id', customKeyForResult: rows };
    const listed = data(await v2.callList.make({ method, params, ...keys }));
    const fetched: Any[] = [];
    for await (const chunk of v2.fetchList.make({ method, params, ...keys })) {
      fetched.push(...chunk);
    }
    answered.add(method);
    return [listed, fetched];
  };

  /** The bytes that a method answers, which the client hands out by address alone. */
  const bytes = async (method: string, params: Readonly<Record<string, string>>) => {
    const base = b24.getTargetOriginWithPath().get(ApiVersion.v2);
    const content = await download(`${base}/${method}?${new URLSearchParams(params)}`);
    answered.add(method);
    return content;
  };

  return { call, refused, attempt, bytes, batch, walk, answered };
}

export function seen({ code, status, message, originalError }: Any): Refusal {
  return { code, status, message, body: originalError?.response?.data };
}

/** The refusal's own code and text, whatever the client made of them. */
export const told = ({ body }: Refusal): [number | string, string] => [
  body.error,
  body.error_description,
];

/** What stands at an address, as base64. */
export async function download(address: string): Promise<string> {
  const answer = await fetch(address);
  assert.equal(answer.status, 200, `${address} answers ${answer.status}`);
  return Buffer.from(await answer.arrayBuffer()).toString('base64');
}
