import type { Tx } from '../platform/database.ts';
import type { Block } from '../platform/letter.ts';
import type { NoticeKind } from '../platform/notices/kinds.ts';
import { deliver, type Speaking } from '../platform/notices/notify.ts';
import type { Platform } from '../platform/platform.ts';
import { customerNames } from './notice.sql.ts';
import { momentIn, type NoticeWords, noticeWords } from './notice.words.ts';

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
  to: { personId: string; name: string; locale: string | null };
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

/** One notice to one colleague, by the ways they chose for its kind; somebody who is gone gets none. */
export async function tell(
  tx: Tx,
  platform: Platform,
  personIds: string[],
  about: {
    /** What the person chose by; what others do at their cases where none is named. */
    kind?: NoticeKind;
    customerIds: string[];
    /** May pass quiet hours. */
    urgent?: boolean;
    write: (frame: NoticeFrame) => NoticeText | undefined;
  },
): Promise<void> {
  if (personIds.length === 0) return;
  const names = await customerNames(tx, about.customerIds);
  await deliver(tx, platform, {
    kind: about.kind ?? 'case_answered',
    to: personIds,
    write: (speaking) => {
      const frame = frameFor(speaking, names);
      const text = about.write(frame);
      return (
        text && {
          title: text.title,
          blocks: text.blocks,
          footer: frame.words.footer,
          ...(text.caseId ? { path: `/inbox/${text.caseId}`, about: { kind: 'case', id: text.caseId } } : {}),
          ...(about.urgent ? { urgent: true } : {}),
        }
      );
    },
  });
}

function frameFor(
  { to, language, organisation, href }: Speaking,
  names: Map<string, string | null>,
): NoticeFrame {
  const words = noticeWords[language];
  return {
    to,
    words,
    moment: momentIn(language, organisation.timezone),
    customer: (customerId) => names.get(customerId) ?? words.anonymous,
    href: (caseId) => href(`/inbox${caseId ? `/${caseId}` : ''}`),
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
    kind: 'case_opened',
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
