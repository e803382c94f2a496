import { type Runner, sql } from '../../platform/database.ts';
import type { Arrival, Connection, Convention, DeadLetter } from './connection.ts';
import type { EventMapping } from './eventMapping.ts';

/** A connection as its door needs it. */
export interface OpenConnection {
  id: string;
  sourceId: number;
  sourceKey: string;
  convention: Convention;
  provider: string | null;
  keyHash: string;
  sealed: string | null;
  mapping: EventMapping;
  lastReceivedAt: Date | null;
}

export function openConnections(db: Runner): Promise<OpenConnection[]> {
  return db.all(sql`
    select c.connection_id as id, c.source_id as "sourceId", s.key as "sourceKey", c.convention, c.provider,
      c.key_hash as "keyHash", c.sealed_secret as sealed, c.mapping, c.last_received_at as "lastReceivedAt"
    from connections c join sources s using (source_id) where c.ended_at is null`);
}

export type ConnectionRow = Omit<Connection, 'url'>;

export function connectionsOf(db: Runner, by: { source: string } | { id: string }): Promise<ConnectionRow[]> {
  const which = 'id' in by ? sql`c.connection_id = ${by.id}::uuid` : sql`s.key = ${by.source}`;
  return db.all(sql`
    select c.connection_id as id, s.key as "sourceKey", c.convention, c.provider, c.prefix,
      c.sealed_secret is not null as signed, c.mapping, c.made_at as "madeAt", p.name as "madeBy",
      c.first_received_at as "firstReceivedAt", c.last_received_at as "lastReceivedAt", c.ended_at as "endedAt",
      (select count(*) from dead_letters d where d.connection_id = c.connection_id and d.settled_at is null)::int as "deadLetters"
    from connections c join sources s using (source_id) left join people p on p.person_id = c.made_by
    where ${which} order by c.ended_at is not null, c.made_at desc, c.connection_id`);
}

export async function insertConnection(
  db: Runner,
  row: Omit<OpenConnection, 'sourceKey' | 'lastReceivedAt'> & {
    prefix: string;
    by: string | null;
    now: Date;
  },
): Promise<void> {
  await db.run(sql`
    insert into connections (connection_id, source_id, convention, provider, key_hash, prefix, sealed_secret, mapping, made_at, made_by)
    values (${row.id}::uuid, ${row.sourceId}, ${row.convention}, ${row.provider}, ${row.keyHash}, ${row.prefix}, ${row.sealed},
      ${JSON.stringify(row.mapping)}::jsonb, ${row.now}::timestamptz, ${row.by}::uuid)`);
}

export async function updateConnection(
  db: Runner,
  id: string,
  to: { mapping: EventMapping; sealed?: string | null },
): Promise<void> {
  await db.run(
    sql`update connections set mapping = ${JSON.stringify(to.mapping)}::jsonb where connection_id = ${id}::uuid`,
  );
  if (to.sealed !== undefined)
    await db.run(sql`update connections set sealed_secret = ${to.sealed} where connection_id = ${id}::uuid`);
}

export function endConnectionRow(db: Runner, id: string, by: string | null, now: Date): Promise<number> {
  return db.run(sql`update connections set ended_at = ${now}::timestamptz, ended_by = ${by}::uuid
    where connection_id = ${id}::uuid and ended_at is null`);
}

export async function noteUse(db: Runner, id: string, now: Date): Promise<void> {
  await db.run(sql`update connections set last_received_at = ${now}::timestamptz,
    first_received_at = coalesce(first_received_at, ${now}::timestamptz) where connection_id = ${id}::uuid`);
}

/** Of all sources' deliveries: somebody who looks at a quiet connection must not read through a busy one's month. */
const LOOKED_AT = 500_000;

/** Requests refused, and events of the last 30 days taken in or kept; the newest first. */
export function arrivals(
  db: Runner,
  of: { id: string; firstReceivedAt: Date | null },
  limit: number,
): Promise<Arrival[]> {
  return db.all(sql`
    select * from (
      (select received_at as at, case when refused is null then 'accepted' else 'kept' end as outcome,
        case when jsonb_typeof(results) = 'number' then results::text::int else jsonb_array_length(results) end as facts,
        refused->0->>'reason' as reason
      from deliveries
      where source_id = (select source_id from connections where connection_id = ${of.id}::uuid)
        and delivery_key like ${`${of.id}:%`} and ${of.firstReceivedAt !== null}
        and delivery_id > (select max(delivery_id) - ${LOOKED_AT} from deliveries) order by delivery_id desc limit ${limit})
      union all
      (select received_at, 'kept', 0, reason from dead_letters where connection_id = ${of.id}::uuid
        order by dead_letter_id desc limit ${limit})
      union all
      (select at, 'refused', 0, reason from refused_requests where connection_id = ${of.id}::uuid
        order by refused_id desc limit ${limit})) a
    order by at desc limit ${limit}`);
}

export function openDeadLetters(
  db: Runner,
  connectionId: string,
  from: { after: number; limit: number; ids?: number[] | undefined },
): Promise<DeadLetter[]> {
  return db.all(sql`
    select dead_letter_id as id, event_key as "eventKey", event, received_at as "receivedAt", reason, field, times
    from dead_letters where connection_id = ${connectionId}::uuid and settled_at is null and dead_letter_id > ${from.after}
      and (${from.ids ?? null}::bigint[] is null or dead_letter_id = any(${from.ids ?? null}::bigint[]))
    order by dead_letter_id limit ${from.limit}`);
}

/** Up to `most`. */
export async function countOpenLetters(db: Runner, connectionId: string, most: number): Promise<number> {
  const { n } = await db.one<{ n: number }>(sql`
    select count(*) as n from (select 1 from dead_letters where connection_id = ${connectionId}::uuid and settled_at is null limit ${most}) d`);
  return n;
}

export interface Dead {
  key: string;
  event: unknown;
  reason: string;
  field: string | null;
}

/** The same event again is the same letter; one that somebody set aside stays so. @returns how many are new */
export async function writeDeadLetters(
  db: Runner,
  connectionId: string,
  dead: Dead[],
  now: Date,
): Promise<number> {
  // An event twice in one request would be touched twice by one statement.
  const once = [...new Map(dead.map((one) => [one.key, one])).values()];
  const rows = await db.all<{ times: number }>(sql`
    insert into dead_letters (connection_id, event_key, event, received_at, reason, field)
    select ${connectionId}::uuid, k, e, ${now}::timestamptz, r, f
    from unnest(${once.map(({ key }) => key)}::text[], ${once.map(({ event }) => JSON.stringify(event))}::text[],
      ${once.map(({ reason }) => reason.replaceAll('\0', '�').toWellFormed())}::text[],
      ${once.map(({ field }) => field?.replaceAll('\0', '�').toWellFormed() ?? null)}::text[]) n(k, e, r, f) order by k
    on conflict (connection_id, event_key) do update set reason = excluded.reason, field = excluded.field,
      times = dead_letters.times + 1, event = excluded.event,
      settled_at = case when dead_letters.set_aside_reason is null then null else dead_letters.settled_at end
    returning times`);
  return rows.filter(({ times }) => times === 1).length;
}

export async function settleLetters(
  db: Runner,
  ids: number[],
  of: { connectionId: string; by: string | null; now: Date; reason?: string },
): Promise<number> {
  return db.run(sql`
    update dead_letters set settled_at = ${of.now}::timestamptz, settled_by = ${of.by}::uuid, set_aside_reason = ${of.reason ?? null}
    where dead_letter_id = any(${ids}::bigint[]) and connection_id = ${of.connectionId}::uuid and settled_at is null`);
}

/** Keeps the last hundred of a connection. */
export async function noteRefused(
  db: Runner,
  connectionId: string,
  refused: { code: string; reason: string; at: Date },
): Promise<void> {
  await db.run(sql`insert into refused_requests (connection_id, at, code, reason)
    values (${connectionId}::uuid, ${refused.at}::timestamptz, ${refused.code}, ${refused.reason.slice(0, 500)})`);
  await db.run(sql`delete from refused_requests where connection_id = ${connectionId}::uuid and refused_id <= (
    select refused_id from refused_requests where connection_id = ${connectionId}::uuid order by refused_id desc offset 100 limit 1)`);
}
