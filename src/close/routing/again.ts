import type { Tx } from '../../platform/database.ts';
import type { Routed } from './decide.ts';
import { ledgerOf } from './ledgerOf.ts';
import { routeAll } from './route.ts';
import { casesAsOpened } from './snapshot.sql.ts';

/** Where these cases would go if they opened now. */
export async function routeAgain(
  tx: Tx,
  caseIds: readonly string[],
  now: Date,
): Promise<Map<string, Routed>> {
  const cases = await casesAsOpened(tx, caseIds);
  const owners = await ledgerOf(tx, cases, now);
  const routed = await routeAll(
    tx,
    cases.map((one, i) => ({ one, ledger: owners[i]! })),
    now,
  );
  return new Map(cases.map(({ caseId }, i) => [caseId, routed[i]!]));
}
