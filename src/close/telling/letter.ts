import { Refusal } from '../../platform/errors.ts';
import { readOrganisation } from '../../platform/settings.ts';
import type { Deed, Working } from '../life.ts';
import { insertMessage } from '../message.sql.ts';
import type { LetterInput } from '../verbs.ts';
import { instantOf, localOf } from './localTime.ts';

/** A letter that was posted. It tells on the day it was sent; one for a later day is scheduled. */
export async function noteLetter(
  working: Working,
  input: LetterInput,
  { messageId, tells = true }: { messageId: string; tells?: boolean },
): Promise<Deed[]> {
  const { tx, case: found, personId, now } = working;
  const { timezone } = await readOrganisation(tx);
  const today = localOf(timezone, now).slice(0, 10);
  const on = input.sentOn ?? today;
  if (on > today) {
    throw new Refusal('letter_to_come', 'This letter leaves on a later day. Schedule it for that day.', {
      field: 'sentOn',
      today,
    });
  }
  await insertMessage(tx, {
    messageId,
    caseId: found.caseId,
    at: on === today ? now : instantOf(timezone, `${on}T12:00`),
    personId,
    channel: 'letter',
    subject: input.subject ?? null,
    body: input.body,
    language: input.language ?? null,
    mailId: null,
    tokenHash: null,
    tells,
  });
  return tells ? [{ verb: 'customer_told', detail: { messageId, channel: 'letter', sentOn: on } }] : [];
}
