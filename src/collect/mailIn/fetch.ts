import { Refusal } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import { unseal } from '../../platform/secrets.ts';
import { isGone } from '../holder.ts';
import { noteError } from '../source.sql.ts';
import {
  allMailboxes,
  freeMailboxes,
  heldMailboxes,
  holdMailbox,
  type MailboxRow,
  mailboxById,
  moveUid,
  releaseMailbox,
} from './mailbox.sql.ts';
import type { ImapSettings } from './mailbox.ts';
import { knownByHead, MOST_BYTES, mustHaveRoom, receiveMail } from './receive.ts';
import { mailWires, type OpenFolder } from './server.ts';

export const fetchQueue = 'collect.mailboxes.fetch';
/** Heads asked for at once; after so many the watermark moves. */
const AT_ONCE = 50;
/** Then the job ends and comes again: a mailbox of years must not hold up the others. */
const SLICE = 60_000;

export interface Fetched {
  /** Mails stored that were not known. */
  fresh: number;
  /** False: more is there, and the next run goes on. */
  whole: boolean;
}

/**
 * Fetches what a mailbox holds beyond the watermark. Stored first, marked on the server then, and only then does the
 * watermark move: wherever it breaks off, the next run meets mail it knows and changes nothing. Where UIDVALIDITY changed,
 * all is looked through again by the heads alone, and what is known is not fetched again.
 * @returns undefined where somebody else is at it or the mailbox is gone
 */
export async function fetchMailbox(platform: Platform, id: string): Promise<Fetched | undefined> {
  const { db, clock } = platform;
  await freeMailboxes(db, (await heldMailboxes(db)).filter(isGone));
  const row = await mailboxById(db, id);
  if (row?.way !== 'imap' || !(await holdMailbox(db, id, clock.now()))) return undefined;
  let failure: string | null = null;
  let fetched: Fetched = { fresh: 0, whole: false };
  try {
    fetched = await withFolder(platform, row, (folder) => fetchFrom(platform, row, folder));
  } catch (error) {
    failure =
      error instanceof Refusal
        ? error.message
        : `It broke off: ${String((error as Error)?.message ?? error)}`;
    failure = failure.replaceAll('\0', '').toWellFormed().slice(0, 500);
    platform.log.warn({ mailbox: id, failure }, 'a mailbox could not be fetched from');
    await noteError(db, row.sourceId, `${row.name}: ${failure}`, clock.now());
  }
  await releaseMailbox(db, id, { at: clock.now(), failure, whole: failure === null && fetched.whole });
  if (failure === null && !fetched.whole) await askToFetch(platform, id);
  return fetched;
}

async function withFolder<T>(
  platform: Platform,
  row: MailboxRow,
  work: (folder: OpenFolder) => Promise<T>,
): Promise<T> {
  const settings = row.settings as ImapSettings;
  const folder = await mailWires().openFolder({
    settings,
    password: passwordOf(platform, row),
    write: settings.afterwards !== 'leave',
    now: platform.clock.now(),
  });
  try {
    return await work(folder);
  } finally {
    await folder.close();
  }
}

async function fetchFrom(platform: Platform, row: MailboxRow, folder: OpenFolder): Promise<Fetched> {
  const settings = row.settings as ImapSettings;
  const began = performance.now();
  const { uidValidity } = folder;
  let again = row.uidValidity !== uidValidity;
  const after = again ? 0 : row.lastUid;
  const uids = await folder.uids(after, settings.since);
  let fresh = 0;
  for (let i = 0; i < uids.length; i += AT_ONCE) {
    if (performance.now() - began > SLICE) return { fresh, whole: false };
    await mustHaveRoom(platform);
    const some = uids.slice(i, i + AT_ONCE);
    fresh += await storeSome(platform, row, folder, some);
    if (settings.afterwards !== 'leave') await folder.mark(some, settings.afterwards);
    const lastUid = some.at(-1) as number;
    if (!(await moveUid(platform.db, row.id, { uidValidity, lastUid, again }))) return { fresh, whole: true };
    again = false;
  }
  // Nothing there: what the UIDs are worth is remembered all the same.
  if (again) await moveUid(platform.db, row.id, { uidValidity, lastUid: 0, again });
  return { fresh, whole: true };
}

async function storeSome(
  platform: Platform,
  row: MailboxRow,
  folder: OpenFolder,
  uids: number[],
): Promise<number> {
  const heads = await folder.heads(uids);
  const known = await knownByHead(
    platform,
    heads.map(({ head }) => head),
  );
  let fresh = 0;
  for (const [i, { uid, arrivedAt, bytes }] of heads.entries()) {
    if (known[i]) continue;
    const raw = await folder.source(uid, MOST_BYTES);
    if (!raw) continue;
    const mail = { raw, arrivedAt, bytes: Math.max(bytes, raw.length), envelopeFrom: null, envelopeTo: [] };
    if (await receiveMail(platform, row.id, mail)) fresh++;
  }
  return fresh;
}

/** What is due by its rhythm. */
export async function fetchWhatIsDue(platform: Platform): Promise<void> {
  const now = platform.clock.now();
  for (const row of await allMailboxes(platform.db)) {
    const next = dueAt(row);
    // Half a minute: the look itself comes by the minute.
    if (next && next.getTime() <= now.getTime() + 30_000) await askToFetch(platform, row.id);
  }
}

/** When it is fetched from next; null: only when somebody asks, or never. */
export function dueAt(row: Pick<MailboxRow, 'way' | 'everyMinutes' | 'begunAt'>): Date | null {
  if (row.way !== 'imap' || row.everyMinutes === null) return null;
  return new Date((row.begunAt?.getTime() ?? 0) + row.everyMinutes * 60_000);
}

/** One job waits per mailbox, however often it is asked for. */
export function askToFetch(platform: Platform, id: string): Promise<void> {
  return platform.queue.send(platform.db, fetchQueue, { id }, { key: id });
}

export function passwordOf(platform: Platform, row: Pick<MailboxRow, 'id' | 'secret'>): string {
  return row.secret === null ? '' : unseal(platform.config, purposeOf(row.id), row.secret);
}

export function purposeOf(id: string): string {
  return `mailbox:${id}`;
}
