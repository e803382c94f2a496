import { type Runner, sql, type Tx } from '../platform/database.ts';

/** Keeps which faults stand; gives back those that were not standing at the last look. */
export async function noteFaults(tx: Tx, ids: string[], at: Date): Promise<Set<string>> {
  await tx.run(sql`update fault_notices set gone_at = ${at}::timestamptz
    where gone_at is null and not finding = any(${ids}::text[])`);
  const rows = await tx.all<{ finding: string }>(sql`
    insert into fault_notices (finding, seen_at) select i.id, ${at}::timestamptz from unnest(${ids}::text[]) i (id)
    where not exists (select 1 from fault_notices n where n.finding = i.id and n.gone_at is null)
    on conflict do nothing returning finding`);
  return new Set(rows.map((row) => row.finding));
}

/** Those who lead the customer experience programme. */
export async function leadsInOffice(on: Runner, day: string): Promise<string[]> {
  const rows = await on.all<{
    id: string;
  }>(sql`select distinct p.person_id as id from person_roles r join people p using (person_id)
    where r.role = 'cx_lead' and r.revoked_at is null and (p.left_on is null or p.left_on > ${day}::date) order by 1`);
  return rows.map((row) => row.id);
}
