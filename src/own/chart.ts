import { type Actor, require } from '../platform/access.ts';
import type { Runner } from '../platform/database.ts';
import type { Platform } from '../platform/platform.ts';
import { type Cover, coverOn, type StandIn } from './acting.ts';
import { type ChartPlace, changeDays, filledSeats, seatCounts, thingsOf } from './chart.sql.ts';
import { type ChartWanted, pageOf, thingKinds } from './chartPage.ts';
import { dayOf, earlier, later } from './day.ts';
import type { ActsFor } from './delegation.ts';
import { listDepartments } from './departments.ts';

import {
  cardOf,
  isThere,
  type LedgerRow,
  type NoneReason,
  type ObjectKind,
  type PersonCard,
  type Plane,
  seatOf,
} from './ledger.ts';
import { ledgerOn } from './ledgerOn.sql.ts';
import { personCards } from './person.sql.ts';
import { type SeatView, same, viewOf } from './seatView.ts';

/** One A, R, C or I as the chart shows it. */
export interface Entry {
  id: string;
  role: LedgerRow['role'];
  plane: LedgerRow['plane'];
  holder: {
    kind: LedgerRow['holderKind'];
    id: string;
    name: string;
    departmentId: string | null;
    person: PersonCard | null;
    there: boolean;
  };
  from: string;
  until: string | null;
  reason: string | null;
  acknowledgedAt: Date | null;
}

export interface ChartObject {
  id: number;
  key: string;
  name: string;
  person: PersonCard | null;
  reason: NoneReason | null;
  candidates: PersonCard[];
  acknowledged: boolean;
  /** Who acts for the accountable person that day; accountability stays. */
  acting: StandIn | null;
  /** Who is accountable on the other plane. */
  other: SeatView;
  entries: Entry[];
}

export interface OwnershipChart {
  asOf: string;
  today: string;
  plane: Plane;
  /** First and last day on which anything in the ledger changes. */
  span: { from: string; to: string };
  changes: string[];
  /** Of all touchpoints, or of all things of the kind asked for. */
  counts: { touchpoints: number; exactlyOne: number; acknowledged: number };
  departments: { id: string; key: string; name: string }[];
  /** Every journey there is, to choose from. */
  choices: { key: string; name: string }[];
  journeys: (ChartObject & { phases: (ChartObject & { touchpoints: ChartObject[] })[] })[];
  /** Metrics, data sets or promises, where they were asked for; then there are no journeys. */
  things: ChartObject[];
  /** Where the next page begins. */
  next: string | null;
}

/** Who answers for what on a day: a page of whole journeys, as many as hold `limit` touchpoints (300). */
export async function ownershipChart(
  platform: Platform,
  actor: Actor,
  wanted: ChartWanted,
): Promise<OwnershipChart> {
  require(actor, 'ownership:read');
  const { db } = platform;
  const today = await dayOf(db, platform.clock.now());
  const day = wanted.asOf ?? today;
  const plane = wanted.plane ?? 'execution';
  const rows = wanted.what
    ? await thingRows(db, wanted, { day, plane })
    : await mapRows(db, wanted, { day, plane });
  const changes = await changeDays(db);
  return {
    asOf: day,
    today,
    plane,
    span: { from: earlier(changes[0] ?? today, day), to: [today, day, ...changes].reduce(later) },
    changes,
    departments: (await listDepartments(db))
      .filter((one) => !one.archivedAt)
      .map(({ id, key, name }) => ({ id, key, name })),
    ...rows,
  };
}

type Rows = Pick<OwnershipChart, 'counts' | 'choices' | 'journeys' | 'things' | 'next'>;
interface When {
  day: string;
  plane: Plane;
}

async function mapRows(on: Runner, wanted: ChartWanted, { day, plane }: When): Promise<Rows> {
  const page = await pageOf(on, { ...wanted, day, plane });
  const { touchpoints: touchpoint, phases: phase, journeys: journey } = page.ids;
  const rows = await ledgerOn(on, day, { touchpoint, phase, journey });
  const objects = chartObjects(rows, { day, plane, cover: await coverOn(on, day) });
  const journeys = page.journeys.map((journey) => ({
    ...objects.of('journey', journey),
    phases: journey.phases.map((phase) => ({
      ...objects.of('phase', phase),
      touchpoints: phase.touchpoints.map((touchpoint) => objects.of('touchpoint', touchpoint)),
    })),
  }));
  await objects.nameStandIns(on);
  const counts = { touchpoints: page.touchpoints, ...(await filledSeats(on, day, plane)) };
  return { counts, choices: page.choices, journeys, things: [], next: page.next };
}

/** Metrics, data sets or promises are a list of their own, read whole: an organisation has tens of them, not thousands. */
async function thingRows(
  on: Runner,
  { what, show, department, person, role }: ChartWanted,
  { day, plane }: When,
): Promise<Rows> {
  const kind = thingKinds[what!];
  const places = await thingsOf(on, kind);
  const rows = await ledgerOn(on, day, { [kind]: places.map((one) => one.id) });
  const objects = chartObjects(rows, { day, plane, cover: await coverOn(on, day) });
  const all = places.map((place) => objects.of(kind, place));
  const departmentId = department
    ? (await listDepartments(on)).find((one) => one.key === department)?.id
    : undefined;
  const wantedPart = ({ holder, role: theirs }: Entry) =>
    (!role || theirs === role) &&
    (!person || (holder.kind === 'person' && holder.id === person)) &&
    (!department || (departmentId !== undefined && holder.departmentId === departmentId));
  const things = all.filter(
    (one) =>
      (show !== 'faults' || one.person === null) &&
      (show !== 'apart' || !same(one, one.other)) &&
      (!(department || person || role) || one.entries.some(wantedPart)),
  );
  const counts = {
    touchpoints: all.length,
    exactlyOne: all.filter((one) => one.person).length,
    acknowledged: all.filter((one) => one.acknowledged).length,
  };
  return { counts, choices: [], journeys: [], things, next: null };
}

/** Seats and entries of things from the rows of their day; faces of those who act are put in together at the end. */
function chartObjects(
  ledger: readonly LedgerRow[],
  { day, plane, cover }: { day: string; plane: Plane; cover: Cover },
) {
  const rows = Map.groupBy(ledger, (row) => `${row.objectKind} ${row.objectId}`);
  const acted: { object: ChartObject; acts: ActsFor }[] = [];
  const of = (kind: ObjectKind, { id, key, name }: ChartPlace): ChartObject => {
    const all = rows.get(`${kind} ${id}`) ?? [];
    const seat = seatOf(all, day, plane);
    const object: ChartObject = {
      id,
      key,
      name,
      ...viewOf(all, day, plane),
      acknowledged: seat.person !== null && seat.assignment.acknowledgedAt !== null,
      acting: null,
      other: viewOf(all, day, plane === 'execution' ? 'strategy' : 'execution'),
      entries: all.filter((row) => row.plane === plane).map((row) => entryOf(row, day)),
    };
    const acts = seat.person && kind === 'touchpoint' ? cover.at(seat.person.id, id) : undefined;
    if (acts) acted.push({ object, acts });
    return object;
  };
  const nameStandIns = async (on: Runner): Promise<void> => {
    const cards = await personCards(
      on,
      acted.map(({ acts }) => acts.personId),
    );
    for (const { object, acts } of acted) {
      const person = cards.get(acts.personId);
      if (person) object.acting = { person, until: acts.until, absent: acts.absent };
    }
  };
  return { of, nameStandIns };
}

/** Touchpoints without exactly one accountable person today: the number beside Ownership. */
export async function countEmptySeats(platform: Platform, actor: Actor): Promise<number> {
  if (!actor.permissions.has('ownership:read')) return 0;
  const day = await dayOf(platform.db, platform.clock.now());
  const { touchpoints, exactlyOne } = await seatCounts(platform.db, day, 'execution');
  return touchpoints - exactlyOne;
}

export function entryOf(row: LedgerRow, day: string): Entry {
  const { holderKind: kind, holderId: id, holderName: name, departmentId } = row;
  return {
    id: row.id,
    role: row.role,
    plane: row.plane,
    holder: {
      kind,
      id,
      name,
      departmentId,
      person: kind === 'person' ? cardOf(row) : null,
      there: kind !== 'person' || isThere(row, day),
    },
    from: row.from,
    until: row.until,
    reason: row.reason,
    acknowledgedAt: row.acknowledgedAt,
  };
}
