import type { Role } from '../platform/access.ts';
import { type Runner, sql, type Tx } from '../platform/database.ts';

export interface LastResort {
  personId: string;
  role: 'sponsor' | 'admin';
  grantedAt: Date;
  revokedAt: Date | null;
  leftOn: string | null;
}

/** Everybody who ever was sponsor or administrator, the longest in office first. */
export function lastResorts(on: Runner): Promise<LastResort[]> {
  return on.all(
    sql`select r.person_id as "personId", r.role, r.granted_at as "grantedAt", r.revoked_at as "revokedAt", p.left_on as "leftOn"
    from person_roles r join people p using (person_id) where r.role in ('sponsor', 'admin')
    order by r.granted_at, p.name, r.person_id`,
    'last resorts',
  );
}

export async function grant(
  tx: Tx,
  personId: string,
  role: Role,
  made: { at: Date; by: string | null },
): Promise<boolean> {
  const done = await tx.run(sql`insert into person_roles (person_id, role, granted_at, granted_by)
    select ${personId}::uuid, ${role}, ${made.at}::timestamptz, ${made.by}::uuid
    where not exists (select 1 from person_roles where person_id = ${personId}::uuid and role = ${role} and revoked_at is null)
    on conflict (person_id, role, granted_at) do update set revoked_at = null, revoked_by = null`);
  return done > 0;
}

export async function revoke(
  tx: Tx,
  personId: string,
  role: Role,
  made: { at: Date; by: string | null },
): Promise<boolean> {
  const done =
    await tx.run(sql`update person_roles set revoked_at = ${made.at}::timestamptz, revoked_by = ${made.by}::uuid
    where person_id = ${personId}::uuid and role = ${role} and revoked_at is null`);
  return done > 0;
}

/** Administrators in office on a day, apart from one. */
export async function otherAdmins(on: Runner, personId: string, day: string): Promise<number> {
  const { n } = await on.one<{
    n: number;
  }>(sql`select count(*) as n from person_roles r join people p using (person_id)
    where r.role = 'admin' and r.revoked_at is null and r.person_id <> ${personId}::uuid and (p.left_on is null or p.left_on > ${day}::date)`);
  return n;
}
