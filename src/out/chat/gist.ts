import type { CaseFacts } from '../catalogue/eventType.ts';
import type { Claimed } from '../delivery.sql.ts';
import { type ChatWords, chatWords } from './words.ts';

/** A message for people, whatever program shows it. */
export interface Gist {
  title: string;
  lines: { title: string; text: string; href: string | null }[];
  /** Said after the lines: how many of each kind, where they are too many to be listed. */
  counts: string[];
  button: { label: string; href: string };
}

export interface Speaker {
  language: 'en' | 'de';
  timezone: string;
  baseUrl: string;
  /** Names by key. */
  departments: ReadonlyMap<string, string>;
}

/** So many are told one by one; more become a count, and these many of the most urgent. */
const LISTED = 5;
const LONGEST = 200;

/** Any number of messages as one: a thousand cases in a minute are one message that says so. */
export function gistOf(messages: readonly Pick<Claimed, 'type' | 'body'>[], by: Speaker): Gist {
  const words = chatWords[by.language];
  const read = messages.map(({ type, body }) => ({ type, case: caseIn(body) }));
  const urgentFirst = read.toSorted((a, b) => rank(a.case) - rank(b.case));
  const lines = urgentFirst.slice(0, LISTED).map((one) => ({
    title: words.titles[one.type] ?? one.type,
    text: one.case ? sayCase(one.case, words, by) : '',
    href: one.case?.href ?? null,
  }));
  const [first] = lines;
  if (messages.length === 1 && first) {
    const button = first.href
      ? { label: words.open, href: first.href }
      : { label: words.look, href: by.baseUrl };
    return { title: first.title, lines: first.text ? [first] : [], counts: [], button };
  }
  const number = new Intl.NumberFormat(by.language);
  const kinds = [...Map.groupBy(read, ({ type }) => type)].sort((a, b) => b[1].length - a[1].length);
  return {
    title: words.many(number.format(messages.length)),
    lines: lines.filter(({ text }) => text !== ''),
    counts:
      messages.length > LISTED || lines.some(({ text }) => text === '')
        ? kinds.map(([type, some]) => `${words.titles[type] ?? type}: ${number.format(some.length)}`)
        : [],
    button: { label: words.inbox, href: `${by.baseUrl}/inbox` },
  };
}

function caseIn(body: string): CaseFacts | undefined {
  const { data } = JSON.parse(body) as { data: { case?: CaseFacts } };
  return data.case;
}

/** Urgent before others, then what is due first; what is no case last. */
function rank(one: CaseFacts | undefined): number {
  if (!one) return Number.MAX_SAFE_INTEGER;
  return Date.parse(one.dueAt) - (one.urgent ? 1e14 : 0);
}

function sayCase(one: CaseFacts, words: ChatWords, { language, timezone, departments }: Speaker): string {
  const due = new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    timeZone: timezone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  const parts = [
    `${words.case(one.number)}${one.reason ? `: ${one.reason}` : ''}`,
    one.urgent ? words.urgent : null,
    one.department ? (departments.get(one.department) ?? one.department) : null,
    one.closedAt ? null : words.due(due.format(new Date(one.dueAt))),
  ].filter((part) => part !== null);
  const text = parts.join(' · ').replace(/\s+/g, ' ');
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
