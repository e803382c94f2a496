import { type Actor, require } from '../../platform/access.ts';
import type { Platform } from '../../platform/platform.ts';
import { openDecisions, readHuddles } from './huddle.sql.ts';
import type { HuddleView, Pattern } from './huddle.ts';
import { huddleOf, notesOf, teamOf } from './huddles.ts';
import { needsOf } from './needs.ts';
import { adjusted, chanceOfGrowth, wordsOf } from './pattern.ts';
import { type Arrived, answersBetween, arrivedBetween, casesNamed, thankedBetween } from './seen.sql.ts';
import { sinceOf } from './since.ts';

/** A huddle looks at what came since the last; more cases than this are not told one by one but by a report. */
const MOST = 5000;
/** Fewer are no pattern, and a chance above this is no growth. */
const [FEW, LIKELY] = [3, 0.05];
const shown = { cases: 10, patterns: 12, said: 8, behind: 100 };

/** What there is to say since the last huddle of this team, in the order in which it is stepped through. */
export async function huddleView(
  platform: Platform,
  actor: Actor,
  query: { team?: string | undefined },
): Promise<HuddleView> {
  require(actor, 'case:read');
  const { db } = platform;
  const team = await teamOf(db, query.team);
  const teamId = team?.id ?? null;
  const [newest, second] = await readHuddles(db, { teamId, limit: 2 });
  const running = newest && newest.endedAt === null ? newest : undefined;
  const last = running ? second : newest;
  const until = running ? laterOf(running.begunAt, platform.clock.now()) : platform.clock.now();
  const since = running?.since ?? sinceOf(last?.begunAt, until);
  const span = { teamId, from: since, until };
  const earlier = { teamId, from: new Date(2 * since.getTime() - until.getTime()), until: since };
  const now = await arrivedBetween(db, span, MOST);
  const before = await arrivedBetween(db, earlier, MOST);
  const urgentFirst = now.toSorted((a, b) => Number(b.urgent) - Number(a.urgent));
  return {
    team: team ?? null,
    running: running ? await huddleOf(db, running) : null,
    last: last ? await huddleOf(db, last) : null,
    since,
    until,
    arrived: {
      n: now.length,
      urgent: now.filter(({ urgent }) => urgent).length,
      before: before.length,
      places: placesOf(now, before),
      cases: await casesNamed(
        db,
        urgentFirst.slice(0, shown.cases).map(({ caseId }) => caseId),
      ),
    },
    repeats: patternsOf(now, before),
    ...(await needsOf(platform, teamId)),
    thanks: { ...(await answersBetween(db, span)), said: await thankedBetween(db, span, shown.said) },
    decisions: await notesOf(db, await openDecisions(db, teamId)),
  };
}

const laterOf = (a: Date, b: Date) => (a > b ? a : b);

function placesOf(now: Arrived[], before: Arrived[]) {
  const earlier = Map.groupBy(before, ({ touchpointId }) => touchpointId);
  return [...Map.groupBy(now, ({ touchpointId }) => touchpointId)]
    .map(([id, rows]) => ({
      name: rows[0]?.touchpointName ?? null,
      key: rows[0]?.touchpointKey ?? null,
      n: rows.length,
      before: earlier.get(id)?.length ?? 0,
    }))
    .sort((a, b) => b.n - a.n)
    .slice(0, 6);
}

/**
 * What repeats: cases of one touchpoint, of one cause there, and a word that is said there, each against as long a time before. A
 * touchpoint whose cases all have one cause is told once, by the cause.
 */
export function patternsOf(now: readonly Arrived[], before: readonly Arrived[]): Pattern[] {
  const kinds = (one: Arrived): string[] => [
    JSON.stringify([one.touchpointId, null, null]),
    ...(one.cause === null ? [] : [JSON.stringify([one.touchpointId, one.cause, null])]),
    ...wordsOf(one.quote ?? '').map((word) => JSON.stringify([one.touchpointId, null, word])),
  ];
  const group = (rows: readonly Arrived[]) => {
    const found = new Map<string, Arrived[]>();
    for (const row of rows)
      for (const kind of kinds(row)) {
        const known = found.get(kind);
        if (known) known.push(row);
        else found.set(kind, [row]);
      }
    return found;
  };
  const earlier = group(before);
  const found = group(now);
  const often = [...found].filter(([kind, rows]) => {
    const [place, cause, word] = JSON.parse(kind) as [number, string | null, string | null];
    const only = JSON.stringify([place, rows[0]?.cause, null]);
    const told = cause === null && word === null && found.get(only)?.length === rows.length;
    return rows.length >= FEW && !(told && only !== kind);
  });
  const counted = often.map(([kind, rows]) => ({ n: rows.length, before: earlier.get(kind)?.length ?? 0 }));
  const chances = adjusted(counted.map(chanceOfGrowth));
  return often
    .map(([kind, rows], i): Pattern => {
      const [, cause, word] = JSON.parse(kind) as [number, string | null, string | null];
      const { touchpointKey: key, touchpointName: name } = rows[0]!;
      return {
        touchpoint: key && name ? { key, name } : null,
        cause,
        word,
        ...counted[i]!,
        chance: chances[i]!,
        grows: chances[i]! < LIKELY,
        caseIds: rows.slice(0, shown.behind).map(({ caseId }) => caseId),
      };
    })
    .sort(
      (a, b) =>
        Number(b.grows) - Number(a.grows) || Number(a.word !== null) - Number(b.word !== null) || b.n - a.n,
    )
    .slice(0, shown.patterns);
}
