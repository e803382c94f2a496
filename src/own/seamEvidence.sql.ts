import { type Runner, sql } from '../platform/database.ts';

export interface SentBack {
  a: string;
  b: string;
  count: number;
  fresh: number;
  latest: Date;
  identityIds: string[];
}

/** Pairs of departments between which cases came back to who had them before, in the period; `fresh`: since the last decision. */
export function sentBack(on: Runner, since: Date): Promise<SentBack[]> {
  return on.all<SentBack>(sql`
    with pairs as (
      select least(f.name, t.name) as a, greatest(f.name, t.name) as b, e.at, e.identity_id
      from ownership_evidence e join departments f on f.department_id = e.from_department_id
      join departments t on t.department_id = e.to_department_id
      where e.sign = 'returned' and f.department_id <> t.department_id and e.at > ${since}::timestamptz)
    select p.a, p.b, count(*) as count, max(p.at) as latest,
      count(*) filter (where p.at > coalesce(d.at, '-infinity')) as fresh,
      coalesce(array_agg(distinct p.identity_id::text) filter (where p.identity_id is not null), '{}') as "identityIds"
    from pairs p left join (select subject, max(decided_at) as at from grey_area_decisions group by subject) d
      on d.subject = 'seam:' || p.a || '~' || p.b
    group by p.a, p.b`);
}
