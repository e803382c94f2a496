import { sql, type Tx } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';

/** What customers and colleagues live through where it is unclear whose something is. */
export const signs = [
  'nobody',
  'returned',
  'third_hand_over',
  'disputed',
  'promise_broken',
  'handed_over',
  'breached',
] as const;
export type Sign = (typeof signs)[number];

/** One of these is enough to stand on the register; hand-overs and missed deadlines happen where all is clear, too. */
export const strong: ReadonlySet<string> = new Set<Sign>([
  'nobody',
  'returned',
  'third_hand_over',
  'disputed',
  'promise_broken',
]);

export interface Evidence {
  sign: Sign;
  touchpointId: number;
  /** What it is noted for: noting the same again changes nothing. */
  aboutId: string;
  at: Date;
  caseId?: string | null;
  /** The record of the customer concerned. */
  identityId?: string | null;
  /** Kept as their departments of now; the register names no people. */
  fromPersonId?: string | null;
  toPersonId?: string | null;
}

/**
 * Notes what happened, in the transaction in which it happens. Rows are never changed or taken away.
 * What has no place on a journey yet (touchpoint 0) has no register to stand on.
 */
export async function noteEvidence(tx: Tx, given: readonly Evidence[]): Promise<void> {
  const rows = given.filter((one) => one.touchpointId !== 0);
  if (rows.length === 0) return;
  const json = JSON.stringify(rows.map((row) => ({ ...row, id: newId() })));
  await tx.run(sql`insert into ownership_evidence
      (evidence_id, sign, touchpoint_id, case_id, identity_id, from_department_id, to_department_id, about_id, at)
    select (e->>'id')::uuid, e->>'sign', (e->>'touchpointId')::int, (e->>'caseId')::uuid, (e->>'identityId')::uuid,
      (select department_id from people where person_id = (e->>'fromPersonId')::uuid),
      (select department_id from people where person_id = (e->>'toPersonId')::uuid),
      (e->>'aboutId')::uuid, (e->>'at')::timestamptz
    from jsonb_array_elements(${json}::jsonb) e on conflict (sign, about_id) do nothing`);
}
