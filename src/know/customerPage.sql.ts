import { type Runner, sql } from '../platform/database.ts';
import type { CustomerCard, CustomerPage, CustomerQuery, TimelineItem } from './customers.ts';

/** The last fact of a customer. Two index probes per identity, so only for the few customers of one page. */
const lastSeen = sql`(
  select max(f.at) from links l2, lateral (
    (select occurred_at as at from interactions where identity_id = l2.identity_id order by occurred_at desc limit 1)
    union all
    (select occurred_at from responses where identity_id = l2.identity_id order by occurred_at desc limit 1)) f
  where l2.customer_id = c.customer_id)`;

const card = sql`c.customer_id as id, c.kind, c.name, c.email, c.phone, c.erased_at as "erasedAt", ${lastSeen} as "lastSeenAt",
  array(select distinct s.name from links l3 join identities i3 using (identity_id) join sources s using (source_id)
        where l3.customer_id = c.customer_id order by 1) as sources`;

/** Customers newest first, or those whose words begin as asked. `after` is the last one's made_at and id. */
export function findCustomers(
  db: Runner,
  query: CustomerQuery,
  after: [string, string] | undefined,
): Promise<(CustomerCard & { made_at: Date })[]> {
  const words = prefixQuery(query.q);
  return db.all(sql`
    select ${card}, c.made_at from (
      select * from customers c
      where c.merged_into is null
        ${words ? sql`and c.search @@ ${words}::tsquery` : sql``}
        ${query.kind ? sql`and c.kind = ${query.kind}` : sql``}
        ${after ? sql`and (c.made_at, c.customer_id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
      order by c.made_at desc, c.customer_id desc limit ${query.limit}::int) c
    order by c.made_at desc, c.customer_id desc`);
}

/** "ines alb" → 'ines':* & 'alb':*. Quoted, so that no character of the question is an operator. */
export function prefixQuery(q: string | undefined): string | undefined {
  const words = q
    ?.toLowerCase()
    .split(/[^\p{L}\p{N}@._+-]+/u)
    .map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''))
    .filter(Boolean)
    .slice(0, 8);
  return words && words.length > 0
    ? words.map((word) => `'${word.replace(/['\\]/g, '')}':*`).join(' & ')
    : undefined;
}

export function cardsOf(db: Runner, ids: string[]): Promise<CustomerCard[]> {
  return db.all<CustomerCard>(
    sql`select ${card} from customers c where c.customer_id = any(${ids}::uuid[])`,
    'customer cards',
  );
}

export function customerRow(db: Runner, id: string): Promise<CustomerPage['customer'] | undefined> {
  return db.maybe(sql`
    select c.customer_id as id, c.kind, c.name, c.email, c.phone, c.attributes, ${lastSeen} as "lastSeenAt",
      case when e.customer_id is not null then jsonb_build_object('at', e.at, 'by', e.by_name, 'reason', e.reason) end as erased,
      (select min(i.first_seen_at) from links l join identities i using (identity_id) where l.customer_id = c.customer_id) as since
    from customers c left join erasures e using (customer_id) where c.customer_id = ${id}::uuid`);
}

export function identitiesOf(db: Runner, id: string): Promise<CustomerPage['identities']> {
  return db.all(sql`
    select i.identity_id as id, s.name as source, s.key as "sourceKey", i.external_key as "externalKey", i.name, i.email, i.phone,
      i.attributes, l.reason as "linkReason", l.evidence as "linkEvidence", l.linked_at as "linkedAt",
      i.first_seen_at as "firstSeenAt", i.changed_at as "changedAt"
    from links l join identities i using (identity_id) join sources s using (source_id)
    where l.customer_id = ${id}::uuid order by i.first_seen_at, i.identity_id`);
}

export function mergesInto(db: Runner, id: string): Promise<CustomerPage['merges']> {
  return db.all(sql`
    select m.merge_id as id, m.merged_at as at, m.reason, m.evidence, c.name as "fromName",
      cardinality(m.identity_ids) as identities, p.name as by, m.undone_at as "undoneAt"
    from merges m left join customers c on c.customer_id = m.from_customer_id left join people p on p.person_id = m.merged_by
    where m.into_customer_id = ${id}::uuid or m.from_customer_id = ${id}::uuid order by m.merged_at desc`);
}

export function contactsOf(db: Runner, id: string): Promise<CustomerPage['contacts']> {
  return db.all(sql`
    select distinct c.customer_id as id, c.name, c.email
    from links a join identities i on i.account_identity_id = a.identity_id join links l on l.identity_id = i.identity_id
    join customers c on c.customer_id = l.customer_id
    where a.customer_id = ${id}::uuid order by c.name limit 200`);
}

export function accountOf(db: Runner, id: string): Promise<CustomerPage['account'] | undefined> {
  return db.maybe(sql`
    select c.customer_id as id, c.name
    from links l join identities i using (identity_id) join links a on a.identity_id = i.account_identity_id
    join customers c on c.customer_id = a.customer_id
    where l.customer_id = ${id}::uuid limit 1`);
}

/** Everything that happened to and was said by a customer, newest first, before (`at`, fact id). */
export function timelineOf(
  db: Runner,
  question: {
    customerId: string;
    interactions: boolean;
    responses: boolean;
    limit: number;
    before: [string, string] | undefined;
  },
): Promise<TimelineItem[]> {
  const { customerId, limit, before } = question;
  const earlier = (id: string) =>
    before
      ? sql`and (f.occurred_at, f.${sql.ref(id)}) < (${before[0]}::timestamptz, ${before[1]}::uuid)`
      : sql``;
  const own = sql`f.identity_id in (select identity_id from links where customer_id = ${customerId}::uuid)`;
  return db.all(sql`
    select f.*, s.name as source, case when t.touchpoint_id is null then null else jsonb_build_object('key', t.key, 'name', t.name) end as touchpoint
    from (
      (select f.interaction_id as id, f.occurred_at as at, 'interaction' as kind, k.key as type, k.name as title, f.summary as text,
        f.value, f.failed, null::boolean as "contactRequested", null as "metricKind", null::numeric as "scaleMin",
        null::numeric as "scaleMax", f.attributes, f.source_id, f.touchpoint_id
      from interactions f join kinds k using (kind_id)
      where ${sql.lit(question.interactions)} and ${own} ${earlier('interaction_id')} order by f.occurred_at desc, f.interaction_id desc limit ${limit}::int)
      union all
      (select f.response_id, f.occurred_at, 'response', m.key, m.name, f.comment, f.value, null, f.contact_requested, m.kind,
        m.scale_min, m.scale_max, f.attributes, f.source_id, f.touchpoint_id
      from responses f join metrics m using (metric_id)
      where ${sql.lit(question.responses)} and ${own} ${earlier('response_id')} order by f.occurred_at desc, f.response_id desc limit ${limit}::int)) f
    join sources s using (source_id) left join touchpoints t using (touchpoint_id)
    order by f.at desc, f.id desc limit ${limit}::int`);
}
