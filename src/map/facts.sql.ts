import { type Runner, sql } from '../platform/database.ts';

export interface UnplacedCount {
  applies: 'interaction' | 'response';
  /** Kind of interaction or metric of response. */
  key: string;
  name: string;
  source: string;
  n: number;
  lastAt: Date;
}

/** What is on no touchpoint, by kind or metric and source, the most first. */
export async function countUnplaced(on: Runner): Promise<UnplacedCount[]> {
  const interactions = await on.all<UnplacedCount>(sql`
    select 'interaction' as applies, k.key, k.name, s.key as source, c.n, c.last_at as "lastAt"
    from (select kind_id, source_id, count(*) as n, max(occurred_at) as last_at from interactions
      where touchpoint_id = 0 group by kind_id, source_id) c
    join kinds k using (kind_id) join sources s using (source_id)`);
  const responses = await on.all<UnplacedCount>(sql`
    select 'response' as applies, m.key, m.name, s.key as source, c.n, c.last_at as "lastAt"
    from (select metric_id, source_id, count(*) as n, max(occurred_at) as last_at from responses
      where touchpoint_id = 0 group by metric_id, source_id) c
    join metrics m using (metric_id) join sources s using (source_id)`);
  return [...interactions, ...responses].sort((a, b) => b.n - a.n || (a.key < b.key ? -1 : 1));
}

export interface PlacedFact {
  identityId: string;
  id: string;
  touchpointId: number;
  source: string;
  kind: string | null;
  metric: string | null;
  attributes: Record<string, unknown> | null;
  dims: Record<string, string> | null;
}

export type FactTable = 'interactions' | 'responses';
const idOf = { interactions: sql.raw('interaction_id'), responses: sql.raw('response_id') };

/** The next facts after (identity, fact) in key order, with all that a rule may look at. */
export function nextFacts(
  on: Runner,
  table: FactTable,
  after: { identityId: string; id: string },
  limit: number,
): Promise<PlacedFact[]> {
  const id = idOf[table];
  const interactions = table === 'interactions';
  return on.all(sql`
    select f.identity_id as "identityId", f.${id} as id, f.touchpoint_id as "touchpointId", f.attributes, s.key as source, l.dims,
      ${interactions ? sql`k.key as kind, null as metric` : sql`null as kind, k.key as metric`}
    from ${sql.raw(table)} f join sources s using (source_id)
    join ${interactions ? sql`kinds k using (kind_id)` : sql`metrics k using (metric_id)`}
    left join slices l using (slice_id)
    where (f.identity_id, f.${id}) > (${after.identityId}::uuid, ${after.id}::uuid)
    order by f.identity_id, f.${id} limit ${limit}`);
}

export async function moveFacts(
  on: Runner,
  table: FactTable,
  moves: { fact: PlacedFact; to: number }[],
): Promise<number> {
  if (moves.length === 0) return 0;
  const id = idOf[table];
  return on.run(sql`
    update ${sql.raw(table)} f set touchpoint_id = m.to_id
    from unnest(${moves.map((move) => move.fact.identityId)}::uuid[], ${moves.map((move) => move.fact.id)}::uuid[],
      ${moves.map((move) => move.fact.touchpointId)}::int[], ${moves.map((move) => move.to)}::int[])
      as m(identity_id, fact_id, from_id, to_id)
    where f.identity_id = m.identity_id and f.${id} = m.fact_id and f.touchpoint_id = m.from_id`);
}
