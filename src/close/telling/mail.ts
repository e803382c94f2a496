import { createHash, randomBytes } from 'node:crypto';
import { replyAddressFor } from '../../collect/collect.ts';
import { type Letter, letterHtml, letterText } from '../../platform/letter.ts';
import { queueMail } from '../../platform/mail.ts';
import type { Platform } from '../../platform/platform.ts';
import { readOrganisation } from '../../platform/settings.ts';
import type { Working } from '../life.ts';
import { insertMessage, threadOf } from '../message.sql.ts';
import { addressees } from '../notice.sql.ts';
import { answerableDays, dayIn, followUpWords } from '../template.ts';
import type { Addressed } from './reachable.ts';

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');
export const newToken = (): string => randomBytes(32).toString('base64url');

export interface Written {
  subject: string;
  body: string;
  language: 'en' | 'de';
}

interface Outgoing extends Written {
  messageId: string;
  /** Ids of files that stand with the message. */
  files?: string[];
  to: Addressed;
  /** False: it only says that we have it. Nothing is asked, and nobody counts as told. */
  tells: boolean;
}

/** A mail to the customer, in the case's thread. */
export async function sendMail(working: Working, platform: Platform, mail: Outgoing): Promise<void> {
  const { tx, case: found, personId, now } = working;
  const token = newToken();
  const sender = (await addressees(tx, [personId])).get(personId);
  const organisation = await readOrganisation(tx);
  const letter = mail.tells
    ? followUpLetter(mail, { organisation: organisation.name, base: platform.config.baseUrl, token, now })
    : plainLetter(mail, organisation.name);
  const mailId = await queueMail(tx, platform, {
    to: { address: mail.to.email, name: mail.to.name },
    subject: mail.subject,
    text: letterText(letter),
    html: letterHtml(letter),
    purpose: 'follow_up',
    about: { kind: 'case', id: found.caseId },
    headers: await threadHeaders(working, platform, sender),
    files: mail.files ?? [],
  });
  await insertMessage(tx, {
    messageId: mail.messageId,
    caseId: found.caseId,
    at: now,
    personId,
    channel: 'email',
    subject: mail.subject,
    body: mail.body,
    language: mail.language,
    mailId,
    tokenHash: mail.tells ? hashToken(token) : null,
    tells: mail.tells,
  });
}

/**
 * An answer goes to the case's thread where a mailbox is meant for answers; else it reaches the person who wrote, not a
 * machine. Mail programs keep together what names each other.
 */
export async function threadHeaders(
  { tx, case: found }: Pick<Working, 'tx' | 'case'>,
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

interface Question {
  organisation: string;
  base: string;
  token: string;
  /** When the message was sent: the link works from there on. */
  now: Date;
}

/** With “did we put it right?” and a link that is this customer's alone. */
export function followUpLetter(input: Pick<Written, 'body' | 'language'>, how: Question): Letter {
  const words = followUpWords[input.language];
  const url = `${how.base}/p/follow-up/${how.token}`;
  const until = new Date(how.now.getTime() + answerableDays * 86_400_000);
  return {
    ...plainLetter(input, how.organisation),
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

function plainLetter({ body, language }: Pick<Written, 'body' | 'language'>, organisation: string): Letter {
  return { language, organisation, blocks: [{ kind: 'text', text: body }] };
}
