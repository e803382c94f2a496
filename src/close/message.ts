import { createHash, randomBytes } from 'node:crypto';
import { replyAddressFor } from '../collect/collect.ts';
import { customerPage, customersByIds } from '../know/know.ts';
import { type Actor, require } from '../platform/access.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { type Letter, letterHtml, letterText } from '../platform/letter.ts';
import { queueMail } from '../platform/mail.ts';
import type { Platform } from '../platform/platform.ts';
import { readOrganisation } from '../platform/settings.ts';
import { mustHaveDone } from './checklists/checklists.ts';
import { closeWith } from './closure.ts';
import { attach } from './desk/attach.ts';
import { dropDraft } from './desk/desk.sql.ts';
import { readDraft } from './draft.sql.ts';
import { insertUses } from './library/library.sql.ts';
import { type Deed, mustBeOpen, personOf, type Working, workOn } from './life.ts';
import { actionsOf, insertMessage, threadOf } from './message.sql.ts';
import { addressees } from './notice.sql.ts';
import { languageOf } from './notice.words.ts';
import { answerableDays, blank, dayIn, draftFollowUp, followUpWords } from './template.ts';
import { MessageInput, type PreviewInput } from './verbs.ts';

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/**
 * Tells the customer what was done: an e-mail that Onus sends, or a call or letter that happened elsewhere and is
 * recorded here. With `close` the case closes on it, in the same transaction.
 */
export function tellCustomer(
  platform: Platform,
  actor: Actor,
  caseId: string,
  given: MessageInput,
): Promise<void> {
  const input = MessageInput.parse(given);
  return workOn(platform, actor, caseId, async (working) => {
    const { tx, case: found, personId, now } = working;
    if (input.close) await mustBeOpen(tx, found);
    if (blank.test(input.body) || (input.channel === 'email' && blank.test(input.subject))) {
      throw new Refusal(
        'message_unfinished',
        'The message still has a gap in [[double brackets]] or {{double braces}}. Fill it before sending.',
      );
    }
    await mustHaveDone(working);
    const messageId = newId();
    const files = await attach(working, input.files, { as: 'message', id: messageId });
    await insertUses(tx, { entryIds: input.library, caseId, messageId, at: now });
    await dropDraft(tx, { caseId, personId, kind: input.channel === 'email' ? 'email' : 'told' });
    const message = { messageId, caseId, at: now, personId, body: input.body };
    if (input.channel === 'email') {
      const customer = (await customersByIds(tx, [found.customerId])).get(found.customerId);
      if (!customer?.email) {
        throw new Refusal(
          'no_address',
          'We have no e-mail address of this customer. Call or write, and record it here.',
        );
      }
      const token = randomBytes(32).toString('base64url');
      const sender = (await addressees(tx, [personId])).get(personId);
      const organisation = await readOrganisation(tx);
      const letter = followUpLetter(input, {
        organisation: organisation.name,
        base: platform.config.baseUrl,
        token,
        now,
      });
      const mailId = await queueMail(tx, platform, {
        to: { address: customer.email, name: customer.name },
        subject: input.subject,
        text: letterText(letter),
        html: letterHtml(letter),
        purpose: 'follow_up',
        about: { kind: 'case', id: caseId },
        headers: await threadHeaders(working, platform, sender),
        files: files.map(({ id }) => id),
      });
      await insertMessage(tx, {
        ...message,
        channel: 'email',
        subject: input.subject,
        language: input.language,
        mailId,
        tokenHash: hashToken(token),
      });
    } else {
      await insertMessage(tx, {
        ...message,
        channel: input.channel,
        subject: null,
        language: null,
        mailId: null,
        tokenHash: null,
      });
    }
    const told: Deed = { verb: 'customer_told', detail: { messageId, channel: input.channel } };
    return input.close ? [told, ...(await closeWith(working, platform, actor, { messageId }))] : [told];
  });
}

/**
 * An answer goes to the case's thread where a mailbox is meant for answers; else it reaches the person who wrote, not a
 * machine. Mail programs keep together what names each other.
 */
async function threadHeaders(
  { tx, case: found }: Working,
  platform: Platform,
  sender: { name: string; email: string } | undefined,
): Promise<Record<string, string>> {
  const thread = await threadOf(tx, found.caseId);
  const last = thread.at(-1);
  const address = (await replyAddressFor(tx, platform, { kind: 'case', id: found.caseId })) ?? sender?.email;
  const name = sender?.name.replace(/["\\\r\n]/g, '') ?? '';
  return {
    ...(address ? { 'Reply-To': `"${name}" <${address}>` } : {}),
    ...(last ? { 'In-Reply-To': last, References: thread.join(' ') } : {}),
  };
}

function followUpLetter(
  input: PreviewInput,
  how: { organisation: string; base: string; token: string; now: Date },
): Letter {
  const words = followUpWords[input.language];
  const url = `${how.base}/p/follow-up/${how.token}`;
  const until = new Date(how.now.getTime() + answerableDays * 86_400_000);
  return {
    language: input.language,
    organisation: how.organisation,
    blocks: [
      { kind: 'text', text: input.body },
      {
        kind: 'buttons',
        lead: words.lead,
        buttons: [
          { label: words.yes, href: `${url}?a=yes`, main: true },
          { label: words.no, href: `${url}?a=no` },
        ],
      },
    ],
    footer: words.footer(dayIn(input.language)(until)),
  };
}

/** The mail as it would arrive; its links lead nowhere yet. */
export async function previewMessage(
  platform: Platform,
  input: PreviewInput,
): Promise<{ subject: string; html: string; text: string }> {
  const { name } = await readOrganisation(platform.db);
  const letter = followUpLetter(input, {
    organisation: name,
    base: platform.config.baseUrl,
    token: 'preview',
    now: platform.clock.now(),
  });
  return { subject: input.subject, html: letterHtml(letter), text: letterText(letter) };
}

export interface Draft {
  to: { name: string | null; address: string } | null;
  phone: string | null;
  language: 'en' | 'de';
  subject: string;
  body: string;
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
  const [{ customer }, organisation, actions] = await Promise.all([
    customerPage(platform, found.customerId),
    readOrganisation(platform.db),
    actionsOf(platform.db, caseId),
  ]);
  const spoken = customer.attributes.language ?? customer.attributes.locale;
  const language = wish ?? languageOf(typeof spoken === 'string' ? spoken : null, organisation.language);
  return {
    to: customer.email ? { name: customer.name, address: customer.email } : null,
    phone: customer.phone,
    language,
    ...draftFollowUp[language]({
      customer: customer.name,
      touchpoint: found.touchpoint,
      day: dayIn(language, organisation.timezone)(found.occurredAt),
      quote: found.quote,
      actions,
      person: found.person,
      title: found.title,
      organisation: organisation.name,
    }),
  };
}
