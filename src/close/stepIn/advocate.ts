import { dayOf } from '../../own/own.ts';
import type { Platform } from '../../platform/platform.ts';
import { peopleOf } from '../list.ts';
import { advocatesOf } from './advocate.sql.ts';
import type { Advocate } from './shapes.ts';

/** Who stands up for each of these customers; who has nothing open is left out. */
export async function advocates(platform: Platform, customers: string[]): Promise<Advocate[]> {
  if (customers.length === 0) return [];
  const { db, clock } = platform;
  const rows = await advocatesOf(db, customers, await dayOf(db, clock.now()));
  const people = await peopleOf(
    db,
    rows.map((row) => row.personId),
  );
  return rows.map(({ personId, from, ...row }) => ({ ...row, person: people(personId), since: from }));
}
