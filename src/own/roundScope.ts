import type { z } from 'zod';
import { touchpointIndex } from '../map/map.ts';
import type { Runner } from '../platform/database.ts';
import { notFound } from '../platform/errors.ts';
import { ledgerOf } from './ledger.sql.ts';
import { covers, type LedgerRow, seatOf } from './ledger.ts';
import { peopleThere } from './round.sql.ts';
import type { RoundAbout, RoundAsked } from './round.ts';

/** The touchpoints named, each once, in the order of the maps. @throws Refusal `not_found`. */
export async function touchpointsAbout(
  on: Runner,
  about: z.output<typeof RoundAbout>,
  today: string,
): Promise<number[]> {
  const standing = (await touchpointIndex(on)).inOrder.filter((one) => !one.archived);
  const named = <K extends string>(
    keys: K[],
    what: string,
    of: (one: (typeof standing)[number]) => string,
  ) => {
    for (const key of keys) if (!standing.some((one) => of(one) === key)) throw notFound(what, key);
    return (one: (typeof standing)[number]) => keys.includes(of(one) as K);
  };
  const inJourney = named(about.journeys, 'journey', (one) => one.journeyKey);
  const inPhase = named(about.phases, 'phase', (one) => `${one.journeyKey}/${one.phaseKey}`);
  const itself = named(about.touchpoints, 'touchpoint', (one) => one.key);
  const faulty = about.faulty
    ? await withoutOne(
        on,
        standing.map((one) => one.id),
        today,
      )
    : new Set<number>();
  return standing
    .filter((one) => inJourney(one) || inPhase(one) || itself(one) || faulty.has(one.id))
    .map((one) => one.id);
}

async function withoutOne(on: Runner, ids: number[], today: string): Promise<Set<number>> {
  const rows = Map.groupBy(await ledgerOf(on, { touchpoints: ids }, ['A']), (row) => row.objectId);
  return new Set(ids.filter((id) => seatOf(rows.get(id) ?? [], today).person === null));
}

export interface Asked {
  id: string;
  departmentId: string | null;
}

/** Whoever is named and here, each once, by name. @throws Refusal `not_found`. */
export async function peopleAsked(
  on: Runner,
  asked: { by: z.output<typeof RoundAsked>; touchpointIds: number[] },
  today: string,
): Promise<Asked[]> {
  const there = await peopleThere(on, today);
  const { people, departments, ledger } = asked.by;
  for (const one of people)
    if (!there.some((person) => isNamed(person, one))) throw notFound('person who is here', one);
  for (const one of departments) {
    const known = there.some((person) => person.departmentId === one || person.departmentKey === one);
    if (!known) throw notFound('department with people', one);
  }
  const held = ledger
    ? await holders(on, asked.touchpointIds, today)
    : { people: new Set(), departments: new Set() };
  return there.filter(
    (person) =>
      people.some((one) => isNamed(person, one)) ||
      departments.some((one) => person.departmentId === one || person.departmentKey === one) ||
      held.people.has(person.id) ||
      held.departments.has(person.departmentId),
  );
}

function isNamed(person: { id: string; email: string }, named: string): boolean {
  return person.id === named || person.email === named.trim().toLowerCase();
}

/** People and departments in the ledger; a team counts as its department. */
async function holders(on: Runner, ids: number[], today: string) {
  const rows = (await ledgerOf(on, { touchpoints: ids })).filter((row) => covers(row, today));
  const of = (kind: (row: LedgerRow) => boolean, id: (row: LedgerRow) => string | null) =>
    new Set(rows.filter(kind).flatMap((row) => id(row) ?? []));
  return {
    people: of(
      (row) => row.holderKind === 'person',
      (row) => row.holderId,
    ) as Set<unknown>,
    departments: of(
      (row) => row.holderKind !== 'person',
      (row) => row.departmentId,
    ) as Set<unknown>,
  };
}
