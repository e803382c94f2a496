import { type Runner, sql, type Tx } from '../platform/database.ts';
import { ledgerOf } from './ledger.sql.ts';
import { covers, isThere, type LedgerRow } from './ledger.ts';

/** One line of the ledger as it stood when a round closed. */
export interface Assigned {
  touchpointId: number;
  role: LedgerRow['role'];
  holderKind: LedgerRow['holderKind'];
  holderId: string;
  holderName: string;
  there: boolean;
  acknowledged: boolean;
}

export async function snapshotLedger(
  tx: Tx,
  of: { roundId: string; touchpointIds: number[]; day: string },
): Promise<void> {
  const rows = (await ledgerOf(tx, { touchpoints: of.touchpointIds })).filter((row) => covers(row, of.day));
  const list = <T>(value: (row: LedgerRow) => T) => rows.map(value);
  await tx.run(sql`insert into round_assigned (round_id, touchpoint_id, assignment_id, role, holder_kind, holder_id, holder_name,
      there, acknowledged)
    select ${of.roundId}::uuid, * from unnest(${list((row) => row.objectId)}::int[], ${list((row) => row.id)}::uuid[],
      ${list((row) => row.role)}::text[], ${list((row) => row.holderKind)}::text[], ${list((row) => row.holderId)}::uuid[],
      ${list((row) => row.holderName)}::text[], ${list((row) => row.holderKind !== 'person' || isThere(row, of.day))}::bool[],
      ${list((row) => row.acknowledgedAt !== null)}::bool[])`);
}

export function assignedOf(on: Runner, roundId: string): Promise<Assigned[]> {
  return on.all(sql`select touchpoint_id as "touchpointId", role, holder_kind as "holderKind", holder_id as "holderId",
    holder_name as "holderName", there, acknowledged from round_assigned where round_id = ${roundId}::uuid
    order by touchpoint_id, role, holder_name, holder_id`);
}
