import { type Owner, ownersAt } from '../../own/own.ts';
import type { Runner } from '../../platform/database.ts';
import type { PastCase } from './snapshot.sql.ts';

/** Whom a ruling, or else the ledger, names for each of these cases now. */
export function ledgerOf(on: Runner, cases: readonly PastCase[], now: Date): Promise<Owner[]> {
  return ownersAt(
    on,
    cases.map((one) => ({
      touchpointId: one.touchpointId,
      at: now,
      about: {
        rule: one.ruleKey ?? undefined,
        kind: one.kindKey ?? undefined,
        source: one.sourceKey ?? undefined,
      },
    })),
  );
}
