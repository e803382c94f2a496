import { type Runner, sql, type Tx } from '../../platform/database.ts';
import type { IncidentMessage } from './incident.ts';

export interface MessageRow {
  id: string;
  incidentId: string;
  madeAt: Date;
  madeBy: string;
  madeByName: string;
  texts: IncidentMessage;
  total: number;
  told: number;
  unreached: number;
  finishedAt: Date | null;
}

const columns = sql`m.incident_message_id as id, m.incident_id as "incidentId", m.made_at as "madeAt", m.made_by as "madeBy", p.name as "madeByName",
  m.texts, m.total, m.told, m.unreached, m.finished_at as "finishedAt" from incident_messages m join people p on p.person_id = m.made_by`;

export function readMessage(on: Runner, id: string): Promise<MessageRow | undefined> {
  return on.maybe<MessageRow>(sql`select ${columns} where m.incident_message_id = ${id}::uuid`);
}

export function messagesOf(on: Runner, incidentId: string): Promise<MessageRow[]> {
  return on.all<MessageRow>(
    sql`select ${columns} where m.incident_id = ${incidentId}::uuid order by m.made_at desc`,
  );
}

/** False where one is on its way already. */
export async function insertIncidentMessage(
  tx: Tx,
  message: { id: string; incidentId: string; at: Date; by: string; texts: IncidentMessage },
): Promise<boolean> {
  const made =
    await tx.run(sql`insert into incident_messages (incident_message_id, incident_id, made_at, made_by, texts, total)
    select ${message.id}::uuid, ${message.incidentId}::uuid, ${message.at}::timestamptz, ${message.by}::uuid, ${JSON.stringify(message.texts)}::jsonb,
      (select count(*) from incident_cases i join cases c using (case_id) where i.incident_id = ${message.incidentId}::uuid and c.closure_id is null)
    on conflict (incident_id) where finished_at is null do nothing`);
  return made > 0;
}

export interface ToTell {
  caseId: string;
  name: string | null;
  spoken: string | null;
}

/** Its open cases, by id, with how the customer is called and which language they speak. */
export function openCasesIn(
  on: Runner,
  incidentId: string,
  { after, limit }: { after: string | null; limit: number },
): Promise<ToTell[]> {
  return on.all<ToTell>(sql`
    select c.case_id as "caseId", u.name, coalesce(u.attributes->>'language', u.attributes->>'locale') as spoken
    from incident_cases i join cases c using (case_id) left join links l on l.identity_id = c.identity_id
      left join customers u on u.customer_id = coalesce(l.customer_id, c.customer_id)
    where i.incident_id = ${incidentId}::uuid and c.closure_id is null and (${after}::uuid is null or c.case_id > ${after}::uuid)
    order by c.case_id limit ${limit}`);
}

/** Counted from what stands written, so that a job that begins again counts nothing twice. */
export async function countTold(
  on: Runner,
  message: Pick<MessageRow, 'id' | 'incidentId' | 'madeAt' | 'madeBy'>,
  end: { at: Date | null; unreached: number },
): Promise<number> {
  await on.run(sql`update incident_messages set unreached = ${end.unreached}::int, finished_at = ${end.at}::timestamptz,
      told = (select count(*) from incident_cases i join cases c using (case_id) join case_closures x on x.closure_id = c.closure_id
        where i.incident_id = ${message.incidentId}::uuid and x.person_id = ${message.madeBy}::uuid and x.at >= ${message.madeAt}::timestamptz
          and x.message_id is not null)
    where incident_message_id = ${message.id}::uuid`);
  const row = await on.one<{ open: number }>(sql`
    select count(*) as open from incident_cases i join cases c using (case_id) where i.incident_id = ${message.incidentId}::uuid and c.closure_id is null`);
  return row.open;
}
