import { type Runner, sql } from '../platform/database.ts';

export interface Reader {
  name: string;
  email: string;
  locale: string | null;
}

/** The owner if still here, else the administrators. */
export function readersOf(db: Runner, ownerId: string | null, now: Date): Promise<Reader[]> {
  return db.all(sql`
    with here as (select * from people p where p.left_on is null or p.left_on > ${now}::timestamptz::date),
      owner as (select name, email, locale from here where person_id = ${ownerId}::uuid)
    select * from owner
    union all
    select h.name, h.email, h.locale from here h where not exists (select 1 from owner) and exists (
      select 1 from person_roles r where r.person_id = h.person_id and r.role = 'admin' and r.revoked_at is null)`);
}
