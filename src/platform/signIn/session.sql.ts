import type { Role } from '../access.ts';
import { type Runner, sql } from '../database.ts';
import { newId } from '../ids.ts';
import { recheck } from '../live/live.ts';
import { hashOfToken, newToken } from '../token.ts';

export type Means = 'password' | 'link' | 'invitation' | 'setup' | 'demo';

/** A session nobody uses for this long ends. */
export const idleDays = 14;

export interface SessionRow {
  session_id: string;
  means: Means;
  made_at: Date;
  used_at: Date;
  person_id: string;
  name: string;
  roles: Role[];
}

export interface NewSession {
  personId: string;
  means: Means;
  at: Date;
  address?: string | undefined;
  agent?: string | undefined;
}

/** Returns the cookie's value; only its hash is kept. */
export async function insertSession(db: Runner, session: NewSession): Promise<string> {
  const token = newToken('os_');
  await db.run(sql`insert into sessions (session_id, person_id, token_hash, means, made_at, used_at, expires_at, address, agent)
    values (${newId()}::uuid, ${session.personId}::uuid, ${hashOfToken(token)}, ${session.means},
      ${session.at}::timestamptz, ${session.at}::timestamptz, ${session.at}::timestamptz + make_interval(days => ${idleDays}::int),
      ${session.address ?? null}, ${session.agent?.slice(0, 300) ?? null})`);
  return token;
}

/** The session and its person in one statement, since every request of a page asks. Nobody who has left comes back. */
export function findSession(db: Runner, token: string, at: Date): Promise<SessionRow | undefined> {
  return db.maybe(
    sql`select s.session_id, s.means, s.made_at, s.used_at, p.person_id, p.name,
      array(select role from person_roles r where r.person_id = p.person_id and r.revoked_at is null) as roles
    from sessions s join people p on p.person_id = s.person_id
    where s.token_hash = ${hashOfToken(token)} and s.ended_at is null and s.expires_at > ${at}::timestamptz
      and (p.left_on is null or p.left_on > (${at}::timestamptz)::date)`,
    'session',
  );
}

export async function touchSession(db: Runner, sessionId: string, at: Date): Promise<void> {
  await db.run(sql`update sessions set used_at = ${at}::timestamptz,
    expires_at = ${at}::timestamptz + make_interval(days => ${idleDays}::int) where session_id = ${sessionId}::uuid`);
}

export interface SessionCard {
  id: string;
  means: Means;
  madeAt: Date;
  usedAt: Date;
  address: string | null;
  agent: string | null;
}

export function sessionsOf(db: Runner, personId: string, at: Date): Promise<SessionCard[]> {
  return db.all(sql`select session_id as id, means, made_at as "madeAt", used_at as "usedAt", address, agent
    from sessions where person_id = ${personId}::uuid and ended_at is null and expires_at > ${at}::timestamptz
    order by used_at desc`);
}

/** Ends these sessions of the person: one, or (`except`) all the others. Returns how many. */
export async function endSessions(
  db: Runner,
  which: { personId: string; only?: string; except?: string | undefined; at: Date },
): Promise<number> {
  const ended = await db.run(sql`update sessions set ended_at = ${which.at}::timestamptz
    where person_id = ${which.personId}::uuid and ended_at is null
      and (${which.only ?? null}::uuid is null or session_id = ${which.only ?? null}::uuid)
      and (${which.except ?? null}::uuid is null or session_id <> ${which.except ?? null}::uuid)`);
  // What streams to a browser that is signed out must stop there and then.
  if (ended > 0) await recheck(db, which.personId);
  return ended;
}
