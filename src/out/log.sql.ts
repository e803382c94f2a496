import { type Runner, sql } from '../platform/database.ts';
import type { Delivery, DeliveryDetail, LogQuery } from './log.ts';
import { idOf } from './signing.ts';

const state = sql`case when d.delivered_at is not null then 'delivered' when d.given_up_at is not null then 'given_up'
  when d.failure is not null then 'retrying' else 'waiting' end`;

const columns = sql`d.delivery_id as id, d.message_id as "messageId", m.type, m.occurred_at as "occurredAt", ${state} as state,
  (select count(*) from out_attempted x where x.delivery_id = d.delivery_id)::int as tries,
  case when d.delivered_at is null and d.given_up_at is null then d.due_at end as "dueAt", d.delivered_at as "deliveredAt",
  a.status, a.ms, d.failure`;

const from = sql`from out_deliveries d join out_messages m using (message_id)
  left join lateral (select a.status, a.ms from out_attempted x join out_attempts a using (attempt_id)
    where x.delivery_id = d.delivery_id order by a.at desc, a.attempt_id desc limit 1) a on true`;

export async function deliveriesOf(db: Runner, endpointId: string, query: LogQuery): Promise<Delivery[]> {
  const rows = await db.all<Delivery>(sql`
    select ${columns} ${from} where d.endpoint_id = ${endpointId}::uuid
      and (${query.after ?? null}::uuid is null or d.delivery_id < ${query.after ?? null}::uuid)
      and (${query.state ?? null}::text is null or ${state} = ${query.state ?? ''})
      and (${query.type ?? null}::text is null or m.type = ${query.type ?? ''})
    order by d.delivery_id desc limit ${query.limit}`);
  return rows.map(named);
}

export async function deliveryById(db: Runner, id: string): Promise<DeliveryDetail | undefined> {
  const row = await db.maybe<Omit<DeliveryDetail, 'attempts'>>(sql`
    select ${columns}, d.endpoint_id as "endpointId", m.body ${from} where d.delivery_id = ${id}::uuid`);
  if (!row) return undefined;
  const attempts = await db.all<DeliveryDetail['attempts'][number]>(sql`
    select a.attempt_id as id, a.at, a.ms, a.request, a.status, a.failure, a.response,
      (select count(*) from out_attempted y where y.attempt_id = a.attempt_id)::int as together
    from out_attempted x join out_attempts a using (attempt_id)
    where x.delivery_id = ${id}::uuid order by a.at desc, a.attempt_id desc`);
  return { ...named(row), attempts };
}

const named = <Row extends { messageId: string }>(row: Row): Row => ({
  ...row,
  messageId: idOf(row.messageId),
});
