import type { Tx } from '../platform/database.ts';
import type { Block } from '../platform/letter.ts';
import type { NoticeKind } from '../platform/notices/kinds.ts';
import { deliver } from '../platform/notices/notify.ts';
import type { Platform } from '../platform/platform.ts';
import { type LetterWords, letterWords } from './letters.words.ts';

export type Language = 'en' | 'de';

/** How a letter speaks to one colleague. */
export interface Frame {
  to: { id: string; name: string };
  language: Language;
  words: LetterWords;
  day: (on: string | Date) => string;
  moment: (at: Date) => string;
  money: (amount: number, currency: string) => string;
  href: (path: string) => string;
}

/** One notice to each of these colleagues who is there, in their own language; `footer`: why it comes, where not for what they own. */
export function writeTo(
  tx: Tx,
  platform: Platform,
  personIds: readonly string[],
  write: (frame: Frame) => { title: string; blocks: Block[]; footer?: string } | undefined,
  kind: NoticeKind = 'ownership',
): Promise<void> {
  return deliver(tx, platform, {
    kind,
    to: personIds,
    write: ({ to, language, organisation, href }) => {
      const place = language === 'de' ? 'de-DE' : 'en-GB';
      const words = letterWords[language];
      const at = { day: 'numeric', month: 'short', timeZone: organisation.timezone } as const;
      const days = new Intl.DateTimeFormat(place, at);
      const moments = new Intl.DateTimeFormat(place, { ...at, hour: '2-digit', minute: '2-digit' });
      const said = write({
        to: { id: to.personId, name: to.name },
        language,
        words,
        day: (on) => days.format(new Date(on)),
        moment: (on) => moments.format(on),
        money: (amount, currency) =>
          new Intl.NumberFormat(place, { style: 'currency', currency, maximumFractionDigits: 0 }).format(
            amount,
          ),
        href,
      });
      return said && { footer: words.footer, ...said };
    },
  });
}
