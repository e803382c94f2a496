import { type Actor, require } from '../platform/access.ts';
import type { Platform } from '../platform/platform.ts';
import { type Acting, actingFor } from './acting.ts';
import { dayOf, later } from './day.ts';
import { listDelegations } from './delegation.sql.ts';
import type { PersonCard } from './ledger.ts';
import { type NamedObject, namesOfObjects } from './ledgerObject.sql.ts';
import { personCards } from './person.sql.ts';

/** One delegation or absence as shown. `past`: it returned, by itself or early. */
export interface CoverEntry {
  id: string;
  person: PersonCard;
  to: PersonCard;
  object: (NamedObject & { kind: string }) | null;
  absent: boolean;
  from: string;
  until: string;
  reason: string | null;
  state: 'past' | 'now' | 'future';
  /** Who would act has left: it stays with the person. */
  void: boolean;
}

/** Delegations and absences of a person (who passed on, or who acts) or of everybody, the newest first. */
export async function coverOf(
  platform: Platform,
  actor: Actor,
  { person }: { person?: string | undefined } = {},
): Promise<CoverEntry[]> {
  require(actor, 'ownership:read');
  const { db } = platform;
  const today = await dayOf(db, platform.clock.now());
  const rows = await listDelegations(db, person);
  const cards = await personCards(
    db,
    rows.flatMap((row) => [row.fromId, row.toId]),
  );
  const named = rows.flatMap(({ objectKind, objectId }) =>
    objectKind && objectId !== null ? [{ objectKind, objectId }] : [],
  );
  const names = await namesOfObjects(db, named);
  return rows.map((row) => {
    const object = names.get(`${row.objectKind} ${row.objectId}`);
    return {
      id: row.id,
      person: cards.get(row.fromId)!,
      to: cards.get(row.toId)!,
      object: object && row.objectKind ? { kind: row.objectKind, ...object } : null,
      absent: row.absent,
      from: row.from,
      until: row.until,
      reason: row.reason,
      state: row.until <= today ? 'past' : row.from > today ? 'future' : 'now',
      void: row.toLeftOn !== null && row.toLeftOn <= later(row.from, today),
    };
  });
}

/** Whom the signed-in person acts for now. */
export async function iActFor(platform: Platform, actor: Actor): Promise<Acting[]> {
  if (!actor.personId) return [];
  const { personId } = actor;
  return (await actingFor(platform.db, [personId], platform.clock.now())).get(personId) ?? [];
}
