import { type Runner, sql, type Tx } from '../../platform/database.ts';
import type { RoutingRule } from './routing.ts';

const columns = sql`rule_id as id, name, department_id as "departmentId", position, matches, conditions, goes,
  active_from as "activeFrom", ended_at as "endedAt", made_at as "madeAt", version`;

/** Rules that are not over at an instant, in the order in which they are asked. */
export function rulesInForce(on: Runner, at: Date): Promise<RoutingRule[]> {
  return on.all<RoutingRule>(sql`select ${columns} from routing_rules
    where active_from <= ${at}::timestamptz and (ended_at is null or ended_at > ${at}::timestamptz) order by position, rule_id`);
}

/** All rules, those that are over at an instant last. */
export function readRoutingRules(on: Runner, at: Date): Promise<RoutingRule[]> {
  return on.all<RoutingRule>(sql`select ${columns} from routing_rules
    order by coalesce(ended_at <= ${at}::timestamptz, false), position, rule_id`);
}

export async function lockRoutingRule(tx: Tx, id: string): Promise<RoutingRule | undefined> {
  return tx.maybe<RoutingRule>(
    sql`select ${columns} from routing_rules where rule_id = ${id}::uuid for update`,
  );
}

/** At the end of the list. */
export async function insertRoutingRule(
  tx: Tx,
  rule: Omit<RoutingRule, 'position' | 'version'>,
  by: string | null,
): Promise<void> {
  await tx.run(sql`insert into routing_rules (rule_id, name, department_id, position, matches, conditions, goes, active_from, ended_at, made_at, made_by)
    values (${rule.id}::uuid, ${rule.name}, ${rule.departmentId}::uuid, (select coalesce(max(position), 0) + 1 from routing_rules), ${rule.matches},
      ${JSON.stringify(rule.conditions)}::jsonb, ${JSON.stringify(rule.goes)}::jsonb, ${rule.activeFrom}::timestamptz, ${rule.endedAt}::timestamptz,
      ${rule.madeAt}::timestamptz, ${by}::uuid)`);
}

export async function updateRoutingRule(tx: Tx, rule: RoutingRule): Promise<void> {
  await tx.run(sql`update routing_rules set name = ${rule.name}, matches = ${rule.matches}, conditions = ${JSON.stringify(rule.conditions)}::jsonb,
      goes = ${JSON.stringify(rule.goes)}::jsonb, active_from = ${rule.activeFrom}::timestamptz, ended_at = ${rule.endedAt}::timestamptz,
      version = version + 1
    where rule_id = ${rule.id}::uuid`);
}

export async function writeOrder(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.run(sql`update routing_rules r set position = o.n
    from unnest(${ids}::uuid[]) with ordinality o (id, n) where r.rule_id = o.id`);
}

/** How many cases each rule sent somewhere since a day. */
export async function casesByRule(on: Runner, since: Date): Promise<Map<string, number>> {
  const rows = await on.all<{ id: string; n: number }>(sql`
    select routing_rule_id as id, count(*) as n from case_holders
    where routing_rule_id is not null and from_at >= ${since}::timestamptz group by routing_rule_id`);
  return new Map(rows.map((row) => [row.id, row.n]));
}

/** Open cases of everybody in these departments. */
export async function loadsIn(on: Runner, departmentIds: readonly string[]): Promise<Map<string, number>> {
  if (departmentIds.length === 0) return new Map();
  const rows = await on.all<{ id: string; n: number }>(sql`
    select p.person_id as id, (select count(*) from cases c where c.owner_id = p.person_id and c.closure_id is null) as n
    from people p where p.department_id = any(${departmentIds}::uuid[])`);
  return new Map(rows.map((row) => [row.id, row.n]));
}

export async function readTurns(on: Runner, ruleIds: readonly string[]): Promise<Map<string, string>> {
  if (ruleIds.length === 0) return new Map();
  const rows = await on.all<{ id: string; personId: string }>(sql`
    select rule_id as id, person_id as "personId" from routing_turns where rule_id = any(${ruleIds}::uuid[])`);
  return new Map(rows.map((row) => [row.id, row.personId]));
}

export async function writeTurns(tx: Tx, turns: ReadonlyMap<string, string>): Promise<void> {
  if (turns.size === 0) return;
  await tx.run(sql`insert into routing_turns (rule_id, person_id)
    select * from unnest(${[...turns.keys()]}::uuid[], ${[...turns.values()]}::uuid[])
    on conflict (rule_id) do update set person_id = excluded.person_id`);
}

/** What these customers are worth and which language they speak, as known now. */
export async function aboutCustomers(
  on: Runner,
  customerIds: readonly string[],
  valueAttribute: string | null,
): Promise<Map<string, { value: number | null; spoken: string | null }>> {
  if (customerIds.length === 0) return new Map();
  const rows = await on.all<{ id: string; worth: string | null; spoken: string | null }>(sql`
    select customer_id as id, attributes->>${valueAttribute ?? ''} as worth,
      coalesce(attributes->>'language', attributes->>'locale') as spoken
    from customers where customer_id = any(${customerIds}::uuid[])`);
  return new Map(
    rows.map(({ id, worth, spoken }) => {
      const value = worth === null || worth.trim() === '' ? Number.NaN : Number(worth);
      return [id, { value: Number.isFinite(value) ? value : null, spoken }];
    }),
  );
}

export async function dimsOf(
  on: Runner,
  sliceIds: readonly number[],
): Promise<Map<number, Record<string, string>>> {
  if (sliceIds.length === 0) return new Map();
  const rows = await on.all<{ id: number; dims: Record<string, string> }>(
    sql`select slice_id as id, dims from slices where slice_id = any(${sliceIds}::int[])`,
  );
  return new Map(rows.map((row) => [row.id, row.dims]));
}
