import type { BlobRef } from './blobs.ts';
import type { ErrorBody, SuccessBody } from './envelope.ts';
import type { Profile, Refusal, RestError } from './errors.ts';
import type { EventTargets } from './events.ts';
import type { Identity } from './identity.ts';
import type { Links } from './links.ts';
import type { ListRequest } from './lists/list.ts';
import type { Db } from './store.ts';
import type { Row } from './wire/codec.ts';
import type { ParamSchemas, ParamsOf, RawParams } from './wire/params.ts';
import type { EntitySchema } from './wire/schema.ts';

/** Who calls, and what it may do. */
export interface Caller {
  readonly userId: number;
  readonly admin: boolean;
  readonly scopes: ReadonlySet<string>;
  readonly rights: ReadonlySet<string>;
  readonly identity: Identity;
}

/** A right that a method asks for: any one of `any`, and each of `all`; an administrator has them. */
export interface Right {
  readonly any: readonly string[];
  readonly all?: readonly string[];
  /** What a caller without it is answered. */
  readonly refused: () => RestError;
}

/** What a method works with. There is no request in it. */
export interface Context {
  readonly caller: Caller;
  /** The call's transaction in `run` of a write, the reader elsewhere. */
  readonly db: Db;
  /** Wall clock, milliseconds since 1970. */
  readonly now: number;
  readonly profile: Profile;
  readonly links: Links;
  readonly files: CallFiles;
  /** Everything the caller sent, but for what belongs to the protocol itself (`auth`, ...). */
  readonly raw: RawParams;
  /** Names the part of an app that calls; its own changes are not queued for it offline. */
  readonly connector: string;
  readonly portal: PortalFace;
  /**
   * Tells those who listen that something happened, as part of the call's transaction: in `run` of
   * a write alone. The same event with the same data goes out once. With `appId`, only that app is
   * told.
   */
  emit(event: string, data: EventData, appId?: number): Promise<void>;
}

/** The field `data` of an event as handlers parse it. */
export type EventData = { readonly [name: string]: unknown };

/** What a call became inside of another one, as a batch shows it. */
export type Inner =
  | { readonly ok: true; readonly body: SuccessBody }
  | { readonly ok: false; readonly error: RestError; readonly body: ErrorBody };

/** The portal as its own methods see it. */
export interface PortalFace {
  readonly registry: Registry;
  /** 32 hexadecimal digits that name this portal everywhere. */
  readonly memberId: string;
  readonly eventTargets: EventTargets;
  /**
   * Runs another method for the same caller; never rejects. A batch says at which of its places: where
   * its client named it, the command at a place is done once.
   */
  call(name: string, params: RawParams, place?: number): Promise<Inner>;
}

/** A method and the name under which it is called. */
export interface Registered {
  readonly name: string;
  readonly method: Method;
}

/** All methods by name; a portal does not tell the case of method names. */
export interface Registry {
  find(name: string): Registered | undefined;
  readonly all: readonly Registered[];
}

/** The bytes that a call brings or takes away; they follow the fate of its transaction. */
export interface CallFiles {
  /** Stores bytes durably, before the transaction. Without a committed row they vanish again. */
  hold(bytes: Uint8Array): Promise<BlobRef>;
  /** MIME type of a raster image, found from its bytes; undefined for anything else. */
  imageType(bytes: Uint8Array): Promise<string | undefined>;
  /** Names addresses whose rows this call deletes; they are removed after the commit. */
  drop(hashes: Iterable<string | null>): void;
}

/** An entity as one of its methods shows it. */
export interface EntityFace {
  readonly schema: EntitySchema;
  /** Fields beside those of the schema, such as `property258`. */
  readonly dynamic?: RegExp;
  /** Which fields a caller is shown; all without it. */
  readonly shows?: (caller: Caller) => (field: string) => boolean;
  /** Of a list that can be filtered and sorted by any column: its rows, as they are answered. */
  readonly page?: (context: Context, request: ListRequest) => Promise<readonly Row[]>;
}

/** What a bare answer can be. */
export type BareResult =
  | 'true'
  | 'true or null'
  | 'boolean'
  | 'number'
  | 'text'
  | 'text or null'
  | 'object'
  | 'list'
  | 'fields'
  | 'file'
  | 'any'
  | 'nothing';

/** What a method answers: a row, rows or the description of fields under one key, or a bare value. */
export type Result =
  | { readonly row: string }
  | { readonly rows: string }
  | { readonly fields: string }
  | BareResult;

interface MethodBase<P extends ParamSchemas> {
  /** One sentence for the reference. */
  readonly about: string;
  /** The scope it needs; '' needs none. */
  readonly scope: string;
  /** Named arguments in the order in which they are checked. */
  readonly params: P;
  readonly right?: Right;
  /** Rights that it asks for itself, once it knows what is concerned; `<id>` stands for any one. */
  readonly asks?: readonly string[];
  readonly result?: Result;
  /** What it refuses, beside the errors of the protocol and the want of `right`. */
  readonly errors?: readonly Refusal[];
  /** Whether the case of its parameters' names is of no account, as in the older methods. */
  readonly anyCase?: true;
  /** Whether its time is counted by those it calls, as a batch's is. */
  readonly unmetered?: true;
  /** False for what a batch must not contain. */
  readonly batch?: boolean;
  /** What its verb is done to, for REST 3.0, which answers all entities in one form. */
  readonly entity?: EntityFace;
}

export interface ReadMethod<P extends ParamSchemas> extends MethodBase<P> {
  readonly effect: 'read';
  run(context: Context, params: ParamsOf<P>): Promise<unknown>;
}

export interface WriteMethod<P extends ParamSchemas, B> extends MethodBase<P> {
  readonly effect: 'write';
  /**
   * Runs on the reader, before the transaction: the slow part, such as storing files. What it
   * returns is handed to `run`, which checks again what may have changed meanwhile.
   */
  readonly before?: (context: Context, params: ParamsOf<P>) => Promise<B>;
  run(context: Context, params: ParamsOf<P>, before: B): Promise<unknown>;
}

// biome-ignore lint/suspicious/noExplicitAny: a registry holds methods of every parameter type
export type Method = ReadMethod<any> | WriteMethod<any, any>;

/** Declares a method that changes nothing. */
export const read = <const P extends ParamSchemas>(
  method: Omit<ReadMethod<P>, 'effect'>,
): ReadMethod<P> => ({ ...method, effect: 'read' });

/** Declares a method that runs in one transaction. */
export const write = <const P extends ParamSchemas, B = void>(
  method: Omit<WriteMethod<P, B>, 'effect'>,
): WriteMethod<P, B> => ({ ...method, effect: 'write' });

/** The methods of an entity by verb, as its folder's index gives them. */
export type MethodGroup = Readonly<Record<string, Method>>;
