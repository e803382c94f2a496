import { operatorActor } from '../src/platform/access.ts';
import { type Database, sql } from '../src/platform/database.ts';
import { recordEvents } from '../src/platform/events.ts';
import { newId } from '../src/platform/ids.ts';
import type { Platform } from '../src/platform/platform.ts';
import { testPlatform } from './platform.ts';
import { smallWorld } from './world.ts';

/** A platform that may send to this machine, with the small world in it. */
export async function tellingPlatform(db: Database) {
  const platform = await testPlatform(db, { config: { privateTargets: true } });
  const { sourceId } = await smallWorld(db);
  return { platform, sourceId, operator: operatorActor };
}

/** Something that other systems may hear of, without a case behind it. @returns the event's id */
export async function somethingHappens(platform: Platform): Promise<string> {
  const subject = { kind: 'customer', id: newId() };
  await platform.db.tx((tx) =>
    recordEvents(tx, platform, [{ name: 'customer.merged', subject, data: { from: newId() } }]),
  );
  const { id } = await platform.db.one<{ id: string }>(
    sql`select event_id as id from events where subject_id = ${subject.id}`,
  );
  return id;
}
