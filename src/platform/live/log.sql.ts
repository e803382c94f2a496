import { type Runner, sql, type Tx } from '../database.ts';

/** What happened, as every stream gives it: ids only. Texts and figures are read by the page, which may see them. */
export interface LiveEvent {
  seq: number;
  name: string;
  kind: string;
  id: string;
  about: Record<string, unknown>;
  toPerson: string | null;
}

export interface LiveEntry extends Omit<LiveEvent, 'seq'> {
  eventId: string;
}

/** In the transaction it belongs to, one statement for all. */
export async function insertLive(tx: Runner, entries: LiveEntry[], at: Date): Promise<void> {
  await tx.run(
    sql`insert into live_log (event_id, at, name, kind, id, about, to_person)
    select (e->>'eventId')::uuid, ${at}::timestamptz, e->>'name', e->>'kind', e->>'id', e->'about', (e->>'toPerson')::uuid
    from jsonb_array_elements(${JSON.stringify(entries)}::jsonb) e`,
    'live entries',
  );
}

/**
 * Numbers what has committed since, one process at a time, and returns the head. Most calls of a busy server find that
 * another has done it already.
 */
export async function numberLive(tx: Tx): Promise<{ head: number; fresh: number }> {
  // The lock first: the statement after it sees everything committed before the lock was got.
  const { seq } = await tx.one<{ seq: number }>(sql`select seq from live_head for update`, 'live head');
  const fresh = await tx.run(
    sql`update live_log l set seq = ${seq}::bigint + w.n
    from (select event_id, row_number() over (order by event_id) as n from live_log where seq is null) w
    where l.event_id = w.event_id`,
    'number live entries',
  );
  if (fresh > 0) await tx.run(sql`update live_head set seq = ${seq + fresh}::bigint`);
  return { head: seq + fresh, fresh };
}

/** The numbers there are, oldest and newest; `oldest` is the head + 1 where nothing is kept. */
export async function liveEnds(db: Runner): Promise<{ oldest: number; head: number }> {
  return db.one(sql`select h.seq as head, coalesce((select min(seq) from live_log where seq is not null), h.seq + 1) as oldest
    from live_head h`);
}

export function liveAfter(db: Runner, after: number, limit: number): Promise<LiveEvent[]> {
  return db.all(sql`select seq, name, kind, id, about, to_person as "toPerson" from live_log
    where seq > ${after}::bigint order by seq limit ${limit}`);
}

/** The number after which everything is younger than the moment. */
export async function seqBefore(db: Runner, moment: Date): Promise<number | undefined> {
  const row = await db.one<{ seq: number | null }>(
    sql`select min(seq) - 1 as seq from live_log where at >= ${moment}::timestamptz and seq is not null`,
  );
  return row.seq ?? undefined;
}

export function pruneLive(db: Runner, before: Date): Promise<number> {
  return db.run(sql`delete from live_log where at < ${before}::timestamptz`);
}

export async function callOut(db: Runner, channel: string, message: string): Promise<void> {
  await db.run(sql`select pg_notify(${channel}, ${message})`);
}
