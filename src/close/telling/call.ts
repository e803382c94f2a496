import { Refusal } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Ladder } from '../ladder.ts';
import type { Deed, Working } from '../life.ts';
import { insertConfirmation, insertMessage } from '../message.sql.ts';
import type { CallInput } from '../verbs.ts';
import { reopenFor } from './saidNo.ts';

/**
 * A call, as it went. Only who was reached was told: a voicemail says that somebody tried. What the customer answered to “did we
 * put it right?” counts as if they had pressed the button themselves.
 */
export async function noteCall(
  working: Working,
  input: CallInput,
  how: { messageId: string; close: boolean; ladder: Ladder | undefined },
): Promise<Deed[]> {
  const { tx, case: found, personId, now } = working;
  const { outcome = 'reached', answer } = input;
  const { messageId } = how;
  const reached = outcome === 'reached';
  const at = input.at ?? now;
  if (at > now) {
    throw new Refusal('call_to_come', 'This call is still to come. Note it when it has taken place.', {
      field: 'at',
    });
  }
  if (!reached && (how.close || answer)) {
    throw new Refusal(
      'not_reached',
      'Nobody was reached, so the customer is not told. Try again or write, or say why it is not needed.',
      { field: 'outcome', outcome },
    );
  }
  if (how.close && answer && !answer.helped) {
    throw new Refusal(
      'not_helped',
      'The customer says that it is not put right. The case stays open until it is.',
      { field: 'answer' },
    );
  }
  // Who says “no” is not told that it is right: no case closes on such a call.
  const tells = reached && answer?.helped !== false;
  await insertMessage(tx, {
    messageId,
    caseId: found.caseId,
    at,
    personId,
    channel: 'phone',
    subject: null,
    body: input.body,
    language: null,
    mailId: null,
    tokenHash: null,
    tells,
    outcome,
    spokeWith: input.spokeWith ?? null,
  });
  const deeds: Deed[] = [
    { verb: tells ? 'customer_told' : 'customer_called', detail: { messageId, channel: 'phone', outcome } },
  ];
  if (answer) {
    const { helped, score = null, comment = null } = answer;
    await insertConfirmation(tx, {
      id: newId(),
      caseId: found.caseId,
      messageId,
      at: now,
      helped,
      comment,
      score,
    });
    deeds.push({
      verb: helped ? 'confirmed' : 'denied',
      detail: { messageId, score, comment, via: 'phone' },
    });
    if (!helped && found.closureId !== null) deeds.push(await reopenFor(working, how.ladder));
  }
  return deeds;
}
