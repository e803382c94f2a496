import { type Runner, sql, type Tx } from '../../platform/database.ts';
import { type IncidentTerms, usualTerms } from './incident.ts';

export async function readIncidentTerms(on: Runner): Promise<IncidentTerms> {
  const row = await on.maybe<{ value: Partial<IncidentTerms> }>(
    sql`select value from settings where key = 'incident_terms'`,
  );
  return { ...usualTerms, ...row?.value };
}

export async function writeIncidentTerms(
  tx: Tx,
  terms: IncidentTerms,
  made: { at: Date; by: string | null },
): Promise<void> {
  await tx.run(sql`insert into settings (key, value, changed_at, changed_by)
    values ('incident_terms', ${JSON.stringify(terms)}::jsonb, ${made.at}::timestamptz, ${made.by}::uuid)
    on conflict (key) do update set value = excluded.value, changed_at = excluded.changed_at, changed_by = excluded.changed_by`);
}

export interface Running {
  id: string;
  number: number;
  touchpointId: number;
  ownerId: string;
  threshold: number;
  windowMinutes: number;
  cases: number;
  level: number;
  lastCaseAt: Date;
}

const running = sql`incident_id as id, number, touchpoint_id as "touchpointId", owner_id as "ownerId", threshold,
  window_minutes as "windowMinutes", cases, level, last_case_at as "lastCaseAt"`;

/** Incidents that a case at one of these touchpoints joins. */
export function runningAt(tx: Tx, touchpointIds: readonly number[]): Promise<Running[]> {
  return tx.all<Running>(sql`select ${running} from incidents
    where touchpoint_id = any(${touchpointIds}::int[]) and calm_at is null and closed_at is null`);
}

/** What joins none for long enough is over; what comes then is counted anew. */
export async function calmDown(on: Runner, { before, at }: { before: Date; at: Date }): Promise<void> {
  await on.run(sql`update incidents set calm_at = ${at}::timestamptz
    where calm_at is null and closed_at is null and last_case_at < ${before}::timestamptz`);
}

/** Cases about what happened since then, opened by themselves and of no incident, by touchpoint. */
export function openedSince(
  tx: Tx,
  touchpointIds: readonly number[],
  since: Date,
): Promise<{ touchpointId: number; cases: number; first: Date }[]> {
  return tx.all(sql`select c.touchpoint_id as "touchpointId", count(*) as cases, min(c.opened_at) as first from cases c
    where c.touchpoint_id = any(${touchpointIds}::int[]) and c.opened_at > ${since}::timestamptz and c.occurred_at > ${since}::timestamptz
      and c.fact_kind <> 'person' and not exists (select 1 from incident_cases i where i.case_id = c.case_id)
    group by c.touchpoint_id`);
}

export async function insertIncident(
  tx: Tx,
  made: Omit<Running, 'number' | 'level' | 'lastCaseAt'> & { at: Date; since: Date; reason: string },
): Promise<number> {
  const row = await tx.one<{ number: number }>(sql`
    insert into incidents (incident_id, touchpoint_id, opened_at, since_at, threshold, window_minutes, owner_id, reason, cases, last_case_at)
    values (${made.id}::uuid, ${made.touchpointId}::int, ${made.at}::timestamptz, ${made.since}::timestamptz, ${made.threshold}::int,
      ${made.windowMinutes}::int, ${made.ownerId}::uuid, ${made.reason}, 0, ${made.at}::timestamptz) returning number`);
  return row.number;
}

/**
 * Links what opened at a touchpoint since then. Those of this batch wait for the digest; the owners of earlier ones were told of each.
 * Gives back how many there were.
 */
export async function joinIncident(
  tx: Tx,
  incident: { id: string; touchpointId: number; since: Date; recent: Date; at: Date; batch: string[] },
): Promise<number> {
  return tx.run(sql`insert into incident_cases (case_id, incident_id, joined_at, told_at)
    select c.case_id, ${incident.id}::uuid, ${incident.at}::timestamptz,
      case when c.case_id = any(${incident.batch}::uuid[]) then null else ${incident.at}::timestamptz end
    from cases c
    where c.touchpoint_id = ${incident.touchpointId}::int and c.opened_at >= ${incident.since}::timestamptz
      and c.occurred_at > ${incident.recent}::timestamptz and c.fact_kind <> 'person'
    on conflict do nothing`);
}

export async function grow(
  tx: Tx,
  incident: { id: string; by: number; level: number; at: Date },
): Promise<void> {
  await tx.run(sql`update incidents set cases = cases + ${incident.by}::int, level = ${incident.level}::int, last_case_at = ${incident.at}::timestamptz
    where incident_id = ${incident.id}::uuid`);
}

export async function insertNotice(
  tx: Tx,
  notice: { incidentId: string; level: number; at: Date; personId: string; cases: number },
): Promise<void> {
  await tx.run(sql`insert into incident_notices (incident_id, level, at, person_id, cases)
    values (${notice.incidentId}::uuid, ${notice.level}::int, ${notice.at}::timestamptz, ${notice.personId}::uuid, ${notice.cases}::int)
    on conflict do nothing`);
}

/** Who heads the department this person belongs to. */
export async function headAbove(tx: Tx, personId: string, at: Date): Promise<string | null> {
  const row = await tx.maybe<{ id: string }>(sql`
    select h.person_id as id from people p join departments d using (department_id) join people h on h.person_id = d.head_person_id
    where p.person_id = ${personId}::uuid and (h.left_on is null or h.left_on > ${at}::timestamptz::date)`);
  return row?.id ?? null;
}

export interface IncidentRow extends Running {
  openedAt: Date;
  since: Date;
  reason: string;
  calmAt: Date | null;
  closedAt: Date | null;
  closedBy: string | null;
  closedWhy: string | null;
  openCases: number;
}

const row = sql`i.incident_id as id, i.number, i.touchpoint_id as "touchpointId", i.owner_id as "ownerId", i.threshold,
  i.window_minutes as "windowMinutes", i.cases, i.level, i.last_case_at as "lastCaseAt", i.opened_at as "openedAt", i.since_at as since, i.reason,
  i.calm_at as "calmAt", i.closed_at as "closedAt", i.closed_by as "closedBy", i.closed_why as "closedWhy",
  (select count(*) from incident_cases x join cases c using (case_id) where x.incident_id = i.incident_id and c.closure_id is null) as "openCases"`;

/** Open ones, or all; the newest first. */
export function readIncidents(
  on: Runner,
  { open, before, limit }: { open: boolean; before: number | null; limit: number },
): Promise<IncidentRow[]> {
  return on.all<IncidentRow>(sql`select ${row} from incidents i
    where (not ${open}::boolean or i.closed_at is null) and (${before}::bigint is null or i.number < ${before}::bigint)
    order by i.number desc limit ${limit}`);
}

export function readIncident(on: Runner, id: string): Promise<IncidentRow | undefined> {
  return on.maybe<IncidentRow>(sql`select ${row} from incidents i where i.incident_id = ${id}::uuid`);
}

export function incidentOfCase(on: Runner, caseId: string): Promise<IncidentRow | undefined> {
  return on.maybe<IncidentRow>(sql`select ${row} from incidents i join incident_cases y using (incident_id)
    where y.case_id = ${caseId}::uuid`);
}

/** One page of its cases, in the order in which they opened. */
export function casesIn(
  on: Runner,
  incidentId: string,
  { after, limit }: { after: string | null; limit: number },
) {
  return on.all<{
    id: string;
    number: number;
    customerName: string | null;
    reason: string;
    ownerId: string;
    open: boolean;
  }>(sql`
    select c.case_id as id, c.number, u.name as "customerName", c.reason, c.owner_id as "ownerId", c.closure_id is null as open
    from incident_cases i join cases c using (case_id) left join links l on l.identity_id = c.identity_id
      left join customers u on u.customer_id = coalesce(l.customer_id, c.customer_id)
    where i.incident_id = ${incidentId}::uuid and (${after}::uuid is null or c.case_id > ${after}::uuid)
    order by c.case_id limit ${limit}`);
}

export function readNotices(on: Runner, incidentId: string) {
  return on.all<{ level: number; at: Date; personId: string; cases: number }>(sql`
    select level, at, person_id as "personId", cases from incident_notices where incident_id = ${incidentId}::uuid order by level`);
}

export async function lockIncident(
  tx: Tx,
  id: string,
): Promise<{ closedAt: Date | null; number: number; touchpointId: number; ownerId: string } | undefined> {
  return tx.maybe(
    sql`select closed_at as "closedAt", number, touchpoint_id as "touchpointId", owner_id as "ownerId" from incidents
      where incident_id = ${id}::uuid for update`,
  );
}

export async function closeIncidentRow(
  tx: Tx,
  id: string,
  how: { at: Date; by: string | null; why: string },
): Promise<void> {
  await tx.run(sql`update incidents set closed_at = ${how.at}::timestamptz, closed_by = ${how.by}::uuid, closed_why = ${how.why}
    where incident_id = ${id}::uuid and closed_at is null`);
}
