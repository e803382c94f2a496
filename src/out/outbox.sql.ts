import { type Runner, sql, type Tx } from '../platform/database.ts';

/** Remembers those events that some endpoint wants. @returns how many */
export function keepWanted(tx: Tx, events: { eventId: string; type: string }[]): Promise<number> {
  return tx.run(
    sql`insert into out_waiting (event_id)
    select w.id from unnest(${events.map((one) => one.eventId)}::uuid[], ${events.map((one) => one.type)}::text[]) as w(id, type)
    where exists (select 1 from out_endpoints e where e.ended_at is null and w.type = any(e.event_types))`,
    'wanted events',
  );
}

export async function isWanted(db: Runner, type: string): Promise<boolean> {
  const row = await db.maybe(
    sql`select 1 from out_endpoints where ended_at is null and ${type} = any(event_types) limit 1`,
  );
  return row !== undefined;
}

export interface WaitingEvent {
  id: string;
  name: string;
  at: Date;
  kind: string;
  subject: string;
  data: Record<string, unknown>;
}

/** Takes the oldest out of the waiting line. Two processes never take the same. */
export async function takeWaiting(tx: Tx, limit: number): Promise<WaitingEvent[]> {
  const taken = await tx.all<{ id: string }>(sql`delete from out_waiting where event_id in (
      select event_id from out_waiting order by event_id limit ${limit} for update skip locked)
    returning event_id as id`);
  if (taken.length === 0) return [];
  return tx.all(sql`select event_id as id, name, at, subject_kind as kind, subject_id as subject, data from events
    where event_id = any(${taken.map(({ id }) => id)}::uuid[]) order by event_id`);
}

export interface CaseRow {
  id: string;
  number: number;
  /** What a colleague typed may hold names, so it stays here. */
  reason: string | null;
  urgent: boolean;
  score: number | null;
  customerId: string;
  touchpoint: string | null;
  ownerId: string;
  departmentId: string | null;
  department: string | null;
  openedAt: Date;
  dueAt: Date;
  closedAt: Date | null;
}

export async function casesById(db: Runner, ids: string[]): Promise<Map<string, CaseRow>> {
  if (ids.length === 0) return new Map();
  const rows = await db.all<CaseRow>(sql`
    select c.case_id as id, c.number, case when c.rule_id is not null then c.reason end as reason, c.urgent, c.score, coalesce(l.customer_id, c.customer_id) as "customerId",
      t.key as touchpoint, c.owner_id as "ownerId", p.department_id as "departmentId", d.key as department,
      c.opened_at as "openedAt", c.due_at as "dueAt", z.at as "closedAt"
    from cases c left join links l on l.identity_id = c.identity_id left join touchpoints t on t.touchpoint_id = c.touchpoint_id
    left join people p on p.person_id = c.owner_id left join departments d on d.department_id = p.department_id
    left join case_closures z on z.closure_id = c.closure_id
    where c.case_id = any(${ids}::uuid[])`);
  return new Map(rows.map((row) => [row.id, row]));
}

export interface NewMessage {
  id: string;
  type: string;
  at: Date;
  body: string;
  caseId: string | null;
  customerId: string | null;
  departmentId: string | null;
}

/** One message an event, one delivery for each endpoint that wants it. Written again they are the same rows. */
export async function insertMessages(tx: Tx, messages: NewMessage[], now: Date): Promise<void> {
  const rows = JSON.stringify(messages);
  await tx.run(sql`insert into out_messages (message_id, type, occurred_at, body, case_id, customer_id, department_id, made_at)
    select m.id, m.type, m.at, m.body, m."caseId", m."customerId", m."departmentId", ${now}::timestamptz
    from jsonb_to_recordset(${rows}::jsonb) as m(id uuid, type text, at timestamptz, body text, "caseId" uuid, "customerId" uuid, "departmentId" uuid)
    on conflict (message_id) do nothing`);
}

/** `only`: to this endpoint, whatever it wants otherwise. */
export async function insertDeliveries(
  tx: Tx,
  messageIds: string[],
  now: Date,
  only: string | null = null,
): Promise<void> {
  // The delivery's id begins with the message's time, so that the log has one order.
  await tx.run(sql`insert into out_deliveries (delivery_id, endpoint_id, message_id, made_at, due_at)
    select overlay(gen_random_uuid()::text placing left(m.message_id::text, 14) from 1 for 14)::uuid,
      e.endpoint_id, m.message_id, ${now}::timestamptz, ${now}::timestamptz
    from out_messages m join out_endpoints e on e.ended_at is null
    where m.message_id = any(${messageIds}::uuid[]) and (case when ${only}::uuid is null
      then m.type = any(e.event_types)
        and (cardinality(e.department_ids) = 0 or m.department_id = any(e.department_ids))
      else e.endpoint_id = ${only}::uuid end)
    on conflict (endpoint_id, message_id) do nothing`);
}
