import { type Runner, sql } from '../../platform/database.ts';

/** Where cases and their holders come from: our own, or a log of another system. */
export interface Origin {
  /** Rows of (case_id, group_id, at, place, closes). */
  entries: ReturnType<typeof sql>;
  /** Whether a case with `s.case_id`, `s.closed` ended badly. */
  lost: ReturnType<typeof sql>;
  /** Days are counted of closed cases only: an open one of ours goes on. */
  closedOnly: boolean;
}

/** One pair in the order of giving: ids of groups as text. */
export interface Pair {
  from: string;
  to: string;
  count: number;
  bounces: number;
  cases: number;
  waitHours: number | null;
  lost: number;
}

export interface Analysis {
  cases: number;
  groups: number;
  mean: number | null;
  max: number | null;
  none: number;
  bounces: number;
  casesWithBounce: number;
  casesReturning: number;
  neverClosed: number;
  medianDays: number | null;
  meanDays: number | null;
  byHandovers: { handovers: number; cases: number; medianDays: number | null }[];
  pairs: Pair[];
  pingPong: { a: string; b: string; bounces: number; cases: number }[];
}

/**
 * A move is an entry whose group is another than that of the entry before: consecutive repeats are one. `giver` is the
 * group before it, `origin` the one before that: where `origin` is the group itself, the case bounced. Spans are the cases.
 */
export function moves({ entries }: Pick<Origin, 'entries'>) {
  return sql`entries as materialized (
    select case_id, group_id, at, place, closes, lag(group_id) over w as before, lead(at) over w as next_at
    from (${entries}) e window w as (partition by case_id order by at, place)
  ), moves as materialized (
    select case_id, group_id, at, place, next_at, lag(group_id) over v as giver, lag(group_id, 2) over v as origin,
      lead(group_id) over v is null as last
    from entries where before is distinct from group_id window v as (partition by case_id order by at, place)
  ), spans as materialized (
    select case_id, min(at) as "from", extract(epoch from max(at) - min(at))::float8 / 86400 as days, bool_or(closes) as closed
    from entries group by case_id
  )`;
}

/** Everything that is counted about an origin, in one statement: the order of entries is worked out once. */
export async function analyse(db: Runner, origin: Origin): Promise<Analysis> {
  const counted = origin.closedOnly ? sql`case when closed then days end` : sql`days`;
  const row = await db.one<{ totals: Omit<Analysis, 'byHandovers' | 'pairs' | 'pingPong'> } & Analysis>(sql`
    with ${moves(origin)}, crossed as materialized (
      select case_id, count(*) - 1 as handovers, count(*) filter (where group_id = origin) as bounces,
        count(distinct group_id) < count(*) as returned
      from moves group by case_id
    ), paths as materialized (
      select case_id, handovers, bounces, returned, closed, ${counted} as days from crossed join spans using (case_id)
    )
    select
      (select json_build_object('cases', count(*), 'mean', avg(handovers), 'max', max(handovers),
          'groups', (select count(distinct group_id) from moves),
          'none', count(*) filter (where handovers = 0), 'bounces', coalesce(sum(bounces), 0),
          'casesWithBounce', count(*) filter (where bounces > 0), 'casesReturning', count(*) filter (where returned),
          'neverClosed', count(*) filter (where not closed), 'meanDays', avg(days),
          'medianDays', percentile_cont(0.5) within group (order by days)) from paths) as totals,
      (select coalesce(json_agg(b), '[]') from (select least(handovers, 3) as handovers, count(*) as cases,
          percentile_cont(0.5) within group (order by days) as "medianDays" from paths group by 1) b) as "byHandovers",
      (select coalesce(json_agg(p order by p.count desc, p."from", p."to"), '[]') from (
        select giver::text as "from", group_id::text as "to", count(*) as count, count(*) filter (where group_id = origin) as bounces,
          count(distinct case_id) as cases, count(*) filter (where last and ${origin.lost}) as lost,
          extract(epoch from percentile_cont(0.5) within group (order by next_at - at))::float8 / 3600 as "waitHours"
        from moves join spans s using (case_id) where giver is not null group by 1, 2) p) as pairs,
      (select coalesce(json_agg(p order by p.bounces desc, p.a, p.b), '[]') from (
        select least(giver, group_id)::text as a, greatest(giver, group_id)::text as b, count(*) as bounces,
          count(distinct case_id) as cases
        from moves where group_id = origin group by 1, 2) p) as "pingPong"`);
  const { totals, byHandovers, pairs, pingPong } = row;
  return { ...totals, byHandovers, pairs, pingPong };
}
