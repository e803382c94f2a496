import {
  appoint,
  appointed,
  DecisionInput,
  decideHere,
  decideIn,
  type EscalationAnswer,
  type SeenGreyArea,
  seeGreyArea,
  sendBack,
  toAnswer,
} from '../own/own.ts';
import type { Actor } from '../platform/access.ts';
import { sql } from '../platform/database.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';

/** One answer from the ladder. What it means depends on what waits there; the step, the answer and its effect commit together. */
export async function answerEscalation(
  platform: Platform,
  actor: Actor,
  id: string,
  input: EscalationAnswer,
): Promise<void> {
  const matter = await platform.db.maybe<{ kind: string; subject: string }>(
    sql`select kind, subject from escalations where escalation_id = ${id}::uuid`,
  );
  if (!matter) throw notFound('escalation', id);
  const grey = matter.kind === 'grey_area';
  const seen = grey && input.answer === 'decided' ? await seeGreyArea(platform, matter.subject) : undefined;
  await platform.db.tx(async (tx) => {
    if (input.answer === 'sent_back') return sendBack(tx, platform, actor, id, input.words);
    if (input.answer === 'appointed') {
      const { to, dueAt } = await appoint(tx, platform, actor, id, input);
      if (grey)
        await appointed(tx, platform, actor, {
          key: matter.subject,
          personId: to,
          dueAt,
          reason: input.words,
        });
      return;
    }
    if (matter.kind === 'dispute') {
      throw new Refusal('rule_it', 'Rule the dispute: say whose the case is, and why.', {
        disputeId: matter.subject,
      });
    }
    if (!grey) {
      await decideHere(tx, platform, actor, id, input.words);
      return;
    }
    await toAnswer(tx, actor, id);
    const given = DecisionInput.parse({
      cause: input.cause,
      reason: input.words,
      accountable: input.accountable,
    });
    await decideIn(tx, platform, actor, { key: matter.subject, seen: seen as SeenGreyArea, given });
  });
}
