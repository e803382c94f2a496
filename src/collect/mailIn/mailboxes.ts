import { type Actor, require } from '../../platform/access.ts';
import { audit } from '../../platform/audit.ts';
import type { Tx } from '../../platform/database.ts';
import { conflict, notFound, Refusal } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Platform } from '../../platform/platform.ts';
import { type ReplyAbout, replyAddress } from '../../platform/replyAddress.ts';
import { seal } from '../../platform/secrets.ts';
import { screenAll } from '../known.ts';
import { sourceIdOf } from '../sources.ts';
import { askToFetch, dueAt, passwordOf, purposeOf } from './fetch.ts';
import {
  allMailboxes,
  endMailbox,
  insertMailbox,
  type MailboxRow,
  mailboxById,
  mailboxCounts,
  updateMailbox,
} from './mailbox.sql.ts';
import type { ImapSettings, Mailbox, MailboxInput, MailboxTried, MailboxTry } from './mailbox.ts';
import { forgetAddresses } from './receiver.ts';
import { mailWires } from './server.ts';

const COUNTED = 30 * 86_400_000;

export async function listMailboxes(platform: Platform, actor: Actor): Promise<Mailbox[]> {
  require(actor, 'source:read');
  return shown(platform, await allMailboxes(platform.db));
}

export async function oneMailbox(platform: Platform, actor: Actor, id: string): Promise<Mailbox> {
  require(actor, 'source:read');
  return (await shown(platform, [await mailboxRow(platform, id)]))[0] as Mailbox;
}

export async function makeMailbox(platform: Platform, actor: Actor, given: MailboxInput): Promise<Mailbox> {
  require(actor, 'source:write');
  const id = newId();
  const sourceId = await sourceIdOf(platform, given.source);
  await mustFit(platform, given, undefined);
  const imap = given.way === 'imap' ? given : undefined;
  const secret = imap?.password ? seal(platform.config, purposeOf(id), imap.password) : null;
  const { way, name, settings, rules } = given;
  await platform.db.tx(async (tx) => {
    const row = {
      id,
      sourceId,
      way,
      name,
      settings,
      secret,
      rules,
      everyMinutes: imap?.everyMinutes ?? null,
    };
    await insertMailbox(tx, row, { at: platform.clock.now(), personId: actor.personId });
    await audit(tx, platform, actor, {
      verb: 'mailbox.made',
      subject: { kind: 'mailbox', id },
      detail: told(given),
    });
  });
  forgetAddresses();
  if (imap?.everyMinutes) await askToFetch(platform, id);
  return oneMailbox(platform, actor, id);
}

/**
 * Another folder or server is read from its beginning: mail that is known stays known, so nothing is doubled.
 * @throws Refusal `way_stays`, `password_again` when the server changes and the password is not sent along
 */
export async function changeMailbox(
  platform: Platform,
  actor: Actor,
  id: string,
  given: MailboxInput,
): Promise<Mailbox> {
  require(actor, 'source:write');
  const before = await mailboxRow(platform, id);
  if (before.way !== given.way)
    throw new Refusal('way_stays', 'A mailbox stays of its kind. Make a new one.');
  const sourceId = await sourceIdOf(platform, given.source);
  await mustFit(platform, given, id);
  const imap = given.way === 'imap' ? given : undefined;
  const same = (fields: (keyof ImapSettings)[]) =>
    fields.every((field) => (before.settings as ImapSettings)[field] === imap?.settings[field]);
  // Else whoever may change the address could have the password sent to a server of their own.
  if (before.secret && imap && !imap.password && !same(['host', 'port', 'user', 'tls', 'certificate', 'ca']))
    throw new Refusal('password_again', 'The server changes, so enter the password again.');
  const again = imap !== undefined && !same(['host', 'port', 'user', 'folder', 'since']);
  const secret = imap?.password ? seal(platform.config, purposeOf(id), imap.password) : before.secret;
  const { way, name, settings, rules } = given;
  await platform.db.tx(async (tx) => {
    const row = {
      id,
      sourceId,
      way,
      name,
      settings,
      secret,
      rules,
      everyMinutes: imap?.everyMinutes ?? null,
    };
    await updateMailbox(tx, row, again);
    const detail = { before: told(before), after: told(given), again };
    await audit(tx, platform, actor, { verb: 'mailbox.changed', subject: { kind: 'mailbox', id }, detail });
  });
  forgetAddresses();
  if (again) await askToFetch(platform, id);
  return oneMailbox(platform, actor, id);
}

export async function removeMailbox(platform: Platform, actor: Actor, id: string): Promise<void> {
  require(actor, 'source:write');
  const row = await mailboxRow(platform, id);
  await platform.db.tx(async (tx) => {
    if ((await endMailbox(tx, id, platform.clock.now())) === 0) throw notFound('mailbox', id);
    await audit(tx, platform, actor, {
      verb: 'mailbox.ended',
      subject: { kind: 'mailbox', id },
      detail: told(row),
    });
  });
  forgetAddresses();
}

/** Fetches now. @throws Refusal `not_fetched` */
export async function fetchNow(platform: Platform, actor: Actor, id: string): Promise<void> {
  require(actor, 'import:write');
  const row = await mailboxRow(platform, id);
  if (row.way !== 'imap')
    throw new Refusal('not_fetched', 'Nothing is fetched here: mail arrives at this address by itself.');
  await askToFetch(platform, id);
}

/** Connects, signs in, opens the folder, and touches nothing. */
export async function tryMailbox(platform: Platform, actor: Actor, given: MailboxTry): Promise<MailboxTried> {
  require(actor, 'source:write');
  const { settings } = given;
  const password = given.password ?? (await storedFor(platform, given));
  const folder = await mailWires().openFolder({
    settings,
    password,
    write: false,
    now: platform.clock.now(),
  });
  try {
    return { folder: settings.folder, messages: folder.messages, folders: await folder.folders() };
  } finally {
    await folder.close();
  }
}

/** The password that is stored, for the same server and user alone. */
async function storedFor(platform: Platform, { mailbox, settings }: MailboxTry): Promise<string> {
  if (!mailbox) return '';
  const row = await mailboxRow(platform, mailbox);
  const stored = row.settings as ImapSettings;
  const fields = ['host', 'port', 'user', 'tls', 'certificate', 'ca'] as const;
  const same = row.way === 'imap' && fields.every((field) => stored[field] === settings[field]);
  return same ? passwordOf(platform, row) : '';
}

/**
 * Where answers about something of ours are asked for: a signed address at the mailbox that is meant for answers.
 * Undefined where there is none.
 */
export async function replyAddressFor(
  tx: Tx,
  platform: Platform,
  about: ReplyAbout,
): Promise<string | undefined> {
  for (const row of await allMailboxes(tx)) {
    const [first] = row.settings.addresses;
    const address = row.rules.replies && first ? replyAddress(platform.config, first, about) : undefined;
    if (address) return address;
  }
  return undefined;
}

export async function mailboxRow(platform: Platform, id: string): Promise<MailboxRow> {
  const row = await mailboxById(platform.db, id);
  if (!row) throw notFound('mailbox', id);
  return row;
}

/**
 * What it would refer to must be there, and an address belongs to one mailbox.
 * @throws Refusal `unknown_metric`, `unknown_touchpoint`, `replies_nowhere`, `address_taken`
 */
async function mustFit(platform: Platform, given: MailboxInput, id: string | undefined): Promise<void> {
  const { rules, settings } = given;
  const at = platform.clock.now().toISOString();
  const touchpoints = [rules.touchpoint, ...rules.touchpoints.map((one) => one.touchpoint)];
  const asked = [...new Set(touchpoints)].map((touchpoint) => ({
    type: 'response' as const,
    key: 'x',
    metric: rules.metric,
    comment: 'x',
    at,
    touchpoint,
  }));
  const objection = (await screenAll(platform, asked)).find(Boolean);
  if (objection)
    throw new Refusal(`unknown_${objection.field}`, objection.reason, { field: objection.field });
  if (rules.replies && settings.addresses.length === 0)
    throw new Refusal('replies_nowhere', 'Say at which address answers are asked for.', {
      errors: [{ path: 'settings.addresses', message: 'is needed for answers' }],
    });
  if (given.way !== 'smtp') return;
  const others = (await allMailboxes(platform.db)).filter((row) => row.way === 'smtp' && row.id !== id);
  for (const row of others) {
    const taken = row.settings.addresses.find((address) => settings.addresses.includes(address));
    if (taken)
      throw conflict('address_taken', `Mail to ${taken} already goes to “${row.name}”.`, { address: taken });
  }
}

async function shown(platform: Platform, rows: MailboxRow[]): Promise<Mailbox[]> {
  const ids = rows.map((row) => row.id);
  const since = new Date(platform.clock.now().getTime() - COUNTED);
  const counted = new Map((await mailboxCounts(platform.db, ids, since)).map((one) => [one.id, one]));
  return rows.map((row) => {
    const { secret: _secret, sourceId: _source, uidValidity: _validity, lastUid: _uid, ...rest } = row;
    const count = counted.get(row.id);
    return {
      ...rest,
      nextAt: row.begunAt ? dueAt(row) : null,
      lastMailAt: count?.last ?? null,
      counts: {
        feedback: count?.feedback ?? 0,
        reply: count?.reply ?? 0,
        other: count?.other ?? 0,
        waiting: count?.waiting ?? 0,
        failed: count?.failed ?? 0,
      },
    };
  });
}

/** For the record: never a password. */
function told(of: { way: string; name: string; source: string; settings: unknown; rules: unknown }) {
  const { way, name, source, settings, rules } = of;
  return { way, name, source, settings, rules };
}
