import { type Actor, require } from '../platform/access.ts';
import { notFound } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { type Entry, entryOf } from './chart.ts';
import { dayOf } from './day.ts';
import { ledgerOfObject, ledgerOfPerson, objectByKey, wholeLedger } from './ledger.sql.ts';
import { covers, type LedgerRow, type ObjectKind } from './ledger.ts';
import { namesOfObjects } from './ledgerObject.sql.ts';

export type Held = Entry & {
  object: { kind: ObjectKind; id: number; key: string; name: string };
  state: 'past' | 'now' | 'future';
};

/** Everything a person holds, held and will hold, the newest first. */
export async function assignmentsOfPerson(
  platform: Platform,
  actor: Actor,
  personId: string,
): Promise<Held[]> {
  require(actor, 'ownership:read');
  return named(platform, (await ledgerOfPerson(platform.db, personId)).reverse());
}

/** Everybody who held, holds or will hold something for an object, the newest first. */
export async function assignmentsOfObject(
  platform: Platform,
  actor: Actor,
  { kind, key }: { kind: ObjectKind; key: string },
): Promise<Held[]> {
  require(actor, 'ownership:read');
  const object = await objectByKey(platform.db, kind, key);
  if (!object) throw notFound(kind, key);
  return named(platform, (await ledgerOfObject(platform.db, kind, object.id)).reverse());
}

/** The whole ledger; `asOf` keeps what is in force that day. */
export async function allAssignments(platform: Platform, actor: Actor, asOf?: string): Promise<Held[]> {
  require(actor, 'ownership:read');
  return named(platform, await wholeLedger(platform.db, asOf));
}

export async function named(platform: Platform, rows: LedgerRow[]): Promise<Held[]> {
  const today = await dayOf(platform.db, platform.clock.now());
  const objects = await namesOfObjects(platform.db, rows);
  return rows.map((row) => ({
    ...entryOf(row, today),
    object: {
      kind: row.objectKind,
      id: row.objectId,
      ...(objects.get(`${row.objectKind} ${row.objectId}`) ?? { key: '', name: '' }),
    },
    state: covers(row, today) ? 'now' : row.from > today ? 'future' : 'past',
  }));
}
