import { type Runner, sql, type Tx } from '../platform/database.ts';
import type { Endpoint, EndpointKind } from './endpoint.ts';

const open = sql`(select s.why from out_stops s where s.endpoint_id = e.endpoint_id and s.ended_at is null)`;
const unsent = sql`d.delivered_at is null and d.given_up_at is null`;

/** Endpoints as people see them, the newest first. */
export function endpointsShown(db: Runner, id: string | null): Promise<Endpoint[]> {
  return db.all(sql`
    select e.endpoint_id as id, e.kind, e.name, e.description, e.address as url, e.event_types as "eventTypes",
      array(select d.key from departments d where d.department_id = any(e.department_ids) order by d.key) as departments,
      case when e.kind = 'crm' then e.settings end as settings,
      case when p.person_id is not null then json_build_object('id', p.person_id, 'name', p.name) end as owner,
      e.failing_since as "failingSince", e.rests_until as "restsUntil", e.made_at as "madeAt",
      s.why as "stopWhy", s.at as "stopAt", s.detail as "stopDetail",
      (select count(*) from out_deliveries d where d.endpoint_id = e.endpoint_id and ${unsent})::int as waiting,
      (select count(*) from out_deliveries d where d.endpoint_id = e.endpoint_id and d.given_up_at is not null)::int as "givenUp",
      (select max(d.delivered_at) from out_deliveries d where d.endpoint_id = e.endpoint_id) as "deliveredAt",
      (select max(x.until_at) from out_secrets x where x.endpoint_id = e.endpoint_id) as "oldSecretUntil"
    from out_endpoints e left join people p on p.person_id = e.owner_id
    left join out_stops s on s.endpoint_id = e.endpoint_id and s.ended_at is null
    where e.ended_at is null and (${id}::uuid is null or e.endpoint_id = ${id}::uuid)
    order by e.made_at desc, e.endpoint_id`);
}

/** An endpoint as sending needs it. */
export interface EndpointRow {
  id: string;
  kind: EndpointKind;
  name: string;
  address: string;
  sealedUrl: string | null;
  eventTypes: string[];
  settings: Record<string, unknown>;
  ownerId: string | null;
  failingSince: Date | null;
}

const columns = sql`e.endpoint_id as id, e.kind, e.name, e.address, e.sealed_url as "sealedUrl",
  e.event_types as "eventTypes", e.settings, e.owner_id as "ownerId", e.failing_since as "failingSince"`;

export function endpointById(db: Runner, id: string): Promise<EndpointRow | undefined> {
  return db.maybe(
    sql`select ${columns} from out_endpoints e where e.endpoint_id = ${id}::uuid and e.ended_at is null`,
  );
}

/** The same, held until the transaction ends. */
export function lockEndpoint(tx: Tx, id: string): Promise<EndpointRow | undefined> {
  return tx.maybe(
    sql`select ${columns} from out_endpoints e where e.endpoint_id = ${id}::uuid and e.ended_at is null for update`,
  );
}

/** Endpoints with something to send now, and how many requests of each are under way. */
export function readyEndpoints(db: Runner, now: Date): Promise<(EndpointRow & { underWay: number })[]> {
  return db.all(sql`
    select ${columns}, (select case when e.kind = 'webhook' then count(*) else count(distinct d.claim) end from out_deliveries d where d.endpoint_id = e.endpoint_id and ${unsent}
        and d.claimed_until > ${now}::timestamptz)::int as "underWay"
    from out_endpoints e
    where e.ended_at is null and ${open} is null and (e.rests_until is null or e.rests_until <= ${now}::timestamptz)
      and exists (select 1 from out_deliveries d where d.endpoint_id = e.endpoint_id and ${unsent}
        and d.due_at <= ${now}::timestamptz and (d.claimed_until is null or d.claimed_until <= ${now}::timestamptz))
    order by "underWay", e.endpoint_id`);
}

/** When something is next to be sent. */
export async function nextDue(db: Runner): Promise<Date | null> {
  const { at } = await db.one<{ at: Date | null }>(sql`
    select min(greatest(d.due_at, e.rests_until, d.claimed_until)) as at
    from out_deliveries d join out_endpoints e using (endpoint_id)
    where ${unsent} and e.ended_at is null and ${open} is null`);
  return at;
}

export interface NewEndpoint {
  id: string;
  kind: EndpointKind;
  name: string;
  description: string;
  address: string;
  sealedUrl: string | null;
  eventTypes: string[];
  settings: Record<string, unknown>;
  /** Keys. */
  departments: string[];
  ownerId: string | null;
}

const idsOf = (keys: string[]) =>
  sql`array(select department_id from departments where key = any(${keys}::text[]))`;

export async function insertEndpoint(tx: Tx, row: NewEndpoint, by: { at: Date; person: string | null }) {
  await tx.run(sql`insert into out_endpoints
    (endpoint_id, kind, name, description, address, sealed_url, event_types, settings, department_ids, owner_id, made_at, made_by)
    values (${row.id}::uuid, ${row.kind}, ${row.name}, ${row.description}, ${row.address}, ${row.sealedUrl},
      ${row.eventTypes}::text[], ${JSON.stringify(row.settings)}::jsonb, ${idsOf(row.departments)}, ${row.ownerId}::uuid, ${by.at}::timestamptz, ${by.person}::uuid)`);
}

export async function updateEndpoint(tx: Tx, row: Omit<NewEndpoint, 'kind'>): Promise<void> {
  await tx.run(sql`update out_endpoints set name = ${row.name}, description = ${row.description}, address = ${row.address},
      sealed_url = ${row.sealedUrl}, event_types = ${row.eventTypes}::text[], settings = ${JSON.stringify(row.settings)}::jsonb,
      department_ids = ${idsOf(row.departments)}, owner_id = ${row.ownerId}::uuid
    where endpoint_id = ${row.id}::uuid`);
}

/** Those of these keys that no department has. */
export async function unknownDepartments(db: Runner, keys: string[]): Promise<string[]> {
  const rows = await db.all<{ key: string }>(sql`select k.key from unnest(${keys}::text[]) as k(key)
    where not exists (select 1 from departments d where d.key = k.key and d.archived_at is null)`);
  return rows.map(({ key }) => key);
}

export async function endEndpoint(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.run(
    sql`update out_endpoints set ended_at = ${now}::timestamptz where endpoint_id = ${id}::uuid and ended_at is null`,
  );
}

/** How it went: the first failure is remembered until a success. */
export async function noteHealth(
  tx: Tx,
  id: string,
  now: Date,
  how: { delivered: boolean; restsUntil: Date | null },
): Promise<void> {
  await tx.run(sql`update out_endpoints set
      failing_since = ${how.delivered ? null : sql`coalesce(failing_since, ${now}::timestamptz)`},
      rests_until = coalesce(${how.restsUntil}::timestamptz, rests_until)
    where endpoint_id = ${id}::uuid`);
}

export async function insertStop(
  tx: Tx,
  stop: { id: string; endpointId: string; why: string; detail: string | null; at: Date; by: string | null },
): Promise<boolean> {
  const rows = await tx.run(sql`insert into out_stops (stop_id, endpoint_id, why, detail, at, by)
    values (${stop.id}::uuid, ${stop.endpointId}::uuid, ${stop.why}, ${stop.detail}, ${stop.at}::timestamptz, ${stop.by}::uuid)
    on conflict (endpoint_id) where ended_at is null do nothing`);
  return rows > 0;
}

export async function endStop(tx: Tx, endpointId: string, by: { at: Date; person: string | null }) {
  const rows =
    await tx.run(sql`update out_stops set ended_at = ${by.at}::timestamptz, ended_by = ${by.person}::uuid
    where endpoint_id = ${endpointId}::uuid and ended_at is null`);
  await tx.run(sql`update out_endpoints set failing_since = null, rests_until = null
    where endpoint_id = ${endpointId}::uuid`);
  return rows > 0;
}

/** Sealed, the newest first; those that still hold. */
export async function secretsOf(db: Runner, endpointId: string, now: Date): Promise<string[]> {
  const rows = await db.all<{ sealed: string }>(sql`select sealed from out_secrets
    where endpoint_id = ${endpointId}::uuid and (until_at is null or until_at > ${now}::timestamptz)
    order by from_at desc, secret_id desc`);
  return rows.map(({ sealed }) => sealed);
}

/** From now on this one; the one before holds until `overlap`, and what is older no longer. */
export async function insertSecret(
  tx: Tx,
  secret: { id: string; endpointId: string; sealed: string; at: Date; by: string | null; overlap: Date },
): Promise<void> {
  const { endpointId, at, overlap } = secret;
  await tx.run(sql`update out_secrets set until_at = ${at}::timestamptz
    where endpoint_id = ${endpointId}::uuid and until_at > ${at}::timestamptz`);
  await tx.run(sql`update out_secrets set until_at = ${overlap}::timestamptz
    where endpoint_id = ${endpointId}::uuid and until_at is null`);
  await tx.run(sql`insert into out_secrets (secret_id, endpoint_id, sealed, from_at, made_by)
    values (${secret.id}::uuid, ${endpointId}::uuid, ${secret.sealed}, ${at}::timestamptz, ${secret.by}::uuid)`);
}
