import type { z } from 'zod';
import { customersByIds, mustNotBeErased } from '../know/know.ts';
import { type Reach, reachOf } from '../listen/listen.ts';
import { type Actor, require } from '../platform/access.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { letterHtml, letterText } from '../platform/letter.ts';
import type { Platform } from '../platform/platform.ts';
import { readOrganisation } from '../platform/settings.ts';
import { mustHaveDone } from './checklists/checklists.ts';
import { closeWith } from './closure.ts';
import { attach } from './desk/attach.ts';
import { dropDraft } from './desk/desk.sql.ts';
import { readDraft } from './draft.sql.ts';
import { type Ladder, laddersFor } from './ladder.ts';
import { insertUses } from './library/library.sql.ts';
import { readCase } from './life.sql.ts';
import { type Deed, mustBeOpen, personOf, type Working, workOn } from './life.ts';
import { actionsOf } from './message.sql.ts';
import { noteCall } from './telling/call.ts';
import { noteLetter } from './telling/letter.ts';
import { letterPage } from './telling/letterPage.ts';
import { followUpLetter, sendMail } from './telling/mail.ts';
import { mailTo } from './telling/reachable.ts';
import { blank, dayIn, draftFollowUp } from './template.ts';
import { MessageInput, type PreviewInput } from './verbs.ts';

/**
 * Tells the customer what was done: an e-mail that Onus sends, a call that took place, or a letter that was posted.
 * With `close` the case closes on it, in the same transaction.
 */
export async function tellCustomer(
  platform: Platform,
  actor: Actor,
  caseId: string,
  given: MessageInput,
): Promise<void> {
  const input = MessageInput.parse(given);
  // Who is next above is asked beforehand: the answer may open the case again.
  const ladder = input.channel === 'phone' && input.answer ? await ladderOf(platform, caseId) : undefined;
  return workOn(platform, actor, caseId, async (working) => {
    const { tx, personId, now } = working;
    await mustNotBeErased(tx, working.case.customerId);
    if (input.close) await mustBeOpen(tx, working.case);
    if (blank.test(input.body) || (input.channel !== 'phone' && blank.test(input.subject ?? ''))) {
      throw new Refusal(
        'message_unfinished',
        'The message still has a gap in [[double brackets]] or {{double braces}}. Fill it before sending.',
      );
    }
    const tried = input.channel === 'phone' && input.outcome !== undefined && input.outcome !== 'reached';
    if (!tried) await mustHaveDone(working);
    const messageId = newId();
    const files = await attach(working, input.files, { as: 'message', id: messageId });
    await insertUses(tx, { entryIds: input.library, caseId, messageId, at: now });
    await dropDraft(tx, { caseId, personId, kind: input.channel === 'phone' ? 'told' : 'email' });
    const deeds = await tellBy(working, platform, input, {
      messageId,
      ladder,
      files: files.map(({ id }) => id),
    });
    return input.close ? [...deeds, ...(await closeWith(working, platform, actor, { messageId }))] : deeds;
  });
}

async function tellBy(
  working: Working,
  platform: Platform,
  input: z.output<typeof MessageInput>,
  how: { messageId: string; ladder: Ladder | undefined; files: string[] },
): Promise<Deed[]> {
  const { messageId } = how;
  if (input.channel === 'phone') return noteCall(working, input, { ...how, close: input.close });
  if (input.channel === 'letter') return noteLetter(working, input, { messageId });
  const to = await mailTo(working.tx, working.case.customerId, working.now);
  await sendMail(working, platform, { ...input, messageId, files: how.files, to, tells: true });
  return [{ verb: 'customer_told', detail: { messageId, channel: 'email' } }];
}

async function ladderOf(platform: Platform, caseId: string): Promise<Ladder | undefined> {
  const found = await readCase(platform.db, caseId);
  const ladders = found && (await laddersFor(platform, [found.touchpointId], platform.clock.now()));
  return ladders?.get(found?.touchpointId ?? 0);
}

/** The mail as it would arrive (its links lead nowhere yet), or the letter as it would be printed. */
export async function previewMessage(
  platform: Platform,
  caseId: string,
  input: PreviewInput,
): Promise<{ subject: string; html: string; text: string }> {
  const { name } = await readOrganisation(platform.db);
  const now = platform.clock.now();
  const { subject, body, language } = input;
  if (input.channel === 'letter') {
    const found = await readCase(platform.db, caseId);
    if (!found) throw notFound('case', caseId);
    const html = await letterPage(
      platform.db,
      { customerId: found.customerId, subject, body, language, on: now },
      now,
    );
    return { subject, html, text: body };
  }
  const letter = followUpLetter(input, {
    organisation: name,
    base: platform.config.baseUrl,
    token: 'preview',
    now,
  });
  return { subject, html: letterHtml(letter), text: letterText(letter) };
}

export interface Draft {
  to: { name: string | null; address: string } | null;
  phone: string | null;
  language: 'en' | 'de';
  /** Whose language it is: as wished now, the customer's, or, where theirs is unknown or not ours, the organisation's. */
  languageFrom: 'wish' | 'customer' | 'organisation';
  /** What the customer is known to speak. */
  spoken: string | null;
  /** Why no mail goes to them. */
  noMail: Reach['noMail'];
  subject: string;
  body: string;
  /** The body without the question that only a mail can ask. */
  letter: string;
}

/** A first draft in the customer's language, with what is known of the case filled in. */
export async function draftMessage(
  platform: Platform,
  actor: Actor,
  caseId: string,
  wish?: 'en' | 'de',
): Promise<Draft> {
  require(actor, 'case:work');
  const personId = personOf(actor);
  const found = await readDraft(platform.db, caseId, personId);
  if (!found) throw notFound('case', caseId);
  const [known, organisation, actions] = await Promise.all([
    customersByIds(platform.db, [found.customerId]),
    readOrganisation(platform.db),
    actionsOf(platform.db, caseId),
  ]);
  // Who complains without saying who they are stands in no records.
  const customer = known.get(found.customerId);
  const email = customer?.email ?? null;
  const reach = await reachOf(platform.db, found.customerId, email, platform.clock.now());
  const spoken = reach.language ?? reach.facts.language ?? reach.facts.locale ?? null;
  const ours = /^(de|en)\b/i.exec(spoken ?? '')?.[1]?.toLowerCase() as 'en' | 'de' | undefined;
  const language = wish ?? ours ?? organisation.language;
  const variables = {
    customer: customer?.name ?? null,
    touchpoint: found.touchpoint,
    day: dayIn(language, organisation.timezone)(found.occurredAt),
    quote: found.quote,
    actions,
    person: found.person,
    title: found.title,
    organisation: organisation.name,
  };
  return {
    to: email ? { name: customer?.name ?? null, address: email } : null,
    phone: customer?.phone ?? null,
    language,
    languageFrom: wish ? 'wish' : ours ? 'customer' : 'organisation',
    spoken,
    noMail: reach.noMail,
    ...draftFollowUp[language](variables),
    letter: draftFollowUp[language]({ ...variables, asks: false }).body,
  };
}
