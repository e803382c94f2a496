import { type Runner, sql, type Tx } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import type { PlacementRule } from './placement.ts';
import { rulesInForce } from './touchpoints.ts';

/** Remembers the rules now in force, if they differ from those remembered last. */
export async function noteRules(tx: Tx, at: Date): Promise<void> {
  const rules = JSON.stringify(await rulesInForce(tx));
  await tx.run(sql`insert into placement_sets (set_id, rules, made_at)
    select ${newId()}::uuid, ${rules}::jsonb, ${at}::timestamptz
    where ${rules}::jsonb <> coalesce((select rules from placement_sets order by set_id desc limit 1), '[]'::jsonb)`);
}

export interface PlacementSet {
  id: string;
  rules: PlacementRule[];
}

/** Rule sets by which facts may have been placed since all were last settled, oldest first; the newest is in force. */
export async function openSets(on: Runner): Promise<{ settled: PlacementRule[]; open: PlacementSet[] }> {
  const sets = await on.all<PlacementSet & { settled: boolean }>(sql`
    select set_id as id, rules, settled_at is not null as settled from placement_sets
    where set_id >= coalesce((select set_id from placement_sets where settled_at is not null order by set_id desc limit 1),
      '00000000-0000-0000-0000-000000000000')
    order by set_id`);
  return { settled: sets.find((set) => set.settled)?.rules ?? [], open: sets.filter((set) => !set.settled) };
}

export async function settleSets(tx: Tx, ids: string[], at: Date): Promise<void> {
  await tx.run(
    sql`update placement_sets set settled_at = ${at}::timestamptz where set_id = any(${ids}::uuid[])`,
  );
}
