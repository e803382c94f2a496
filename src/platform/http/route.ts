import type { Context } from 'hono';
import type { z } from 'zod';
import type { Actor, Permission } from '../access.ts';
import type { Env } from './env.ts';
import type { RateLimit } from './rate.ts';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** `anyone` needs no sign-in, `signed-in` any person, key or operator. */
export type Access = Permission | 'anyone' | 'signed-in';

export interface RouteSpec<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> {
  /** One sentence for the documentation. */
  summary: string;
  description?: string;
  params?: P;
  /** Values arrive as text (use z.coerce); a name given several times arrives as an array. */
  query?: Q;
  /** JSON body. Absent: no body is read. */
  body?: B;
  /** What a success answers with; documentation and the web's types. */
  answers?: z.ZodType;
  /** Success status when the handler returns a value; 200, or 204 when it returns nothing. */
  status?: 200 | 201 | 202;
  /** Content types of success other than JSON (`text/csv`), for handlers that return a Response. */
  produces?: string[];
  /** The body as it comes, for uploads: the handler reads `stream`, cut off at the limit. Its content types. */
  raw?: string[];
  /** Bytes; 1 MiB unless told. Beyond it: 413. */
  bodyLimit?: number;
  rate?: RateLimit;
}

export interface RouteInput<P, Q, B> {
  params: P;
  query: Q;
  body: B;
  actor: Actor;
  /** Only for `raw` routes. */
  stream: ReadableStream<Uint8Array>;
  /** Hono's own, for headers and cookies. */
  c: Context<Env>;
}

/** One line of a room's routes, as registered. */
export interface Route {
  method: Method;
  /** Below /api/v1, with `:name` for parameters. */
  path: string;
  access: Access;
  spec: RouteSpec<z.ZodType, z.ZodType, z.ZodType>;
  handler: (input: RouteInput<never, never, never>) => unknown;
}

export interface RoomRoutes {
  tag: string;
  routes: Route[];
}

/**
 * States method, path and who may on one line. The handler returns a JSON-able value (dates become ISO text),
 * nothing (204), or a Response of its own.
 */
export function route<
  P extends z.ZodType = z.ZodType<Record<string, string>>,
  Q extends z.ZodType = z.ZodType<Record<string, string | string[]>>,
  B extends z.ZodType = z.ZodType<undefined>,
>(
  method: Method,
  path: string,
  access: Access,
  spec: RouteSpec<P, Q, B>,
  handler: (input: RouteInput<z.output<P>, z.output<Q>, z.output<B>>) => unknown,
): Route {
  return { method, path, access, spec, handler: handler as Route['handler'] };
}

/** A room's routes under the name that the documentation groups them by. */
export function roomRoutes(tag: string, routes: Route[]): RoomRoutes {
  return { tag, routes };
}
