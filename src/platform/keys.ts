import { type Actor, permissionsOfScopes, require, type Scope } from './access.ts';
import { audit } from './audit.ts';
import { cached } from './cached.ts';
import { type Runner, sql } from './database.ts';
import { notFound, Refusal } from './errors.ts';
import { newId } from './ids.ts';
import type { Platform } from './platform.ts';
import { hashOfToken, newToken } from './token.ts';

export interface ApiKey {
  id: string;
  name: string;
  /** The first characters, to tell keys apart. */
  prefix: string;
  scopes: Scope[];
  madeAt: Date;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
}

const columns = sql`key_id as id, name, prefix, scopes, made_at as "madeAt", last_used_at as "lastUsedAt", revoked_at as "revokedAt"`;

export function listKeys(db: Runner): Promise<ApiKey[]> {
  return db.all(sql`select ${columns} from api_keys order by revoked_at is not null, made_at desc`);
}

/** The key itself is in the answer and nowhere else. Nobody grants more than they have. */
export async function createKey(
  platform: Platform,
  actor: Actor,
  given: { name: string; scopes: Scope[] },
): Promise<ApiKey & { key: string }> {
  require(actor, 'key:write');
  const beyond = [...permissionsOfScopes(given.scopes)].filter((one) => !actor.permissions.has(one));
  if (beyond.length > 0) {
    throw new Refusal(
      'beyond_your_own',
      `You cannot grant what you may not do yourself: ${beyond.join(', ')}.`,
      { beyond },
      403,
    );
  }
  const key = newToken('onus_');
  const row = { id: newId(), name: given.name, prefix: key.slice(0, 10), scopes: given.scopes };
  const madeAt = platform.clock.now();
  await platform.db.tx(async (tx) => {
    await tx.run(sql`insert into api_keys (key_id, name, prefix, hash, scopes, made_by, made_at)
      values (${row.id}::uuid, ${row.name}, ${row.prefix}, ${hashOfToken(key)}, ${row.scopes}::text[], ${actor.personId}::uuid, ${madeAt}::timestamptz)`);
    await audit(tx, platform, actor, {
      verb: 'key.created',
      subject: { kind: 'key', id: row.id },
      detail: { name: row.name, scopes: row.scopes },
    });
  });
  return { ...row, madeAt, lastUsedAt: null, revokedAt: null, key };
}

export async function revokeKey(platform: Platform, actor: Actor, keyId: string): Promise<void> {
  require(actor, 'key:write');
  await platform.db.tx(async (tx) => {
    const revoked =
      await tx.run(sql`update api_keys set revoked_at = ${platform.clock.now()}::timestamptz, revoked_by = ${actor.personId}::uuid
      where key_id = ${keyId}::uuid and revoked_at is null`);
    if (revoked === 0) throw notFound('key in use', keyId);
    await audit(tx, platform, actor, { verb: 'key.revoked', subject: { kind: 'key', id: keyId } });
  });
  keysInUse.forget();
}

/**
 * Keys in use by hash, read again every 2 s: a script that delivers thousands of times a minute costs no lookup each
 * time. A key revoked in this process stops at once, one revoked in another process within those 2 s.
 */
const keysInUse = cached(async (db) => {
  const rows = await db.all<{ id: string; name: string; hash: string; scopes: Scope[]; used: Date | null }>(
    sql`select key_id as id, name, hash, scopes, last_used_at as used from api_keys where revoked_at is null`,
  );
  return new Map(rows.map((row) => [row.hash, { ...row, permissions: permissionsOfScopes(row.scopes) }]));
});

/** Who the key with this hash stands for, or undefined. Notes the use at most once a minute. */
export async function actorOfKey(platform: Platform, hash: string): Promise<Actor | undefined> {
  let row = (await keysInUse.get(platform.db)).get(hash);
  if (!row) {
    // Perhaps made a moment ago in another process; a wrong key costs one indexed lookup.
    const made = await platform.db.maybe(
      sql`select 1 from api_keys where hash = ${hash} and revoked_at is null`,
    );
    if (!made) return undefined;
    keysInUse.forget();
    row = (await keysInUse.get(platform.db)).get(hash);
    if (!row) return undefined;
  }
  const now = platform.clock.now();
  if (!row.used || now.getTime() - row.used.getTime() > 60_000) {
    row.used = now;
    await platform.db.run(
      sql`update api_keys set last_used_at = ${now}::timestamptz where key_id = ${row.id}::uuid`,
    );
  }
  return {
    kind: 'key',
    id: row.id,
    personId: null,
    name: row.name,
    roles: [],
    permissions: row.permissions,
  };
}
