import { readFileSync } from 'node:fs';
import { cached } from '../../platform/cached.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import { withoutTag } from '../../platform/replyAddress.ts';
import { allMailboxes } from './mailbox.sql.ts';
import { MOST_BYTES, mustHaveRoom, receiveMail } from './receive.ts';
import { mailWires, type Receiver } from './server.ts';

/** Read at most every 5 s: a sender that tries a thousand addresses costs one look. */
const addresses = cached(
  async (db) =>
    new Map(
      (await allMailboxes(db))
        .filter((box) => box.way === 'smtp')
        .flatMap((box) => box.settings.addresses.map((address) => [address, box.id] as const)),
    ),
  5,
);

/** Our own door for mail, where a port is set for it. @returns undefined where none is */
export async function startReceiving(platform: Platform): Promise<Receiver | undefined> {
  const { mailPort, mailHost, mailTls } = platform.config;
  if (mailPort === undefined) return undefined;
  const receiver = await mailWires().startReceiver({
    host: mailHost,
    port: mailPort,
    mostBytes: MOST_BYTES,
    tls: mailTls && { cert: fileOf(mailTls.cert), key: fileOf(mailTls.key) },
    mailboxOf: async (address) => (await addresses.get(platform.db)).get(withoutTag(address)),
    receive: async (mailboxId, mail) => {
      await receiveMail(platform, mailboxId, mail);
    },
    mustHaveRoom: () => mustHaveRoom(platform),
    now: () => platform.clock.now(),
    log: (problem) => platform.log.warn({ problem }, 'receiving mail'),
  });
  platform.log.info({ port: receiver.port }, 'receiving mail');
  return receiver;
}

/** A mailbox was made, changed or ended. */
export function forgetAddresses(): void {
  addresses.forget();
}

function fileOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new Refusal(
      'bad_configuration',
      `“${path}” cannot be read: ${(error as Error).message}. ONUS_MAIL_CERT and ONUS_MAIL_KEY name PEM files.`,
      { path },
    );
  }
}
