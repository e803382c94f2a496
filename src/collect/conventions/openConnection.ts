import { cached } from '../../platform/cached.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import { hashOfToken } from '../../platform/token.ts';
import { noteRefused, type OpenConnection, openConnections } from './connection.sql.ts';

const open = cached(
  async (db) => new Map((await openConnections(db)).map((one) => [one.keyHash, one] as const)),
);
let readAgainAt = 0;

/** A connection was made, changed or ended. */
export function forgetConnections(): void {
  open.forget();
  readAgainAt = 0;
}

/**
 * The connection a key opens, from memory. One made elsewhere a moment ago is found too: an unknown key reads the list
 * again, at most four times a second however many are tried.
 * @throws Refusal `wrong_key` 401
 */
export async function connectionBehind(
  platform: Platform,
  key: string | undefined,
  convention: OpenConnection['convention'],
): Promise<OpenConnection> {
  const hash = hashOfToken(key ?? '');
  let found = (await open.get(platform.db)).get(hash);
  if (!found && performance.now() > readAgainAt) {
    readAgainAt = performance.now() + 250;
    open.forget();
    found = (await open.get(platform.db)).get(hash);
  }
  if (found?.convention === convention) return found;
  throw new Refusal(
    'wrong_key',
    key
      ? 'This key is not known here or was ended. The page of the source shows which are in use.'
      : 'Send the connection’s key: by basic authentication as the user name, or as “Authorization: Bearer <key>”.',
    {},
    401,
  );
}

/** The key of a request: `Authorization: Basic` (as user name) or `Bearer`. */
export function keyIn(authorization: string | undefined): string | undefined {
  const [, scheme, value] = /^(Basic|Bearer)\s+(\S+)\s*$/i.exec(authorization ?? '') ?? [];
  if (!scheme || !value) return undefined;
  if (scheme.toLowerCase() === 'bearer') return value;
  return Buffer.from(value, 'base64').toString('utf8').split(':')[0] || undefined;
}

/** What a door refuses is shown on the page of its source: the sender’s log is somebody else’s. */
export async function guarded<T>(
  platform: Platform,
  connection: OpenConnection,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal && error.status !== 429) await note(platform, connection, error);
    throw error;
  }
}

const noted = new WeakMap<OpenConnection, number>();

/** At most four a second: a sender gone wild must not write as often as it is refused. */
async function note(
  platform: Platform,
  connection: OpenConnection,
  { code, message }: Refusal,
): Promise<void> {
  if (performance.now() - (noted.get(connection) ?? -1000) < 250) return;
  noted.set(connection, performance.now());
  await noteRefused(platform.db, connection.id, { code, reason: message, at: platform.clock.now() });
}
