import { dayOf } from '../../own/own.ts';
import { type Actor, require } from '../../platform/access.ts';
import type { Platform } from '../../platform/platform.ts';
import { MINIMUM, suppress } from '../../platform/suppression.ts';
import { personOf } from '../life.ts';
import { readCells, readOwn } from './cells.sql.ts';
import type { Flow, FlowQuery, Group, OwnFlow } from './flow.ts';
import { changesWaiting } from './records.sql.ts';
import { scopeOf, tooFewPeople } from './scope.ts';
import { Tally } from './tally.ts';
import { addWeeks, mondayOf, mondays } from './week.ts';

/** The weeks that are asked about, up to and with the one of now. */
export async function period(platform: Platform, weeks: number): Promise<{ from: string; to: string }> {
  const to = addWeeks(mondayOf(await dayOf(platform.db, platform.clock.now())), 1);
  return { from: addWeeks(to, -weeks), to };
}

/**
 * How the cases that were closed in these weeks went, with what came in meanwhile. A case counts in the week of the closure that
 * holds, for the team of whoever held it then. Lists by team and touchpoint pass over their own filter, so that one sees
 * what stands beside; a filter whose group is hidden there shows nothing at all.
 */
export async function flow(platform: Platform, actor: Actor, query: FlowQuery): Promise<Flow> {
  require(actor, 'case:read');
  const { db } = platform;
  const today = await dayOf(db, platform.clock.now());
  const scope = await scopeOf(db, query, today);
  const { from, to } = await period(platform, query.weeks);
  const weeks = new Map(mondays(from, to).map((week) => [week, new Tally()]));
  const teams = new Map<string, Tally>();
  const places = new Map<number, Tally>();
  const all = new Tally();
  for (const cell of await readCells(db, from, to)) {
    if (scope.within && !scope.within.has(cell.touchpointId)) continue;
    const ofTeam = scope.teamId === null || cell.teamId === scope.teamId;
    const ofPlace = scope.touchpointId === null || cell.touchpointId === scope.touchpointId;
    if (ofPlace) tallyOf(teams, cell.teamId).add(cell);
    if (ofTeam) tallyOf(places, cell.touchpointId).add(cell);
    if (!ofTeam || !ofPlace) continue;
    all.add(cell);
    weeks.get(cell.week)?.add(cell);
  }
  const byTeam = shown(
    teams,
    (id) => scope.teams.get(id),
    (id) => tooFewPeople(scope, id),
  );
  const byPlace = shown(places, (id) => scope.places.get(id));
  const tooFew =
    all.closed < MINIMUM ||
    (scope.teamId !== null && (tooFewPeople(scope, scope.teamId) || isHidden(byTeam, scope.teamId))) ||
    (scope.touchpointId !== null && isHidden(byPlace, scope.touchpointId));
  const told = tooFew ? new Tally() : all;
  return {
    from,
    to,
    waiting: await changesWaiting(db),
    tooFew,
    opened: tooFew ? null : all.opened,
    ...told.figures(),
    closed: tooFew ? null : all.closed,
    trend: [...weeks].map(([week, tally]) => ({
      week,
      opened: tooFew ? null : tally.opened,
      closed: tooFew ? null : tally.closed,
      total: tooFew ? null : tally.total,
    })),
    teams: byTeam.map(({ group }) => group),
    touchpoints: byPlace.map(({ group }) => group),
  };
}

/** My own figures, which nobody else can ask for (rule 10). */
export async function ownFlow(platform: Platform, actor: Actor, weeks: number): Promise<OwnFlow> {
  require(actor, 'case:read');
  const { from, to } = await period(platform, weeks);
  const mine = new Tally();
  mine.add(await readOwn(platform.db, personOf(actor), from, to));
  return mine.figures();
}

function tallyOf<K>(tallies: Map<K, Tally>, key: K): Tally {
  const known = tallies.get(key);
  if (known) return known;
  const made = new Tally();
  tallies.set(key, made);
  return made;
}

interface Shown<K> {
  id: K;
  group: Group;
}

/** The one with most cases first; those that could be told apart or worked out are hidden. */
function shown<K>(
  tallies: Map<K, Tally>,
  about: (id: K) => { key: string | null; name: string | null } | undefined,
  also: (id: K) => boolean = () => false,
): Shown<K>[] {
  const all = [...tallies].filter(([, { closed }]) => closed > 0).sort(([, a], [, b]) => b.closed - a.closed);
  const hidden = suppress(
    all.map(([, { closed }]) => closed),
    MINIMUM,
    all.map(([id]) => also(id)),
  );
  return all.map(([id, tally], i) => {
    const found = about(id);
    const group = tally.group({ key: found?.key ?? null, name: found?.name ?? null }, hidden[i] === true);
    return { id, group };
  });
}

function isHidden<K>(groups: Shown<K>[], id: K): boolean {
  return groups.find((one) => one.id === id)?.group.hidden === true;
}
