import type { Runner } from '../../platform/database.ts';
import { Refusal } from '../../platform/errors.ts';
import { MINIMUM } from '../../platform/suppression.ts';
import { type Place, readPlaces, readTeams, type Team } from './places.sql.ts';

/** What is asked about, with keys found. */
export interface Scope {
  teams: Map<string, Team>;
  places: Map<number, Place>;
  teamId: string | null;
  touchpointId: number | null;
  /** Of the journey; null: everywhere. */
  within: Set<number> | null;
}

const none = { team: 'none', touchpoint: 'unplaced' };

/** @throws Refusal `no_such_team`, `no_such_touchpoint`, `no_such_journey`. */
export async function scopeOf(
  db: Runner,
  asked: { team?: string | undefined; touchpoint?: string | undefined; journey?: string | undefined },
  today: string,
): Promise<Scope> {
  const teams = await readTeams(db, today);
  const places = await readPlaces(db);
  const team = asked.team === undefined ? null : teams.find(({ key }) => (key ?? none.team) === asked.team);
  const place =
    asked.touchpoint === undefined
      ? null
      : [...places.values()].find(({ key }) => (key ?? none.touchpoint) === asked.touchpoint);
  const within =
    asked.journey === undefined
      ? null
      : new Set([...places.values()].filter((one) => one.journey === asked.journey).map(({ id }) => id));
  if (team === undefined) throw unknown('team', asked.team);
  if (place === undefined) throw unknown('touchpoint', asked.touchpoint);
  if (within?.size === 0) throw unknown('journey', asked.journey);
  return {
    teams: new Map(teams.map((one) => [one.id, one])),
    places,
    teamId: team?.id ?? null,
    touchpointId: place?.id ?? null,
    within,
  };
}

function unknown(what: string, key: string | undefined): Refusal {
  return new Refusal(
    `no_such_${what}`,
    `There is no ${what} “${key}”. Choose one from the list.`,
    { field: what, key },
    422,
  );
}

/** Figures of so few people are figures about each of them (rule 10). */
export function tooFewPeople(scope: Scope, teamId: string): boolean {
  return (scope.teams.get(teamId)?.people ?? 0) < MINIMUM;
}

/** Touchpoints that are asked about; null: all. */
export function touchpointsOf(scope: Scope): number[] | null {
  if (scope.touchpointId !== null)
    return scope.within && !scope.within.has(scope.touchpointId) ? [] : [scope.touchpointId];
  return scope.within && [...scope.within];
}
