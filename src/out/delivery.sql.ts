import { type Runner, sql, type Tx } from '../platform/database.ts';

const unsent = sql`d.delivered_at is null and d.given_up_at is null`;

export interface Claimed {
  id: string;
  tries: number;
  messageId: string;
  type: string;
  at: Date;
  body: string;
  caseId: string | null;
  customerId: string | null;
}

export interface Claiming {
  endpointId: string;
  claim: string;
  now: Date;
  until: Date;
  limit: number;
}

/**
 * The oldest that are due become this claim's, until it has answered or its time has passed. `customer`: the oldest, and
 * with it everything due about the same customer.
 */
export function claimDue(tx: Tx, by: Claiming, together: 'due' | 'customer'): Promise<Claimed[]> {
  const { endpointId, now } = by;
  const due = sql`d.endpoint_id = ${endpointId}::uuid and ${unsent} and d.due_at <= ${now}::timestamptz
    and (d.claimed_until is null or d.claimed_until <= ${now}::timestamptz)`;
  const oldest = sql`select d.delivery_id from out_deliveries d where ${due} order by d.due_at, d.delivery_id`;
  const which =
    together === 'due'
      ? sql`d.delivery_id in (${oldest} limit ${by.limit})`
      : sql`${due} and m.customer_id is not distinct from (select x.customer_id from out_deliveries o
          join out_messages x using (message_id) where o.delivery_id = (${oldest} limit 1))`;
  return tx.all(sql`
    update out_deliveries d set claim = ${by.claim}::uuid, claimed_until = ${by.until}::timestamptz
    from out_messages m where m.message_id = d.message_id and ${which}
    returning d.delivery_id as id, d.tries, m.message_id as "messageId", m.type, m.occurred_at as at, m.body,
      m.case_id as "caseId", m.customer_id as "customerId"`);
}

/** What is delivered is delivered, also when another has claimed it meanwhile. */
export async function markDelivered(tx: Tx, ids: string[], now: Date, note: string | null): Promise<void> {
  await tx.run(sql`update out_deliveries set delivered_at = ${now}::timestamptz, given_up_at = null, failure = ${note}, claim = null,
      claimed_until = null, tries = tries + 1
    where delivery_id = any(${ids}::uuid[]) and delivered_at is null`);
}

export interface Failed {
  id: string;
  /** null: no more tries. */
  dueAt: Date | null;
}

/** A claim that another has taken over says nothing any more. */
export async function markFailed(
  tx: Tx,
  claim: string,
  failed: Failed[],
  how: { failure: string; now: Date; counts: boolean },
): Promise<void> {
  const rows = JSON.stringify(failed);
  await tx.run(sql`update out_deliveries d set failure = ${how.failure}, claim = null, claimed_until = null,
      tries = d.tries + ${how.counts ? 1 : 0}, due_at = coalesce(f."dueAt", d.due_at),
      given_up_at = case when f."dueAt" is null then ${how.now}::timestamptz end
    from jsonb_to_recordset(${rows}::jsonb) as f(id uuid, "dueAt" timestamptz)
    where d.delivery_id = f.id and d.claim = ${claim}::uuid`);
}

export interface NewAttempt {
  id: string;
  endpointId: string;
  at: Date;
  ms: number;
  request: string | null;
  status: number | null;
  failure: string | null;
  response: string | null;
}

export async function insertAttempt(tx: Tx, row: NewAttempt, deliveryIds: string[]): Promise<void> {
  await tx.run(sql`insert into out_attempts (attempt_id, endpoint_id, at, ms, request, status, failure, response)
    values (${row.id}::uuid, ${row.endpointId}::uuid, ${row.at}::timestamptz, ${row.ms}, ${row.request}, ${row.status}::int,
      ${row.failure}, ${row.response})`);
  await tx.run(sql`insert into out_attempted (delivery_id, attempt_id)
    select id, ${row.id}::uuid from unnest(${deliveryIds}::uuid[]) as d(id)`);
}

/** Tried anew from now: one, or all of an endpoint that were given up since. @returns how many */
export function askAgain(
  tx: Tx,
  which: { deliveryId: string } | { endpointId: string; since: Date },
  now: Date,
): Promise<number> {
  const these =
    'deliveryId' in which
      ? sql`delivery_id = ${which.deliveryId}::uuid`
      : sql`endpoint_id = ${which.endpointId}::uuid and given_up_at is not null and made_at >= ${which.since}::timestamptz`;
  return tx.run(sql`update out_deliveries set delivered_at = null, given_up_at = null, due_at = ${now}::timestamptz, tries = 0
    where ${these} and (claimed_until is null or claimed_until <= ${now}::timestamptz)`);
}

/** What nobody needs any more: delivered and older than a day given, or not wanted and older than another. */
export async function sweepOld(db: Runner, before: { delivered: Date; all: Date }): Promise<void> {
  await db.run(sql`delete from out_deliveries where (delivered_at is not null and made_at < ${before.delivered}::timestamptz)
    or made_at < ${before.all}::timestamptz`);
  await db.run(sql`delete from out_messages m where made_at < ${before.delivered}::timestamptz
    and not exists (select 1 from out_deliveries d where d.message_id = m.message_id)`);
  await db.run(
    sql`delete from out_attempted x where not exists (select 1 from out_deliveries d where d.delivery_id = x.delivery_id)`,
  );
  await db.run(
    sql`delete from out_attempts a where not exists (select 1 from out_attempted x where x.attempt_id = a.attempt_id)`,
  );
}
