import { type Runner, sql, type Tx } from '../../platform/database.ts';

/** Incidents whose owners wait for their list: begun a while ago, or the last list is a while old, or it is over. */
export async function incidentsToTell(
  on: Runner,
  { begunBefore, toldBefore }: { begunBefore: Date; toldBefore: Date },
): Promise<{ id: string; number: number; touchpointId: number }[]> {
  return on.all(sql`select i.incident_id as id, i.number, i.touchpoint_id as "touchpointId" from incidents i
    where exists (select 1 from incident_cases x where x.incident_id = i.incident_id and x.told_at is null)
      and (case when i.digest_at is null then i.opened_at <= ${begunBefore}::timestamptz else i.digest_at <= ${toldBefore}::timestamptz end
        or i.calm_at is not null or i.closed_at is not null)
    order by i.opened_at limit 100`);
}

export interface HeldBack {
  caseId: string;
  number: number;
  customerId: string;
  reason: string;
  quote: string | null;
  urgent: boolean;
  dueAt: Date;
  ownerId: string;
}

/** Takes the cases whose owners were told nothing yet: each is taken once. What was closed meanwhile needs no word. */
export async function takeHeldBack(tx: Tx, incidentId: string, at: Date): Promise<HeldBack[]> {
  await tx.run(sql`select 1 from incidents where incident_id = ${incidentId}::uuid for update`);
  const rows = await tx.all<HeldBack>(sql`
    select c.case_id as "caseId", c.number, coalesce(l.customer_id, c.customer_id) as "customerId", c.reason, c.quote, c.urgent,
      c.due_at as "dueAt", c.owner_id as "ownerId"
    from incident_cases i join cases c using (case_id) left join links l on l.identity_id = c.identity_id
    where i.incident_id = ${incidentId}::uuid and i.told_at is null and c.closure_id is null order by c.due_at, c.case_id`);
  await tx.run(sql`update incident_cases set told_at = ${at}::timestamptz
    where incident_id = ${incidentId}::uuid and told_at is null`);
  await tx.run(
    sql`update incidents set digest_at = ${at}::timestamptz where incident_id = ${incidentId}::uuid`,
  );
  return rows;
}
