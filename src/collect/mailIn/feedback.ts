import type { Fact } from '../facts.ts';
import { type ReadMail, storable } from './mail.ts';
import type { MailRules } from './mailbox.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

/**
 * When it was written: what the sender's clock says, where that can be true. A clock that is ahead, or behind by more than
 * mail is ever under way (servers give up after five days), is wrong; then it is when it arrived.
 */
export function writtenAt(date: Date | null, arrivedAt: Date): Date {
  if (!date) return arrivedAt;
  const late = arrivedAt.getTime() - date.getTime();
  return late < -5 * MINUTE || late > 7 * DAY ? arrivedAt : date;
}

/** Where on the journey: by the first line of the rules that applies. */
export function touchpointOf(
  rules: MailRules,
  mail: { subject: string; sender: string; recipients: string[] },
): string | null {
  const found = rules.touchpoints.find(({ field, contains }) => {
    const words = contains.toLowerCase();
    const texts =
      field === 'recipient' ? mail.recipients : [field === 'subject' ? mail.subject : mail.sender];
    return texts.some((text) => text.toLowerCase().includes(words));
  });
  return found?.touchpoint ?? rules.touchpoint;
}

/** Who wrote, and what they said: the same facts whenever the mail is read. */
export function feedbackFacts(of: {
  key: string;
  mail: ReadMail & { from: NonNullable<ReadMail['from']> };
  words: string;
  at: Date;
  rules: MailRules;
  recipients: string[];
}): Fact[] {
  const { mail, rules } = of;
  const { address } = mail.from;
  const at = of.at.toISOString();
  const name = storable(mail.from.name ?? '', 300).trim();
  const subject = storable(mail.subject, 300).trim();
  return [
    {
      type: 'identity',
      key: address,
      email: address,
      // Many programs write the address where the name belongs.
      ...(name && !name.includes('@') ? { name } : {}),
      partial: true,
      at,
    },
    {
      type: 'response',
      key: `mail:${of.key}`,
      who: address,
      metric: rules.metric,
      comment: storable(of.words, 20_000),
      at,
      touchpoint: touchpointOf(rules, { subject: mail.subject, sender: address, recipients: of.recipients }),
      ...(rules.contact ? { contactRequested: true } : {}),
      attributes: {
        channel: 'email',
        ...(subject ? { subject } : {}),
        ...(mail.attachments.length > 0 ? { attachments: mail.attachments.length } : {}),
      },
    },
  ];
}
