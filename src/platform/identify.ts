import { type Actor, operatorActor, permissionsOfRoles } from './access.ts';
import { Refusal } from './errors.ts';
import type { Identified } from './http/server.ts';
import { actorOfKey } from './keys.ts';
import type { Platform } from './platform.ts';
import { findSession, touchSession } from './signIn/session.sql.ts';
import { hashOfToken, sameHash } from './token.ts';

/** `__Host-` binds the cookie to this host and to https; plain http (a laptop) cannot use it. */
export function cookieName(baseUrl: string): string {
  return baseUrl.startsWith('https:') ? '__Host-onus' : 'onus';
}

/**
 * Who sends this: a key or the local operator by `Authorization: Bearer`, else the session in the cookie.
 * A bearer that is wrong is refused (401), not treated as nobody.
 */
export function identifier(operatorToken?: string) {
  const operatorHash = operatorToken && hashOfToken(operatorToken);
  return async (platform: Platform, headers: Headers): Promise<Identified | undefined> => {
    const bearer = /^Bearer\s+(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1];
    if (bearer) {
      const hash = hashOfToken(bearer);
      if (operatorHash && sameHash(hash, operatorHash)) return { actor: operatorActor };
      const actor = await actorOfKey(platform, hash);
      if (actor) return { actor };
      throw new Refusal('wrong_key', 'This key is not known here or was revoked.', {}, 401);
    }
    const token = cookieIn(headers, cookieName(platform.config.baseUrl));
    return token ? personBehind(platform, token) : undefined;
  };
}

function cookieIn(headers: Headers, name: string): string | undefined {
  for (const part of (headers.get('cookie') ?? '').split(';')) {
    const [key, value] = part.trim().split('=');
    if (key === name && value) return value;
  }
  return undefined;
}

async function personBehind(platform: Platform, token: string): Promise<Identified | undefined> {
  const now = platform.clock.now();
  const session = await findSession(platform.db, token, now);
  if (!session) return undefined;
  // One write in ten minutes is enough to know that somebody is still here.
  if (now.getTime() - session.used_at.getTime() > 600_000)
    await touchSession(platform.db, session.session_id, now);
  const permissions = permissionsOfRoles(session.roles);
  // In the example company everybody may look into the outbox: there is nobody behind its addresses.
  if (platform.config.demo) permissions.add('mail:read');
  const actor: Actor = {
    kind: 'person',
    id: session.person_id,
    personId: session.person_id,
    name: session.name,
    roles: session.roles,
    permissions,
  };
  const freshLink = session.means !== 'password' && now.getTime() - session.made_at.getTime() < 900_000;
  return { actor, sessionId: session.session_id, freshLink };
}
