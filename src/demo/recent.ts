import { climbLadder, listCases } from '../close/close.ts';
import { tendRhythms } from '../collect/collect.ts';
import type { Fact } from '../collect/facts.ts';
import { lookForDrift } from '../collect/quality/drifts.ts';
import { tellLate } from '../govern/lateSources.ts';
import { customersByIds } from '../know/know.ts';
import { tendLadder } from '../own/own.ts';
import { systemActor } from '../platform/access.ts';
import { sql } from '../platform/database.ts';
import { Agenda } from './agenda.ts';
import { Colleagues } from './colleagues.ts';
import { DAY } from './day.ts';
import { deliver } from './history.ts';
import { makeBudgets } from './kindness.ts';
import type { Happening } from './life.ts';
import type { People } from './organisation.ts';
import type { Past } from './past.ts';
import type { SourceKey } from './population.ts';
import { makeRules } from './rules.ts';
import type { SourceIds } from './sources.ts';
import { untouched } from './stories.ts';

const HOUR = 3_600_000;

export interface Recent {
  sources: SourceIds;
  people: People;
  /** Approved messages by the touchpoint they are for. */
  library: ReadonlyMap<string, string>;
  /** Of the last thirty days, in time order. */
  happenings: Happening[];
  /** What else happens, such as somebody leaving. */
  events: { at: number; happen: () => Promise<unknown> }[];
  /** Who speaks German, by address. */
  german: ReadonlySet<string>;
  onProgress: (share: number) => void;
}

/** The last thirty days, delivery by delivery; cases open at their time and people work on them. */
export async function recentDays(past: Past, recent: Recent): Promise<void> {
  const { happenings, onProgress } = recent;
  const begin = past.end - 30 * DAY;
  past.clock.set(new Date(begin));
  await makeRules(past);
  await makeBudgets(past);
  const agenda = new Agenda();
  const colleagues = new Colleagues(past, agenda, recent);
  for (const { at, happen } of recent.events) agenda.add(at, happen);
  let next = 0;
  for (const at of deliveries(begin, past.end)) {
    agenda.add(at, async () => {
      const first = next;
      while (next < happenings.length && (happenings[next] as Happening).at <= at) next++;
      await arrive(past, recent.sources, happenings.slice(first, next));
      await takeUpNew(past, colleagues, recent.german);
      onProgress((at - begin) / (past.end - begin));
    });
  }
  // Every five minutes in life; every two hours is near enough for a story.
  for (let at = begin; at <= past.end; at += 2 * HOUR) agenda.add(at, () => climbLadder(past));
  for (let at = begin; at <= past.end; at += 6 * HOUR) agenda.add(at, () => tendLadder(past));
  // History came at once and is no rhythm: sources are watched from the second day on.
  for (let at = begin + DAY; at <= past.end; at += 6 * HOUR) agenda.add(at, () => watchSources(past));
  for (let at = begin + 9 * DAY; at <= past.end; at += 5 * DAY) agenda.add(at, () => lookForDrift(past));
  await agenda.run(past.end, (at) => past.clock.set(new Date(at)));
  past.clock.set(new Date(past.end));
  await climbLadder(past);
}

async function watchSources(past: Past): Promise<void> {
  const { late } = await tendRhythms(past);
  for (const key of late) await tellLate(past, key);
}

/** Twice a day, in the last two days every two hours: cases then open soon after what they are about. */
function deliveries(begin: number, end: number): number[] {
  const times: number[] = [];
  for (let at = end; at > begin; at -= (at > end - 2 * DAY ? 2 : 12) * HOUR) times.unshift(at);
  return times;
}

async function arrive(past: Past, sources: SourceIds, happenings: Happening[]): Promise<void> {
  const facts = Map.groupBy(happenings, ({ source }) => source);
  for (const [source, some] of facts)
    await deliver(
      past,
      sources[source as SourceKey],
      some.map((one): Fact => one.fact),
    );
}

async function takeUpNew(past: Past, colleagues: Colleagues, german: ReadonlySet<string>): Promise<void> {
  const now = past.clock.now().getTime();
  const { items } = await listCases(past, systemActor, {
    open: true,
    sort: '-opened',
    limit: 200,
    format: 'json',
  });
  const fresh = items.filter((item) => item.openedAt.getTime() === now && !isLeft(past, item));
  const customers = await customersByIds(
    past.db,
    fresh.map((item) => item.customer.id),
  );
  for (const item of fresh.sort((a, b) => a.number - b.number)) {
    const email = customers.get(item.customer.id)?.email ?? null;
    colleagues.takeUp({ item, email, language: email && german.has(email.toLowerCase()) ? 'de' : 'en' });
  }
}

/** Left for the visitor: the stories of the first morning, and letters, which are nobody's. */
function isLeft(
  past: Past,
  item: { quote: string | null; occurredAt: Date; touchpoint: { key: string } | null },
): boolean {
  if (item.quote !== null && untouched.has(item.quote)) return item.occurredAt.getTime() > past.end - 3 * DAY;
  return item.touchpoint?.key === 'complaint_letter' && item.occurredAt.getTime() > past.end - DAY;
}

/** What was sent in the past lies in the outbox, at its time, and goes nowhere. */
export async function keepMails(past: Past): Promise<void> {
  await past.db.run(sql`update mails set tried_at = queued_at, tries = 1, sent_at = queued_at,
    headers = headers || '{"X-Onus-Delivered-To": "outbox"}'::jsonb where sent_at is null`);
}
