import { type Runner, sql } from '../platform/database.ts';

/** The owner if still here, else the administrators. */
export async function readersOf(db: Runner, ownerId: string | null, now: Date): Promise<string[]> {
  const rows = await db.all<{ id: string }>(sql`
    with here as (select * from people p where p.left_on is null or p.left_on > ${now}::timestamptz::date),
      owner as (select person_id as id from here where person_id = ${ownerId}::uuid)
    select * from owner
    union all
    select h.person_id as id from here h where not exists (select 1 from owner) and exists (
      select 1 from person_roles r where r.person_id = h.person_id and r.role = 'admin' and r.revoked_at is null)`);
  return rows.map(({ id }) => id);
}
