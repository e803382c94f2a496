import { type Runner, sql, type Tx } from '../platform/database.ts';
import { type Block, letterHtml, letterText } from '../platform/letter.ts';
import { queueMail } from '../platform/mail.ts';
import type { Platform } from '../platform/platform.ts';
import { readOrganisation } from '../platform/settings.ts';
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

/** One mail to each of these colleagues who is there, in their own language; `footer`: why it comes, where not for what they own. */
export async function writeTo(
  tx: Tx,
  platform: Platform,
  personIds: readonly string[],
  write: (frame: Frame) => { title: string; blocks: Block[]; footer?: string } | undefined,
): Promise<void> {
  const organisation = await readOrganisation(tx);
  for (const to of await readers(tx, [...new Set(personIds)], platform.clock.now())) {
    const language: Language = (to.locale ?? organisation.language).startsWith('de') ? 'de' : 'en';
    const place = language === 'de' ? 'de-DE' : 'en-GB';
    const words = letterWords[language];
    const at = { day: 'numeric', month: 'short', timeZone: organisation.timezone } as const;
    const days = new Intl.DateTimeFormat(place, at);
    const moments = new Intl.DateTimeFormat(place, { ...at, hour: '2-digit', minute: '2-digit' });
    const said = write({
      to,
      language,
      words,
      day: (on) => days.format(new Date(on)),
      moment: (on) => moments.format(on),
      money: (amount, currency) =>
        new Intl.NumberFormat(place, { style: 'currency', currency, maximumFractionDigits: 0 }).format(
          amount,
        ),
      href: (path) => `${platform.config.baseUrl}${path}`,
    });
    if (!said) continue;
    const letter = { language, organisation: organisation.name, footer: words.footer, ...said };
    await queueMail(tx, platform, {
      to: { address: to.email, name: to.name },
      subject: said.title,
      text: letterText(letter),
      html: letterHtml(letter),
      purpose: 'notice',
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    });
  }
}

interface Reader {
  id: string;
  name: string;
  email: string;
  locale: string | null;
}

function readers(on: Runner, ids: string[], at: Date): Promise<Reader[]> {
  return on.all(sql`select person_id as id, name, email, locale from people
    where person_id = any(${ids}::uuid[]) and (left_on is null or left_on > ${at}::timestamptz::date) order by name`);
}
