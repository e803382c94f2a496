import { isErased } from '../know/know.ts';
import type { Actor } from '../platform/access.ts';
import { Refusal } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import type { Platform } from '../platform/platform.ts';
import { readOrganisation } from '../platform/settings.ts';
import type { FollowUpAnswer, FollowUpView } from './followUp.ts';
import { laddersFor } from './ladder.ts';
import { noteHelped } from './library/library.sql.ts';
import { type CaseRow, readCase } from './life.sql.ts';
import { type Deed, recordDeeds, type Working } from './life.ts';
import {
  actionsOf,
  confirmationOf,
  insertConfirmation,
  messageByToken,
  type ToldMessage,
} from './message.sql.ts';
import { tell } from './notice.ts';
import { languageOf } from './notice.words.ts';
import { lockGoingOn } from './relate/merged.ts';
import { hashToken } from './telling/mail.ts';
import { reopenFor } from './telling/saidNo.ts';
import { answerableDays } from './template.ts';
import { forgetWorked, noteWorked } from './worked/worked.sql.ts';

/** What the customer sees behind the link. Looking never answers: link scanners look too. */
export async function followUpView(platform: Platform, token: string): Promise<FollowUpView> {
  const organisation = await readOrganisation(platform.db);
  const frame = { organisation: organisation.name, language: languageOf(organisation.language) };
  const message = await messageByToken(platform.db, hashToken(token));
  if (!message) return { state: 'unknown', ...frame };
  const found = await readCase(platform.db, message.caseId);
  if (found && (await isErased(platform.db, found.customerId)))
    return { state: 'erased', ...frame, language: languageOf(message.language, organisation.language) };
  const answer = await confirmationOf(platform.db, message.messageId);
  const told = {
    ...frame,
    language: languageOf(message.language, organisation.language),
    timezone: organisation.timezone,
    by: message.personName,
    at: message.at,
    actions: await actionsOf(platform.db, message.caseId),
    message: message.body,
  };
  if (answer) return { state: 'answered', ...told, answer };
  return { state: isOver(message, platform.clock.now()) ? 'expired' : 'ask', ...told };
}

function isOver(message: ToldMessage, now: Date): boolean {
  return now.getTime() - message.at.getTime() > answerableDays * 86_400_000;
}

/**
 * The customer's answer to one message, once. Yes confirms the case. No opens it again for the same advocate with a
 * new deadline; from the second no on it goes one level up. A later answer changes nothing and is told what stands.
 */
export async function answerFollowUp(
  platform: Platform,
  token: string,
  input: FollowUpAnswer,
): Promise<FollowUpView> {
  const message = await messageByToken(platform.db, hashToken(token));
  if (!message) return followUpView(platform, token);
  const now = platform.clock.now();
  const before = await readCase(platform.db, message.caseId);
  const ladder = before && (await laddersFor(platform, [before.touchpointId], now)).get(before.touchpointId);
  await platform.db.tx(async (tx) => {
    const found = await lockGoingOn(tx, message.caseId);
    if (!found) throw new Refusal('not_found', 'This case is no longer there.', {}, 404);
    if (isOver(message, now) || (await isErased(tx, found.customerId))) return;
    const first = await insertConfirmation(tx, {
      id: newId(),
      caseId: found.caseId,
      messageId: message.messageId,
      at: now,
      helped: input.helped,
      comment: input.comment ?? null,
      score: input.score ?? null,
    });
    if (!first) return;
    await noteHelped(tx, found.caseId, input.helped);
    await (input.helped ? noteWorked(tx, found.caseId, now) : forgetWorked(tx, found.caseId));
    const working: Working = { tx, case: found, personId: found.ownerId, now };
    const said: Deed = {
      verb: input.helped ? 'confirmed' : 'denied',
      detail: { messageId: message.messageId, score: input.score ?? null, comment: input.comment ?? null },
    };
    const deeds =
      input.helped || found.closureId === null ? [said] : [said, await reopenFor(working, ladder)];
    await tellOwner(platform, working, input);
    await recordDeeds(tx, platform, { actor: customerActor(found), case: found, deeds });
  });
  return followUpView(platform, token);
}

async function tellOwner(
  platform: Platform,
  { tx, case: found }: Working,
  input: FollowUpAnswer,
): Promise<void> {
  const reopened = !input.helped && found.closureId !== null;
  await tell(tx, platform, [found.ownerId], {
    kind: 'customer_replied',
    customerIds: [found.customerId],
    write: ({ words, customer, href }) => {
      const who = customer(found.customerId);
      const lead = input.helped ? words.saidYesLead : reopened ? words.saidNoLead : words.saidNoStillOpen;
      return {
        title: input.helped ? words.saidYes(who) : words.saidNo(who),
        caseId: found.caseId,
        blocks: [
          { kind: 'text', text: `#${found.number} · ${found.reason}` },
          ...(input.comment ? [{ kind: 'quote' as const, text: input.comment }] : []),
          { kind: 'text', text: lead },
          { kind: 'buttons', buttons: [{ label: words.open, href: href(found.caseId), main: true }] },
        ],
      };
    },
  });
}

export function customerActor(found: CaseRow): Actor {
  return {
    kind: 'customer',
    id: found.customerId,
    personId: null,
    name: 'The customer',
    roles: [],
    permissions: new Set(),
  };
}
