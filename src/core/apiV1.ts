type ApiV1Verb = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A query parameter that is a whole number. */
interface ApiV1Query {
  readonly default: number;
}

/** What a request's body becomes. */
export interface ApiV1Body {
  /** Parameter of the method that takes it. */
  readonly param: string;
  readonly type: 'object' | 'array';
  /** How the same arrives as multipart/form-data; without it only JSON is taken. */
  readonly form?: ApiV1Form;
}

export interface ApiV1Form {
  /** Parts whose text is a whole number. */
  readonly integers: readonly string[];
  /** Part that holds a file. */
  readonly file: string;
  /** Parameter of the method that takes it, as `[name, base64]`. */
  readonly fileParam: string;
}

/** One address of the REST API, as data: which method serves it, and how it is asked. */
export interface ApiV1Route {
  readonly verb: ApiV1Verb;
  /** Below /api/v1; a segment `{id}` is a parameter of that name, a positive integer. */
  readonly path: string;
  /** Parameters of the path that are text. */
  readonly text?: readonly string[];
  /** Name of the method; it is given path, query and body as parameters of the same names. */
  readonly method: string;
  readonly query?: Readonly<Record<string, ApiV1Query>>;
  readonly body?: ApiV1Body;
  /** Status of a success; 204 sends no body. */
  readonly status: 200 | 201 | 204;
  /** Path below /api/v1 under which the answer's `id` is found; sent as Location. */
  readonly location?: string;
}
