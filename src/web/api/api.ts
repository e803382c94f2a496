import { language } from '../i18n/language.ts';
import { ApiProblem, type ProblemBody, Unreachable } from './problem.ts';

export const base = '/api/v1';

/** Values for the query string; null, undefined and '' are left out, arrays repeat the name. */
export type Query = Record<string, string | number | boolean | null | undefined | readonly string[]>;

let onSignedOut: () => void = () => {};

/** Called once per answer 401 to a signed-in page, so that the shell can lead to the sign-in page and back. */
export function whenSignedOut(act: () => void): void {
  onSignedOut = act;
}

/** The full path below the server's root, `/cases` → `/api/v1/cases?open=true`. Also for links to files (CSV). */
export function apiPath(path: string, query?: Query): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === null || value === undefined || value === '') continue;
    for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one));
  }
  const tail = search.toString();
  return `${base}${path}${tail ? (path.includes('?') ? '&' : '?') + tail : ''}`;
}

async function send<T>(
  method: string,
  path: string,
  extra: { query?: Query; body?: unknown; signal?: AbortSignal },
) {
  let answer: Response;
  try {
    answer = await fetch(apiPath(path, extra.query), {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        'accept-language': language(),
        ...(extra.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: extra.body === undefined ? undefined : JSON.stringify(extra.body),
      signal: extra.signal,
    });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new Unreachable(cause);
  }
  return take<T>(answer.status, await answer.text(), path);
}

/** Turns an answer into its value or throws the problem it carries. */
export function take<T>(status: number, text: string, path: string): T {
  const body = parse(text);
  if (status >= 200 && status < 300) return body as T;
  // Wrong credentials on the session itself are the sign-in form's affair.
  if (status === 401 && !path.startsWith('/session') && !path.startsWith('/setup')) onSignedOut();
  throw new ApiProblem(status, (body ?? {}) as Partial<ProblemBody>);
}

function parse(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Every call to the server. Throws `ApiProblem` (refused) or `Unreachable` (no answer). */
export const api = {
  get: <T>(path: string, query?: Query, signal?: AbortSignal) => send<T>('GET', path, { query, signal }),
  post: <T = void>(path: string, body: unknown = {}) => send<T>('POST', path, { body }),
  put: <T = void>(path: string, body: unknown = {}) => send<T>('PUT', path, { body }),
  patch: <T = void>(path: string, body: unknown = {}) => send<T>('PATCH', path, { body }),
  del: <T = void>(path: string, body?: unknown) => send<T>('DELETE', path, { body }),
};
