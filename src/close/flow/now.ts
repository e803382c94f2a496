import { dayOf } from '../../own/own.ts';
import { type Actor, require } from '../../platform/access.ts';
import { cached } from '../../platform/cached.ts';
import type { Runner } from '../../platform/database.ts';
import type { Platform } from '../../platform/platform.ts';
import { MINIMUM } from '../../platform/suppression.ts';
import { readTotals, readWeeks } from './cells.sql.ts';
import type { FlowNow, NowQuery, Risk } from './flow.ts';
import { period } from './flows.ts';
import { forecast } from './forecast.ts';
import { countOpen, type DueSoon, dueBetween, namesOfCases } from './open.sql.ts';
import { type Chance, chanceOfBreach, expectedBreaches, SIMILAR } from './risk.ts';
import { scopeOf, tooFewPeople, touchpointsOf } from './scope.ts';
import { minutesIn } from './tally.ts';
import { addWeeks, mondays } from './week.ts';

const DAY = 86_400_000;
/** Weeks looked back for the forecast and ahead in it; weeks whose closed cases say how long one like it takes. */
const [PAST, AHEAD, LIKE] = [26, 4, 26];
const shown = 50;

/** What is open now, how many will be, and which are likely to be late. */
export async function flowNow(platform: Platform, actor: Actor, query: NowQuery): Promise<FlowNow> {
  require(actor, 'case:read');
  const { db } = platform;
  const now = platform.clock.now();
  const scope = await scopeOf(db, query, await dayOf(db, now));
  if (scope.teamId !== null && tooFewPeople(scope, scope.teamId))
    return { tooFew: true, open: null, overdue: null, history: [], forecast: null, risk: null };
  const of = { teamId: scope.teamId, touchpoints: touchpointsOf(scope) };
  const { open, overdue } = await countOpen(db, of, now);
  const history = await openByWeek(platform, of, open);
  const lines = forecast(
    history.map((one) => one.open),
    AHEAD,
  );
  return {
    tooFew: false,
    open,
    overdue,
    history,
    forecast:
      lines?.map(({ ahead, ...line }) => ({ week: addWeeks(history.at(-1)!.week, ahead), ...line })) ?? null,
    risk: await risk(platform, of, now),
  };
}

/**
 * Open at the end of each week, counted back from now by what came and went; this week stands as it is by now. A case that was
 * closed and opened again counts as open all along, so that the line ends exactly at what is open.
 */
async function openByWeek(
  platform: Platform,
  of: { teamId: string | null; touchpoints: number[] | null },
  open: number,
): Promise<{ week: string; open: number }[]> {
  const { from, to } = await period(platform, PAST);
  const rows = await readWeeks(platform.db, { from, to, ...of });
  const first = rows[0]?.week;
  if (first === undefined) return [];
  const byWeek = new Map(rows.map((row) => [row.week, row.opened - row.closed]));
  let left = open;
  const back = mondays(first, to)
    .reverse()
    .map((week) => {
      const line = { week, open: Math.max(0, left) };
      left -= byWeek.get(week) ?? 0;
      return line;
    });
  return back.reverse();
}

interface Similar {
  /** Minutes from opening to closing, ascending: by touchpoint and urgency, and by urgency alone. */
  of: Map<string, Int32Array>;
}
const keyOf = (touchpoint: number | 'all', urgent: boolean) => `${touchpoint} ${urgent}`;

/** Sorting a quarter of a million durations takes 20 ms and they change by the week: kept for a minute, per set of weeks. */
const kept = new Map<string, ReturnType<typeof cached<Similar>>>();

function similar(db: Runner, from: string, to: string): Promise<Similar> {
  const key = `${from} ${to}`;
  if (!kept.has(key)) {
    kept.clear();
    kept.set(
      key,
      cached((on: Runner) => readSimilar(on, from, to), 60),
    );
  }
  return kept.get(key)!.get(db);
}

async function readSimilar(db: Runner, from: string, to: string): Promise<Similar> {
  const bytes = new Map<string, Uint8Array[]>();
  const put = (key: string, some: Uint8Array) => {
    const known = bytes.get(key);
    if (known) known.push(some);
    else bytes.set(key, [some]);
  };
  for (const { touchpointId, normals, urgents } of await readTotals(db, from, to)) {
    for (const place of [touchpointId, 'all'] as const) {
      put(keyOf(place, false), normals);
      put(keyOf(place, true), urgents);
    }
  }
  return { of: new Map([...bytes].map(([key, some]) => [key, minutesIn(some).sort()])) };
}

async function risk(
  platform: Platform,
  of: { teamId: string | null; touchpoints: number[] | null },
  now: Date,
): Promise<FlowNow['risk']> {
  const { db } = platform;
  const due = await dueBetween(db, of, now, new Date(now.getTime() + 7 * DAY));
  const { from, to } = await period(platform, LIKE);
  const like = await similar(db, from, to);
  const found: (DueSoon & Chance & Pick<Risk, 'similar'>)[] = [];
  for (const one of due) {
    const [age, left] = [now.getTime() - one.since.getTime(), one.dueAt.getTime() - now.getTime()].map((ms) =>
      Math.round(ms / 60_000),
    ) as [number, number];
    const at = (touchpoint: number | 'all') =>
      chanceOfBreach(like.of.get(keyOf(touchpoint, one.urgent)) ?? new Int32Array(), age, left);
    const near = at(one.touchpointId);
    const chance = near && near.n >= SIMILAR ? near : at('all');
    if (chance && chance.n >= MINIMUM)
      found.push({ ...one, ...chance, similar: chance === near ? 'touchpoint' : 'all' });
  }
  if (due.length > 0 && found.length === 0) return null;
  const worst = found.toSorted((a, b) => b.value - a.value || b.n - a.n).slice(0, shown);
  const names = await namesOfCases(
    db,
    worst.map(({ id }) => id),
  );
  return {
    considered: found.length,
    unknown: due.length - found.length,
    expected: expectedBreaches(found.map(({ value }) => value)),
    cases: worst.flatMap(({ touchpointId: _, since: __, ...one }) => {
      const about = names.get(one.id);
      return about ? [{ ...one, ...about }] : [];
    }),
  };
}
