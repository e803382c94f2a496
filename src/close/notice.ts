import type { Tx } from '../platform/database.ts';
import { type Block, type Letter, letterHtml, letterText } from '../platform/letter.ts';
import { queueMail } from '../platform/mail.ts';
import type { Platform } from '../platform/platform.ts';
import { type Organisation, readOrganisation } from '../platform/settings.ts';
import { type Addressee, addressees, customerNames } from './notice.sql.ts';
import { languageOf, momentIn, type NoticeWords, noticeWords } from './notice.words.ts';

/** A digest names this many customers; the rest stand in the inbox. */
const named = 25;

export interface Noticed {
  caseId: string;
  number: number;
  customerId: string;
  reason: string;
  quote: string | null;
  urgent: boolean;
  dueAt: Date;
}

/** What a notice may say, in the addressee's own language. */
export interface NoticeFrame {
  to: Addressee;
  words: NoticeWords;
  moment: (at: Date) => string;
  customer: (customerId: string) => string;
  href: (caseId?: string) => string;
}

export interface NoticeText {
  title: string;
  blocks: Block[];
  /** The case, where it is about one. */
  caseId?: string;
}

/** One mail to one colleague; somebody without an address (or gone) gets none. */
export async function tell(
  tx: Tx,
  platform: Platform,
  personIds: string[],
  about: { customerIds: string[]; write: (frame: NoticeFrame) => NoticeText | undefined },
): Promise<void> {
  const people = await addressees(tx, personIds);
  if (people.size === 0) return;
  const organisation = await readOrganisation(tx);
  const names = await customerNames(tx, about.customerIds);
  for (const to of people.values()) {
    const frame = frameFor(to, organisation, platform.config.baseUrl, names);
    const text = about.write(frame);
    if (!text) continue;
    const letter: Letter = {
      language: languageOf(to.locale, organisation.language),
      organisation: organisation.name,
      title: text.title,
      blocks: text.blocks,
      footer: frame.words.footer,
    };
    await queueMail(tx, platform, {
      to: { address: to.email, name: to.name },
      subject: text.title,
      text: letterText(letter),
      html: letterHtml(letter),
      purpose: 'notice',
      ...(text.caseId ? { about: { kind: 'case', id: text.caseId } } : {}),
      // Tells out-of-office programs not to answer (RFC 3834).
      headers: {
        'Auto-Submitted': 'auto-generated',
        'X-Auto-Response-Suppress': 'All',
        // Lets people sort notices into a folder of their own (RFC 2919).
        'List-Id': `Onus notices <notices.${new URL(platform.config.baseUrl).hostname}>`,
      },
    });
  }
}

function frameFor(
  to: Addressee,
  organisation: Organisation,
  baseUrl: string,
  names: Map<string, string | null>,
): NoticeFrame {
  const language = languageOf(to.locale, organisation.language);
  const words = noticeWords[language];
  return {
    to,
    words,
    moment: momentIn(language, organisation.timezone),
    customer: (customerId) => names.get(customerId) ?? words.anonymous,
    href: (caseId) => `${baseUrl}/inbox${caseId ? `/${caseId}` : ''}`,
  };
}

/** The lines of a list of cases, the most urgent first. */
export function caseLines(frame: NoticeFrame, cases: Noticed[], tag: (one: Noticed) => string): Block[] {
  const { words } = frame;
  const sorted = [...cases].sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
  const blocks: Block[] = [
    {
      kind: 'list',
      items: sorted.slice(0, named).map((one) => ({
        title: `${frame.customer(one.customerId)} · #${one.number}`,
        text: [one.reason, one.quote ? `“${short(one.quote)}”` : undefined].filter(Boolean).join(' · '),
        href: frame.href(one.caseId),
        tag: tag(one),
        bad: one.urgent,
      })),
    },
  ];
  if (sorted.length > named) blocks.push({ kind: 'text', text: words.more(sorted.length - named) });
  blocks.push({ kind: 'buttons', buttons: [{ label: words.inbox, href: frame.href(), main: true }] });
  return blocks;
}

/** One digest to each new owner, however many cases the batch brought. */
export async function tellOwners(
  tx: Tx,
  platform: Platform,
  cases: (Noticed & { ownerId: string })[],
): Promise<void> {
  const byOwner = Map.groupBy(cases, (one) => one.ownerId);
  if (byOwner.size === 0) return;
  const shown = [...byOwner.values()].flatMap((mine) => mine.slice(0, 200));
  await tell(tx, platform, [...byOwner.keys()], {
    customerIds: [...new Set(shown.map((one) => one.customerId))],
    write: (frame) => {
      const mine = byOwner.get(frame.to.personId) ?? [];
      const lead: Block = { kind: 'text', text: frame.words.openedLead(frame.to.name) };
      return {
        title: frame.words.opened(mine.length),
        blocks: [
          lead,
          ...caseLines(
            frame,
            mine,
            (one) =>
              `${one.urgent ? `${frame.words.urgent}, ` : ''}${frame.words.by(frame.moment(one.dueAt))}`,
          ),
        ],
        ...(mine.length === 1 && mine[0] ? { caseId: mine[0].caseId } : {}),
      };
    },
  });
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 160 ? `${line.slice(0, 159)}…` : line;
}
