import { touchpointIndex } from '../map/map.ts';
import type { Runner } from '../platform/database.ts';
import { Refusal } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { readOrganisation } from '../platform/settings.ts';
import { coverOf, placesOf } from './acting.ts';
import { dayIn, dayOf, earlier, later } from './day.ts';
import { delegationsIn } from './delegation.sql.ts';
import type { ActsFor } from './delegation.ts';
import { ledgerOf } from './ledger.sql.ts';
import { type LedgerRow, type ObjectKind, responsible, type Seat, seatOf } from './ledger.ts';
import { type LastResort, lastResorts } from './roles.sql.ts';
import type { Conditions } from './ruling.sql.ts';
import { rulingsAt } from './rulings.ts';

export type Rung = 'ruling' | 'responsible' | 'accountable' | 'phase' | 'journey' | 'sponsor';

export interface Owner {
  personId: string;
  rung: Rung;
  /** In words, as shown on the case. */
  reason: string;
  /** Whose it would be, had they not passed it on or been away, and the day on which it is theirs again. */
  actingFor?: { personId: string; name: string; until: string };
}

export type Accountable = Seat & { level: 'touchpoint' };

/**
 * Who answers for a touchpoint at an instant: exactly one person, or the reason there is none (rule 1). As known now,
 * or as it was known at `knownAt`, before later corrections.
 */
export async function accountableFor(
  platform: Platform,
  object: { kind: 'touchpoint'; id: number },
  at: Date,
  knownAt?: Date,
): Promise<Accountable> {
  const rows = await ledgerOf(platform.db, { touchpoints: [object.id] }, ['A'], knownAt);
  return { ...seatOf(rows, await dayOf(platform.db, at)), level: 'touchpoint' };
}

/** The one person who takes up what happened at a touchpoint. @throws Refusal `no_sponsor` only if nobody is left at all. */
export async function ownerFor(
  on: Runner,
  _platform: Platform,
  touchpointId: number,
  at: Date,
): Promise<Owner> {
  const owners = await ownersFor(on, [touchpointId], at);
  return owners.get(touchpointId)!;
}

/** The same for many touchpoints at one instant. */
export async function ownersFor(on: Runner, touchpointIds: number[], at: Date): Promise<Map<number, Owner>> {
  const ids = [...new Set(touchpointIds)];
  const owners = await ownersAt(
    on,
    ids.map((touchpointId) => ({ touchpointId, at })),
  );
  return new Map(ids.map((id, i) => [id, owners[i]!]));
}

/**
 * One owner a pair, in four statements however many pairs: whom a ruling in force names → responsible → accountable of the
 * touchpoint → of its phase → of its journey → executive sponsor → administrator (rule 4). A touchpoint nobody knows (0: not
 * placed) goes to the sponsor.
 * Whoever is away or has passed it on is acted for; accountability itself stays (rule 2).
 */
export async function ownersAt(
  on: Runner,
  pairs: { touchpointId: number; at: Date; about?: Conditions }[],
): Promise<Owner[]> {
  if (pairs.length === 0) return [];
  const { byId } = await touchpointIndex(on);
  const places = [...new Set(pairs.map((pair) => pair.touchpointId))].flatMap((id) => byId.get(id) ?? []);
  const rows = await ledgerOf(
    on,
    {
      touchpoints: places.map((place) => place.id),
      phases: [...new Set(places.map((place) => place.phaseId))],
      journeys: [...new Set(places.map((place) => place.journeyId))],
    },
    ['A', 'R'],
  );
  const of = Map.groupBy(rows, (row) => `${row.objectKind} ${row.objectId}`);
  const last = await lastResorts(on);
  const { timezone } = await readOrganisation(on);
  const days = pairs.map(({ at }) => dayIn(timezone, at));
  const passedOn = await delegationsIn(on, days.reduce(earlier), days.reduce(later));
  const covers = await placesOf(on, passedOn);
  const known = new Map<string, Owner>();
  const ruled = await rulingsAt(
    on,
    places.map((place) => place.id),
  );
  return pairs.map(({ touchpointId, at, about }, i) => {
    const day = days[i]!;
    const acting = (whose: Owner) =>
      actingOwner(whose, coverOf(passedOn, day, covers).at(whose.personId, touchpointId));
    const ruling = ruled(touchpointId, at, day, about);
    if (ruling) return acting(ruling);
    const key = `${touchpointId} ${day}`;
    let owner = known.get(key);
    if (!owner) {
      const whose =
        climb(byId.get(touchpointId), day, (kind, id) => of.get(`${kind} ${id}`) ?? []) ??
        lastResort(last, day, at);
      owner = acting(whose);
      known.set(key, owner);
    }
    return owner;
  });
}

/** The one who acts, with whose it is in words. */
function actingOwner(whose: Owner, acts: ActsFor | undefined): Owner {
  const name = acts?.via[0]?.fromName;
  if (!acts || !name) return whose;
  return {
    personId: acts.personId,
    rung: whose.rung,
    reason: `acting for ${name} until ${acts.until}, ${whose.reason}`,
    actingFor: { personId: whose.personId, name, until: acts.until },
  };
}

type Place = {
  id: number;
  name: string;
  phaseId: number;
  phaseName: string;
  journeyId: number;
  journeyName: string;
};

function climb(
  place: Place | undefined,
  day: string,
  rowsOf: (kind: ObjectKind, id: number) => LedgerRow[],
): Owner | undefined {
  if (!place) return undefined;
  const [first] = responsible(rowsOf('touchpoint', place.id), day);
  if (first)
    return { personId: first.holderId, rung: 'responsible', reason: `responsible for ${place.name}` };
  const seats: [Rung, ObjectKind, number, string][] = [
    ['accountable', 'touchpoint', place.id, place.name],
    ['phase', 'phase', place.phaseId, `the phase ${place.phaseName}`],
    ['journey', 'journey', place.journeyId, `the journey ${place.journeyName}`],
  ];
  for (const [rung, kind, id, name] of seats) {
    const seat = seatOf(rowsOf(kind, id), day);
    if (seat.person) return { personId: seat.person.id, rung, reason: `accountable for ${name}` };
  }
  return undefined;
}

/** Sponsor on that day, else whoever is sponsor in force now, else an administrator. */
function lastResort(people: LastResort[], day: string, at: Date): Owner {
  const there = people.filter((person) => person.leftOn === null || day < person.leftOn);
  const held = (person: LastResort) =>
    person.grantedAt <= at && (person.revokedAt === null || at < person.revokedAt);
  const sponsor =
    there.find((person) => person.role === 'sponsor' && held(person)) ??
    there.find((person) => person.role === 'sponsor' && person.revokedAt === null);
  if (sponsor)
    return {
      personId: sponsor.personId,
      rung: 'sponsor',
      reason: 'executive sponsor, as nobody nearer is accountable',
    };
  const admin = there.find((person) => person.role === 'admin' && person.revokedAt === null);
  if (admin)
    return {
      personId: admin.personId,
      rung: 'sponsor',
      reason: 'administrator, as there is no executive sponsor',
    };
  throw new Refusal(
    'no_sponsor',
    'Nobody can take this up: name an executive sponsor in Settings → People.',
    { day },
  );
}
