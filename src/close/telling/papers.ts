import { type Actor, require } from '../../platform/access.ts';
import { notFound } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import { readOrganisation } from '../../platform/settings.ts';
import { readCase } from '../life.sql.ts';
import { letterOf } from '../message.sql.ts';
import { languageOf } from '../notice.words.ts';
import { letterPage } from './letterPage.ts';
import { waitingOf } from './scheduled.sql.ts';

/** A letter of this case to print: one that was sent, or one that waits for its day. */
export async function printLetter(
  platform: Platform,
  actor: Actor,
  caseId: string,
  id: string,
): Promise<string> {
  require(actor, 'case:read');
  const { db, clock } = platform;
  const found = await readCase(db, caseId);
  if (!found) throw notFound('case', caseId);
  const waits = await waitingOf(db, caseId);
  const { language } = await readOrganisation(db);
  const letter =
    waits?.scheduledId === id && waits.channel === 'letter'
      ? { ...waits, on: waits.sendAt }
      : await letterOf(db, caseId, id);
  if (!letter) throw notFound('letter', id);
  return letterPage(
    db,
    {
      customerId: found.customerId,
      subject: letter.subject,
      body: letter.body,
      language: languageOf(letter.language, language),
      on: letter.on,
    },
    clock.now(),
  );
}
