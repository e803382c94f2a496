import { Refusal } from '../../platform/errors.ts';
import { post } from '../request/post.ts';
import type { Access } from './template.ts';

type Credentials = Extract<Access, { kind: 'client_credentials' }>;

/** Tokens live for minutes or hours; a process asks for its own. By endpoint and secret. */
const tokens = new Map<string, string>();

const keyOf = (endpointId: string, secret: string) => `${endpointId} ${secret}`;

/** OAuth 2.0 client credentials (RFC 6749, 4.4). @throws Refusal `no_token` in words */
export async function tokenFor(
  endpointId: string,
  access: Credentials,
  secret: string,
  allowInside: boolean,
): Promise<string> {
  const key = keyOf(endpointId, secret);
  const known = tokens.get(key);
  if (known) return known;
  const { tokenUrl: url, clientId } = access;
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: secret,
  });
  const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' };
  const answered = await post({ method: 'POST', url, headers, body: String(form) }, allowInside, 20_000);
  const token = tokenIn(answered.response);
  if (answered.status === 200 && token) {
    tokens.set(key, token);
    return token;
  }
  const said = answered.failure ?? `it answered ${answered.status}`;
  throw new Refusal('no_token', `No access token was given by ${new URL(url).host}: ${said}.`, {});
}

/** It was not taken any more: the next request asks for another. */
export function forgetToken(endpointId: string, secret: string): void {
  tokens.delete(keyOf(endpointId, secret));
}

function tokenIn(text: string | undefined): string | undefined {
  try {
    const { access_token: token } = JSON.parse(text ?? '') as { access_token?: unknown };
    return typeof token === 'string' && token ? token : undefined;
  } catch {
    return undefined;
  }
}
