import type { Platform } from '../../platform/platform.ts';
import type { OpenConnection } from '../conventions/connection.sql.ts';
import { flatten } from '../conventions/flatten.ts';
import { addProfile } from './profile.sql.ts';
import { note, Profile } from './profile.ts';

/** Events of one request whose fields are looked at: shapes show in these, and a request may hold thousands. */
const LOOKED_AT = 20;
/** And of all requests between two writings: a busy door looks at the first ones, each look costs about 10 µs. */
const LOOKED_AT_BETWEEN = 400;
/** Written at most this often a connection, so that a busy door pays nothing for it. Milliseconds. */
const RESTS = 5000;

const gathered = new WeakMap<OpenConnection, { profile: Profile; looked: number; writtenAt: number }>();

/** What the events of a connection look like before they are mapped: a new field shows here before anybody uses it. */
export async function watchEvents(
  platform: Platform,
  connection: OpenConnection,
  events: readonly { raw: unknown }[],
): Promise<void> {
  const kept = gathered.get(connection) ?? {
    profile: new Profile(),
    looked: 0,
    writtenAt: Number.NEGATIVE_INFINITY,
  };
  gathered.set(connection, kept);
  const looked = events.slice(0, Math.min(LOOKED_AT, LOOKED_AT_BETWEEN - kept.looked));
  kept.looked += looked.length;
  for (const { raw } of looked) {
    const feed = kept.profile.record(`event:${nameOf(raw)}`);
    if (feed) for (const [field, value] of Object.entries(flatten(raw))) note(feed, field, value);
  }
  if (performance.now() - kept.writtenAt < RESTS) return;
  kept.writtenAt = performance.now();
  const { profile } = kept;
  kept.profile = new Profile();
  kept.looked = 0;
  await platform.db.tx((tx) => addProfile(tx, connection.sourceId, profile, platform.clock.now()));
}

function nameOf(raw: unknown): string {
  const { event, type } = (raw ?? {}) as { event?: unknown; type?: unknown };
  const name = typeof event === 'string' ? event : typeof type === 'string' ? type : '';
  return name.replaceAll('\0', '').toWellFormed().slice(0, 80) || 'event';
}
