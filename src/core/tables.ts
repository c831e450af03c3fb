import type { Generated } from 'kysely';

type Flag = 'Y' | 'N';

/**
 * The tables of the machine itself. `schemas/` adds its own by declaration merging. Times are
 * seconds since 1970 where nothing else is said; secrets are SHA-256 in hex.
 */
export interface Tables {
  user: {
    id: Generated<number>;
    login: string;
    name: string;
    lastName: string;
    active: Flag;
    admin: Flag;
    email: string | null;
    /** scrypt; without one the user cannot sign in. */
    passwordHash: string | null;
    /** `M`, `F` or nothing. */
    gender: string | null;
    position: string | null;
    registerTime: number | null;
    loginTime: number | null;
  };
  role: { id: Generated<number>; name: string; rights: string };
  userRole: { userId: number; roleId: number };
  webhook: {
    id: Generated<number>;
    userId: number;
    secretHash: string;
    /** Separated by commas, as in every table. */
    scopes: string;
    createTime: number;
    /** The first second in which it is refused; null never comes. */
    expireTime: number | null;
    /** What it is for, as people call it. */
    name: string | null;
  };
  setting: { key: string; value: string };
  app: {
    id: Generated<number>;
    clientId: string;
    secretHash: string;
    /** Sent with every event, so that a handler knows who calls. */
    applicationToken: string;
    name: string;
    scopes: string;
    redirectUri: string | null;
    handlerUrl: string | null;
    /** Where ONAPPINSTALL goes before any handler is bound. */
    installUrl: string | null;
    /** Ids of the users who may use it; '' lets all. */
    users: string;
    active: Flag;
    installed: Flag;
    version: number;
    createTime: number;
  };
  authCode: {
    codeHash: string;
    appId: number;
    userId: number;
    expireTime: number;
    /** Of the tokens it was exchanged for: a second use revokes them. */
    family: string | null;
    /** What was allowed; null for all of the app. */
    scopes: string | null;
  };
  token: {
    id: Generated<number>;
    appId: number;
    userId: number;
    /** All pairs that come from one grant; revoked together. */
    family: string;
    accessHash: string;
    accessExpires: number;
    /** Null for the tokens that events carry. */
    refreshHash: string | null;
    refreshExpires: number | null;
    /** What was given; null for all of the app. */
    scopes: string | null;
    /** When the refresh token was used, seconds since 1970. */
    refreshTime: number | null;
    /** What the next pair was made of, beside the refresh token; null when its time is over. */
    salt: string | null;
    /** How many events led to the call that this token is for. */
    depth: number;
  };
  session: { tokenHash: string; userId: number; expireTime: number };
  /** Options of an app (userId 0) or of one of its users; `value` is JSON. */
  option: { appId: number; userId: number; name: string; value: string };
  eventHandler: {
    id: Generated<number>;
    appId: number;
    /** Upper case. */
    event: string;
    /** '' for an offline binding. */
    handler: string;
    /** Whose token is sent; 0 for whoever acted. */
    userId: number;
    offline: 0 | 1;
    connectorId: string;
    /** JSON. */
    options: string;
  };
  delivery: {
    id: Generated<number>;
    appId: number;
    /** 0 for the install address of the app. */
    handlerId: number;
    /** Of the app, which may be gone when it is sent. */
    scopes: string;
    applicationToken: string;
    event: string;
    url: string;
    /** JSON of the form field `data`. */
    data: string;
    /** What it takes: address, data, and of each attempt what was kept. */
    bytes: number;
    /** Whose token is sent; 0 sends none. */
    userId: number;
    depth: number;
    time: number;
    /** `cancelled`: its handler, its app or a right ended before it was sent. */
    state: 'queued' | 'sent' | 'failed' | 'cancelled';
    /** Why it ended without an attempt. */
    reason: string | null;
    attempts: number;
    /** Milliseconds since 1970. */
    dueTime: number;
  };
  deliveryAttempt: {
    id: Generated<number>;
    deliveryId: number;
    attempt: number;
    /** Milliseconds since 1970. */
    time: number;
    ms: number;
    /** HTTP status; null where no answer came. */
    status: number | null;
    error: string | null;
    /** The form as it was sent, its tokens left out. */
    request: string;
  };
  offlineEvent: {
    id: Generated<number>;
    appId: number;
    connectorId: string;
    event: string;
    dataHash: string;
    data: string;
    /** JSON, `{ user_id }`. */
    additional: string;
    messageId: string;
    timestampX: number;
    processId: string;
    error: 0 | 1;
  };
  /** What there is of events for each app, kept by triggers. */
  eventTally: {
    appId: number;
    /** Deliveries that wait, those that are over, and the offline queue. */
    kind: 'waiting' | 'log' | 'offline';
    rows: number;
    bytes: number;
    /** Rows that went since the log told of it, for there were too many. */
    dropped: number;
  };
  idempotency: {
    /** The app or webhook, and the user. */
    owner: string;
    /** The method, the client's key, and the place of a command in a batch. */
    key: string;
    requestHash: string;
    status: number | null;
    answer: string | null;
    createTime: number;
  };
  /** What is kept of keys for each owner. */
  idempotencyOwner: { owner: string; keys: number; bytes: number };
}
