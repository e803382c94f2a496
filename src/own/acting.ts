import { touchpointIndex } from '../map/map.ts';
import type { Runner } from '../platform/database.ts';
import { dayOf } from './day.ts';
import { delegationsIn } from './delegation.sql.ts';
import { type ActsFor, actsFor, type DelegationRow, type Part } from './delegation.ts';
import type { PersonCard } from './ledger.ts';
import { personCards } from './person.sql.ts';
import { touchpointsIn } from './scope.ts';

/** Somebody a person acts for on a day, and where: the named touchpoints, and with `elsewhere` all but `except`. */
export interface Acting {
  forPersonId: string;
  forName: string;
  /** The first day on which it is theirs again. */
  until: string;
  absent: boolean;
  touchpoints: number[];
  elsewhere: boolean;
  except: number[];
}

/** The delegations of one day, ready to be asked for any person at any touchpoint. */
export interface Cover {
  at(personId: string, touchpointId: number): ActsFor | undefined;
  /** Touchpoints something was passed on for by name; at all others a person's cover is the same. */
  special: number[];
  delegators: { id: string; name: string }[];
}

const nowhere = 0;

export async function coverOn(on: Runner, day: string): Promise<Cover> {
  const rows = await delegationsIn(on, day, day);
  return coverOf(rows, day, await placesOf(on, rows));
}

interface Places {
  parts: (touchpointId: number) => Part;
  special: number[];
}

export async function placesOf(on: Runner, rows: readonly DelegationRow[]): Promise<Places> {
  const named = rows.flatMap(({ objectKind, objectId }) =>
    objectKind && objectId !== null ? [{ kind: objectKind, id: objectId }] : [],
  );
  if (named.length === 0) return { parts: () => [], special: [] };
  const { byId } = await touchpointIndex(on);
  const special = new Set<number>();
  for (const object of named) for (const id of await touchpointsIn(on, object)) special.add(id);
  const parts = (id: number): Part => {
    const place = byId.get(id);
    return place
      ? [
          ['touchpoint', id],
          ['phase', place.phaseId],
          ['journey', place.journeyId],
        ]
      : [];
  };
  return { parts, special: [...special] };
}

export function coverOf(rows: readonly DelegationRow[], day: string, places: Places): Cover {
  const names = new Map(rows.map((row) => [row.fromId, row.fromName]));
  return {
    at: (personId, touchpointId) =>
      names.has(personId) ? actsFor(rows, personId, { parts: places.parts(touchpointId), day }) : undefined,
    special: places.special,
    delegators: [...names].map(([id, name]) => ({ id, name })),
  };
}

/** Whom each of these people acts for at an instant. Who acts for nobody is left out. */
export async function actingFor(
  on: Runner,
  personIds: readonly string[],
  at: Date,
): Promise<Map<string, Acting[]>> {
  const cover = await coverOn(on, await dayOf(on, at));
  const wanted = new Set(personIds);
  const found = new Map<string, Acting[]>();
  for (const { id, name } of cover.delegators) {
    const mine = new Map<string, Acting>();
    const take = (acts: ActsFor | undefined, touchpointId: number) => {
      if (!acts || !wanted.has(acts.personId)) return;
      const one = mine.get(acts.personId) ?? {
        forPersonId: id,
        forName: name,
        until: acts.until,
        absent: acts.absent,
        touchpoints: [],
        elsewhere: false,
        except: cover.special,
      };
      if (touchpointId === nowhere) one.elsewhere = true;
      else one.touchpoints.push(touchpointId);
      if (acts.until < one.until) one.until = acts.until;
      mine.set(acts.personId, one);
    };
    take(cover.at(id, nowhere), nowhere);
    for (const touchpointId of cover.special) take(cover.at(id, touchpointId), touchpointId);
    for (const [personId, one] of mine) found.set(personId, [...(found.get(personId) ?? []), one]);
  }
  return found;
}

/** Who acts for somebody, as shown beside their face. */
export interface StandIn {
  person: PersonCard;
  until: string;
  absent: boolean;
}

/** Who acts for each of these people at these touchpoints at an instant; null: they do it themselves. */
export async function standInsFor(
  on: Runner,
  pairs: readonly { personId: string; touchpointId: number }[],
  at: Date,
): Promise<(StandIn | null)[]> {
  const cover = await coverOn(on, await dayOf(on, at));
  const acts = pairs.map(({ personId, touchpointId }) => cover.at(personId, touchpointId));
  const cards = await personCards(
    on,
    acts.flatMap((one) => one?.personId ?? []),
  );
  return acts.map((one) => {
    const person = one && cards.get(one.personId);
    return person ? { person, until: one.until, absent: one.absent } : null;
  });
}
