import { notFound } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import { peopleOf } from '../list.ts';
import { clocksOf } from './clock.sql.ts';
import {
  type ComplaintRow,
  complaintById,
  complaintOfCase,
  readEscalations,
  readLetters,
  readStages,
} from './complaint.sql.ts';
import type { Complaint } from './complaint.ts';

export async function complaintDetail(platform: Platform, id: string): Promise<Complaint> {
  const row = await complaintById(platform.db, id);
  if (!row) throw notFound('complaint', id);
  return shown(platform, row);
}

/** The complaint that a case is; null: it is none. */
export async function complaintForCase(platform: Platform, caseId: string): Promise<Complaint | null> {
  const row = await complaintOfCase(platform.db, caseId);
  return row ? shown(platform, row) : null;
}

async function shown({ db }: Platform, row: ComplaintRow): Promise<Complaint> {
  const id = row.complaintId;
  const [stages, clocks, letters, escalations] = [
    await readStages(db, id),
    await clocksOf(db, id),
    await readLetters(db, id),
    await readEscalations(db, id),
  ];
  const people = await peopleOf(
    db,
    stages.map(({ personId }) => personId),
  );
  const { caseId, caseNumber, reference, receivedAt, receivedBy, anonymous, category, summary, wants } = row;
  const { severity, outcome, findings, cause, stage } = row;
  return {
    id,
    caseId,
    caseNumber,
    reference,
    regime: { key: row.regimeKey, name: row.regimeName, rule: row.rule, mayExtend: row.extended !== null },
    receivedAt,
    receivedBy,
    anonymous,
    category,
    summary,
    wants,
    severity,
    outcome,
    findings,
    cause,
    causeTouchpoint:
      row.causeTouchpointKey && row.causeTouchpointName
        ? { key: row.causeTouchpointKey, name: row.causeTouchpointName }
        : null,
    redress:
      row.redress === null
        ? null
        : { what: row.redress, amount: row.redressAmount, currency: row.redressCurrency },
    stage,
    stages: stages.map(({ personId, ...one }) => ({ ...one, person: personId ? people(personId) : null })),
    clocks: clocks.map(({ clock, n, unit, startedAt, dueAt, metAt, firstDueAt, extendedWhy }) => ({
      clock,
      n,
      unit,
      startedAt,
      dueAt,
      metAt,
      firstDueAt,
      extendedWhy,
    })),
    letters,
    escalations,
  };
}
