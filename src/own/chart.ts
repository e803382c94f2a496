import { listJourneys, type StoredJourney, touchpointIndex } from '../map/map.ts';
import { type Actor, require } from '../platform/access.ts';
import type { Platform } from '../platform/platform.ts';
import { dayOf } from './day.ts';
import { listDepartments } from './departments.ts';
import { ledgerOf, wholeLedger } from './ledger.sql.ts';
import {
  cardOf,
  covers,
  isThere,
  type LedgerRow,
  type NoneReason,
  type ObjectKind,
  type PersonCard,
  seatOf,
} from './ledger.ts';

/** One A, R, C or I as the chart shows it. */
export interface Entry {
  id: string;
  role: LedgerRow['role'];
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
  entries: Entry[];
}

export interface OwnershipChart {
  asOf: string;
  today: string;
  /** First and last day on which anything in the ledger changes. */
  span: { from: string; to: string };
  changes: string[];
  counts: { touchpoints: number; exactlyOne: number; acknowledged: number };
  departments: { id: string; key: string; name: string }[];
  journeys: (ChartObject & { phases: (ChartObject & { touchpoints: ChartObject[] })[] })[];
}

/** Who answers for what on a day, over all maps or one. */
export async function ownershipChart(
  platform: Platform,
  actor: Actor,
  wanted: { asOf?: string | undefined; journey?: string | undefined },
): Promise<OwnershipChart> {
  require(actor, 'ownership:read');
  const today = await dayOf(platform.db, platform.clock.now());
  const day = wanted.asOf ?? today;
  const ledger = await wholeLedger(platform.db);
  const rows = Map.groupBy(ledger, (row) => `${row.objectKind} ${row.objectId}`);
  const objectOf = (
    kind: ObjectKind,
    { id, key, name }: { id: number; key: string; name: string },
  ): ChartObject => {
    const all = rows.get(`${kind} ${id}`) ?? [];
    const seat = seatOf(all, day);
    return {
      id,
      key,
      name,
      person: seat.person,
      reason: seat.person ? null : seat.reason,
      candidates: seat.person ? [] : seat.candidates,
      acknowledged: seat.person !== null && seat.assignment.acknowledgedAt !== null,
      entries: all.filter((row) => covers(row, day)).map((row) => entryOf(row, day)),
    };
  };
  const maps: StoredJourney[] = (await listJourneys(platform, actor)).filter(
    (journey) => !wanted.journey || journey.key === wanted.journey,
  );
  const journeys = maps.map((journey) => ({
    ...objectOf('journey', journey),
    phases: journey.phases.map((phase) => ({
      ...objectOf('phase', phase),
      touchpoints: phase.touchpoints.map((touchpoint) => objectOf('touchpoint', touchpoint)),
    })),
  }));
  const touchpoints = journeys.flatMap((journey) => journey.phases.flatMap((phase) => phase.touchpoints));
  const changes = [
    ...new Set(
      ledger.flatMap((row) => [
        row.from,
        ...(row.until ? [row.until] : []),
        ...(row.leftOn ? [row.leftOn] : []),
      ]),
    ),
  ].sort();
  return {
    asOf: day,
    today,
    span: {
      from: min(changes[0] ?? today, day),
      to: [today, day, ...changes].reduce(max),
    },
    changes,
    counts: {
      touchpoints: touchpoints.length,
      exactlyOne: touchpoints.filter((touchpoint) => touchpoint.person).length,
      acknowledged: touchpoints.filter((touchpoint) => touchpoint.acknowledged).length,
    },
    departments: (await listDepartments(platform.db))
      .filter((one) => !one.archivedAt)
      .map(({ id, key, name }) => ({ id, key, name })),
    journeys,
  };
}

/** Touchpoints without exactly one accountable person today: the number beside Ownership. */
export async function countEmptySeats(platform: Platform, actor: Actor): Promise<number> {
  if (!actor.permissions.has('ownership:read')) return 0;
  const { inOrder } = await touchpointIndex(platform.db);
  const ids = inOrder.filter((touchpoint) => !touchpoint.archived).map((touchpoint) => touchpoint.id);
  const rows = Map.groupBy(await ledgerOf(platform.db, { touchpoints: ids }, ['A']), (row) => row.objectId);
  const day = await dayOf(platform.db, platform.clock.now());
  return ids.filter((id) => seatOf(rows.get(id) ?? [], day).person === null).length;
}

export function entryOf(row: LedgerRow, day: string): Entry {
  const { holderKind: kind, holderId: id, holderName: name, departmentId } = row;
  return {
    id: row.id,
    role: row.role,
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

function min(a: string, b: string): string {
  return a < b ? a : b;
}

function max(a: string, b: string): string {
  return a > b ? a : b;
}
