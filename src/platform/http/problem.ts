import { ZodError } from 'zod';
import { Refusal } from '../errors.ts';

/** RFC 9457, with our stable `code`, the offending fields and the request's id. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  errors?: { path: string; message: string }[];
  requestId?: string;
  [fact: string]: unknown;
}

const titles: Record<number, string> = {
  400: 'Not understood',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Conflict',
  410: 'No longer valid',
  413: 'Too large',
  415: 'Wrong kind of content',
  422: 'Not acceptable as it stands',
  429: 'Too many requests',
  500: 'Our fault',
  503: 'Not ready',
  507: 'No space left',
};

/** Any error as a refusal; undefined for what nobody foresaw, which is then logged and told as 500. */
export function foreseen(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  if (error instanceof ZodError) return invalid(error);
  const code = (error as { code?: unknown } | null)?.code;
  if (code === 'ENOSPC' || code === '53100') {
    return new Refusal(
      'disk_full',
      'The disk is full. Nothing was stored; free some space and try again.',
      {},
      507,
    );
  }
  if (code === '23505')
    return new Refusal('already_exists', 'Something with this key exists already.', {}, 409);
  if (code === '22P02' || code === '22007' || code === '22008') {
    return new Refusal('invalid_value', 'A value in the request is not of the kind it should be.', {}, 422);
  }
  return undefined;
}

/** Every field that is wrong, by its dotted path. */
export function invalid(error: ZodError, under = ''): Refusal {
  const errors = error.issues.map((issue) => ({
    path: [under, ...issue.path.map(String)].filter((part) => part !== '').join('.'),
    message: issue.message,
  }));
  const [first] = errors;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  return new Refusal('invalid', `${first?.path || 'The request'}: ${first?.message}${more}.`, { errors });
}

export function problemOf(refusal: Refusal, requestId?: string): Problem {
  return {
    ...refusal.facts,
    type: `urn:onus:problem:${refusal.code}`,
    title: titles[refusal.status] ?? 'Refused',
    status: refusal.status,
    detail: refusal.message,
    code: refusal.code,
    ...(requestId ? { requestId } : {}),
  };
}

export function problemResponse(refusal: Refusal, requestId?: string): Response {
  const retryAfter = refusal.facts.retryAfterSeconds;
  return new Response(JSON.stringify(problemOf(refusal, requestId)), {
    status: refusal.status,
    headers: {
      'content-type': 'application/problem+json',
      ...(typeof retryAfter === 'number' ? { 'retry-after': String(retryAfter) } : {}),
      ...(refusal.status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
    },
  });
}
