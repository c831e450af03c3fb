import { expect, it } from 'vitest';
import { methods } from '../../methods/index.ts';
import { requireRight } from '../../src/core/guard.ts';
import { createRegistry } from '../../src/core/registry.ts';
import { tameParams } from '../wire/hostile.ts';
import { calls, given } from './calls.ts';
import { commitsOf } from './database.ts';

const scopes = ['catalog', 'crm', 'user'];

/** Every method that asks for a right, with parameters that pass. */
const closed = createRegistry(methods).all.flatMap(({ name, method: { right, scope, params } }) => {
  if (!right) return [];
  const dot = name.lastIndexOf('.');
  const tame = calls[name.slice(0, dot)]?.[name.slice(dot + 1)] ?? tameParams(params);
  return [{ name, right, scope, tame }];
});

type Portal = Awaited<ReturnType<typeof given>>;

async function callerWith(portal: Portal, rights: readonly string[]) {
  const caller = await portal.callerOf(2, scopes);
  return { ...caller, rights: new Set(rights) };
}

const codeOf = ({ code }: { readonly code: string }) => (/^\d+$/.test(code) ? Number(code) : code);

it('every method is closed without its right, whatever else the caller may', async () => {
  expect(closed.length).toBeGreaterThan(150);
  const portal = await given('documented');
  const everything = new Set(closed.flatMap(({ right }) => [...right.any, ...(right.all ?? [])]));
  const answer = async (name: string, params: object, rights: Iterable<string>) => {
    const sent = await portal.raw(await callerWith(portal, [...rights]), name, params);
    return sent.kind === 'file' ? { status: 200, body: {} } : sent;
  };
  for (const { name, right, tame } of closed) {
    const { any, all = [], refused } = right;
    const refusal = refused();
    const denied = {
      status: refusal.status,
      body: { error: codeOf(refusal), error_description: refusal.message },
    };
    const before = await commitsOf(portal);
    const others = [...everything].filter((one) => !any.includes(one));
    expect(await answer(name, tame, [...others, ...all]), name).toMatchObject(denied);
    for (const needed of all.filter((one) => !any.includes(one))) {
      const rest = [...everything].filter((one) => one !== needed);
      expect(await answer(name, tame, rest), `${name} without ${needed}`).toMatchObject(denied);
    }
    expect(await commitsOf(portal), name).toBe(before);
  }
});

it('every method that asks for a right is closed without its scope', async () => {
  const portal = await given('documented');
  const before = await commitsOf(portal);
  for (const { name, scope, tame } of closed) {
    const caller = await portal.callerOf(
      1,
      scopes.filter((one) => one !== scope),
    );
    expect(await portal.raw(caller, name, tame), name).toMatchObject({
      status: 403,
      body: { error: 'insufficient_scope' },
    });
  }
  expect(await commitsOf(portal)).toBe(before);
});

it('each of the rights that a method names opens it, with those that it needs beside', async () => {
  const portal = await given('documented');
  for (const { name, right } of closed) {
    for (const one of right.any) {
      const caller = await callerWith(portal, [one, ...(right.all ?? [])]);
      expect(() => requireRight(caller, right), `${name} by ${one}`).not.toThrow();
    }
  }
});
