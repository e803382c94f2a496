import { type Runner, sql, type Tx } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';

export interface OutcomeRow {
  id: string;
  touchpointId: number;
  kind: 'assigned' | 'kept' | 'postponed';
  reason: string;
  decidedBy: string;
  decidedOn: string;
  assignmentId: string | null;
  /** Of the assignment that it made: which part, from when, and whose it is. */
  role: 'A' | 'R' | null;
  holderName: string | null;
  from: string | null;
  postponedUntil: string | null;
  postponedTo: string | null;
  recordedAt: Date;
}

/** Every decision of some rounds; of each touchpoint the last counts and comes first. */
export function outcomesOf(on: Runner, roundIds: string[]): Promise<(OutcomeRow & { roundId: string })[]> {
  return on.all(sql`select o.round_id as "roundId", o.outcome_id as id, o.touchpoint_id as "touchpointId", o.kind, o.reason,
      o.decided_by as "decidedBy", o.decided_on as "decidedOn", o.assignment_id as "assignmentId", a.role,
      coalesce(p.name, d.name) as "holderName", a.from_on as "from", o.postponed_until as "postponedUntil",
      o.postponed_to as "postponedTo", o.recorded_at as "recordedAt"
    from round_outcomes o left join assignments a using (assignment_id) left join people p on p.person_id = a.person_id
      left join departments d on d.department_id = a.department_id
    where o.round_id = any(${roundIds}::uuid[]) order by o.touchpoint_id, o.recorded_at desc, o.outcome_id desc`);
}

export async function outcomeCounts(
  on: Runner,
  roundIds: string[],
): Promise<Map<string, { decided: number; postponed: number }>> {
  const rows = await on.all<{ roundId: string; decided: number; postponed: number }>(sql`
    select round_id as "roundId", count(*) filter (where kind <> 'postponed') as decided,
      count(*) filter (where kind = 'postponed') as postponed
    from (select distinct on (round_id, touchpoint_id) round_id, kind from round_outcomes
      where round_id = any(${roundIds}::uuid[]) order by round_id, touchpoint_id, recorded_at desc, outcome_id desc) last
    group by round_id`);
  return new Map(rows.map((row) => [row.roundId, row]));
}

export async function insertOutcome(
  tx: Tx,
  outcome: Omit<OutcomeRow, 'id' | 'role' | 'holderName' | 'from' | 'recordedAt'> & {
    roundId: string;
    recordedBy: string | null;
  },
  at: Date,
): Promise<string> {
  const id = newId();
  await tx.run(sql`insert into round_outcomes (outcome_id, round_id, touchpoint_id, kind, reason, decided_by, decided_on, assignment_id,
      postponed_until, postponed_to, recorded_by, recorded_at)
    values (${id}::uuid, ${outcome.roundId}::uuid, ${outcome.touchpointId}, ${outcome.kind}, ${outcome.reason},
      ${outcome.decidedBy}::uuid, ${outcome.decidedOn}::date, ${outcome.assignmentId}::uuid, ${outcome.postponedUntil}::date,
      ${outcome.postponedTo}::uuid, ${outcome.recordedBy}::uuid, ${at}::timestamptz)`);
  return id;
}
