import { conflict, Refusal } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Working } from '../life.ts';
import { type ComplaintRow, insertStages } from './complaint.sql.ts';
import { type Stage, stages } from './names.ts';

const named: Record<Stage, string> = {
  received: 'received',
  acknowledged: 'acknowledged',
  assessed: 'assessed',
  investigated: 'investigated',
  answered: 'answered',
  closed: 'closed',
};

/**
 * On to a stage. What lies between is skipped only with a reason, and stands on the record as skipped; back there is no way but
 * by opening the case again.
 */
export async function moveTo(
  { tx, now, personId }: Pick<Working, 'tx' | 'now' | 'personId'>,
  found: ComplaintRow,
  stage: Stage,
  given: { skipping?: string | undefined; reason?: string | null } = {},
): Promise<void> {
  const [at, to] = [stages.indexOf(found.stage), stages.indexOf(stage)];
  if (to <= at) {
    throw conflict('stage_passed', `${found.reference} is ${named[found.stage]} already.`, {
      stage: found.stage,
    });
  }
  const between = stages.slice(at + 1, to);
  if (between.length > 0 && !given.skipping) {
    throw new Refusal(
      'stage_skipped',
      `${found.reference} was not ${between.map((one) => named[one]).join(' and not ')} yet. Do that first, or say why it is left out.`,
      { field: 'skip', skipped: between },
    );
  }
  await insertStages(
    tx,
    [...between, stage].map((one) => ({
      stageId: newId(),
      complaintId: found.complaintId,
      stage: one,
      at: now,
      personId,
      skipped: one !== stage,
      reason: one === stage ? (given.reason ?? null) : (given.skipping ?? null),
    })),
  );
  found.stage = stage;
}
