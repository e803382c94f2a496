import { Refusal } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Working } from '../life.ts';
import { meetClocks, noteDue } from './clock.sql.ts';
import { type ComplaintRow, complaintOfCase, insertStages } from './complaint.sql.ts';
import { stages } from './names.ts';
import { moveTo } from './stage.ts';

/** What closing a case means for its complaint, where it is one. */
export async function closeComplaintOf(
  working: Working,
  by: { waiver: string | null; messageId: string | null },
): Promise<void> {
  const found = await complaintOfCase(working.tx, working.case.caseId);
  if (found) await endComplaint(working, found, by);
}

/** Opened again, it is looked at again: back to being assessed. What was answered in time was. */
export async function reopenComplaintOf(
  { tx, case: found, now }: Pick<Working, 'tx' | 'case' | 'now'>,
  how: { reason: string; by: string | null },
): Promise<void> {
  const complaint = await complaintOfCase(tx, found.caseId);
  if (!complaint) return;
  await insertStages(tx, [
    {
      stageId: newId(),
      complaintId: complaint.complaintId,
      stage: 'assessed',
      at: now,
      personId: how.by,
      skipped: false,
      reason: how.reason,
    },
  ]);
}

/** A case that is a complaint closes with its final response, or with a reason in words why there is none. */
async function endComplaint(
  working: Working,
  found: ComplaintRow,
  by: { waiver: string | null; messageId: string | null },
): Promise<void> {
  const answered = stages.indexOf(found.stage) >= stages.indexOf('answered');
  if (!answered && by.messageId) {
    throw new Refusal(
      'complaint_unanswered',
      `${found.reference} is a complaint: it closes with its final response, or with a reason why there is none.`,
      { reference: found.reference, stage: found.stage },
    );
  }
  await moveTo(working, found, 'closed', { skipping: by.waiver ?? undefined, reason: by.waiver });
  // Nothing is owed any more; what was missed stays missed.
  await meetClocks(working.tx, found.complaintId, ['acknowledge', 'answer'], working.now);
  await noteDue(working.tx, [found.complaintId]);
}
