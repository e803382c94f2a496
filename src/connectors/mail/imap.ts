import { isIP } from 'node:net';
import type { FetchMessageObject, ImapFlow, ImapFlowOptions } from 'imapflow';
import type { FolderAsk, OpenFolder } from '../../collect/mailIn/server.ts';
import { Refusal } from '../../platform/errors.ts';
import { addressOf } from '../sql/address.ts';
import { inWords } from './trouble.ts';

/** A head larger than this is read up to here; a mail has its own limit. */
const MOST_HEAD = 256 * 1024;
const MB = 1024 * 1024;

/** Signs in and opens the folder; read-only unless something is to be marked. @throws Refusal in words for whoever set it up */
export async function openFolder(ask: FolderAsk): Promise<OpenFolder> {
  const { settings, write, now } = ask;
  const { host, port } = settings;
  const client = await connected(ask);
  const said = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw inWords(error, { host, port, folder: settings.folder });
    }
  };
  try {
    const box = await said(() => client.mailboxOpen(settings.folder, { readOnly: !write }));
    return {
      uidValidity: String(box.uidValidity),
      messages: box.exists,
      uids: (after, since) => said(() => uidsOf(client, after, since)),
      heads: (uids) => said(() => headsOf(client, uids, now)),
      source: (uid, most) =>
        said(async () => {
          const found = await client.fetchOne(
            String(uid),
            { uid: true, source: { start: 0, maxLength: most } },
            { uid: true },
          );
          return found ? found.source : undefined;
        }),
      mark: (uids, as) =>
        said(async () => {
          if (uids.length === 0) return;
          await client.messageFlagsAdd(uids.join(','), [as === 'seen' ? '\\Seen' : '\\Flagged'], {
            uid: true,
          });
        }),
      folders: () =>
        said(async () =>
          (await client.list())
            .filter((one) => !one.flags.has('\\Noselect') && !one.flags.has('\\NonExistent'))
            .map((one) => one.path)
            .slice(0, 200),
        ),
      close: () => closed(client),
    };
  } catch (error) {
    await closed(client);
    throw error;
  }
}

async function connected({ settings, password }: FolderAsk): Promise<ImapFlow> {
  const { host, port, tls, user } = settings;
  const address = await addressOf(host);
  // Loaded when somebody connects a mailbox, not at every start.
  const { ImapFlow: Client } = await import('imapflow');
  const options: ImapFlowOptions = {
    // The address that was looked at, and the name its certificate is for.
    host: address,
    ...(isIP(host) ? {} : { servername: host }),
    port,
    secure: tls === 'on',
    doSTARTTLS: tls === 'starttls',
    auth: { user, pass: password },
    tls: {
      rejectUnauthorized: settings.certificate === 'trusted',
      minVersion: 'TLSv1.2',
      ...(settings.ca ? { ca: settings.ca } : {}),
    },
    logger: false,
    disableAutoIdle: true,
    clientInfo: { name: 'Onus' },
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 60_000,
    maxLineLength: 16 * MB,
    maxLiteralSize: 64 * MB,
    maxResponseSize: 80 * MB,
  };
  const client = new Client(options);
  // What breaks between two commands is thrown by the next one; unheard it would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    client.close();
    throw inWords(error, { host, port, folder: settings.folder });
  }
}

async function uidsOf(client: ImapFlow, after: number, since: string | null): Promise<number[]> {
  const found = await client.search(
    { uid: `${after + 1}:*`, ...(since ? { since: new Date(`${since}T00:00:00Z`) } : { all: true }) },
    { uid: true },
  );
  if (!Array.isArray(found))
    throw new Refusal('mail_server_failed', 'The server does not say which mails there are.');
  // `n:*` names the last mail also where it is older than n.
  return found.filter((uid) => uid > after).sort((a, b) => a - b);
}

async function headsOf(client: ImapFlow, uids: number[], now: Date) {
  if (uids.length === 0) return [];
  const query = { uid: true, internalDate: true, size: true, headers: true };
  const rows = await client.fetchAll(uids.join(','), query, { uid: true });
  return rows
    .map((row: FetchMessageObject) => ({
      uid: row.uid,
      arrivedAt: arrived(row.internalDate, now),
      bytes: row.size ?? 0,
      head: (row.headers ?? Buffer.alloc(0)).subarray(0, MOST_HEAD),
    }))
    .sort((a, b) => a.uid - b.uid);
}

/** When the server got it; a server without a clock got it now. */
function arrived(date: Date | string | undefined, now: Date): Date {
  const at = new Date(date ?? Number.NaN);
  return at.getTime() >= 0 && at.getTime() <= now.getTime() ? at : now;
}

async function closed(client: ImapFlow): Promise<void> {
  // A server that does not answer any more is not waited for.
  await Promise.race([
    client.logout().catch(() => undefined),
    new Promise((resolve) => setTimeout(resolve, 2000).unref()),
  ]);
  client.close();
}
