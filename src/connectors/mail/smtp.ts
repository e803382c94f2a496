import type {
  SMTPServerAddress,
  SMTPServerDataStream,
  SMTPServerError,
  SMTPServerSession,
} from 'smtp-server';
import type { Receiver, ReceiverAsk } from '../../collect/mailIn/server.ts';
import { Refusal } from '../../platform/errors.ts';

/** Silence after which a sender is let go. */
const SILENCE = 60_000;
const MOST_CLIENTS = 50;
const MOST_RECIPIENTS = 20;

type Done = (error?: Error | null) => void;

/**
 * A receiver for mail, as a mail server before it delivers: it takes mail for addresses of its mailboxes and for nobody else,
 * passes nothing on, asks nobody to sign in, and says “250” once the mail is on disk.
 */
export async function startReceiver(ask: ReceiverAsk): Promise<Receiver> {
  // Loaded where a port is set for it.
  const { SMTPServer } = await import('smtp-server');
  const mailboxes = new WeakMap<SMTPServerSession, Set<string>>();
  const server = new SMTPServer({
    banner: 'Onus',
    // Without a certificate of our own the library would offer one whose key everybody knows.
    disabledCommands: ask.tls ? ['AUTH'] : ['AUTH', 'STARTTLS'],
    ...(ask.tls ?? {}),
    authOptional: true,
    disableReverseLookup: true,
    size: ask.mostBytes,
    maxClients: MOST_CLIENTS,
    maxRecipients: MOST_RECIPIENTS,
    socketTimeout: SILENCE,
    closeTimeout: 2000,
    logger: false,
    onMailFrom(_address: SMTPServerAddress, session: SMTPServerSession, done: Done) {
      mailboxes.delete(session);
      ask.mustHaveRoom().then(
        () => done(),
        (error) => done(reply(later(error))),
      );
    },
    onRcptTo({ address }: SMTPServerAddress, session: SMTPServerSession, done: Done) {
      ask.mailboxOf(address).then(
        (mailbox) => {
          if (!mailbox) return done(reply({ code: 550, words: 'No such mailbox here' }));
          mailboxes.set(session, (mailboxes.get(session) ?? new Set()).add(mailbox));
          done();
        },
        (error) => done(reply(later(error))),
      );
    },
    onData(stream: SMTPServerDataStream, session: SMTPServerSession, done: Done) {
      taken(ask, stream, session, mailboxes.get(session)).then(
        () => done(),
        (error) => {
          if (!(error instanceof TooLarge)) ask.log(String((error as Error)?.message ?? error));
          done(
            reply(
              error instanceof TooLarge ? { code: 552, words: 'The message is too large' } : later(error),
            ),
          );
        },
      );
    },
  });
  // A sender that breaks off is no trouble of ours.
  server.on('error', (error: NodeJS.ErrnoException) => ask.log(error.message));
  const port = await new Promise<number>((resolve, reject) => {
    const refused = (error: NodeJS.ErrnoException) =>
      reject(
        new Refusal(
          'port_in_use',
          `Mail cannot be received at port ${ask.port}: ${error.code === 'EADDRINUSE' ? 'it is taken by another program' : error.message}. Set ONUS_MAIL_PORT to another number.`,
          { port: ask.port },
        ),
      );
    server.once('error', refused);
    const listening = server.listen(ask.port, ask.host, () => {
      server.off('error', refused);
      const address = listening.address();
      resolve(typeof address === 'object' && address ? address.port : ask.port);
    });
  });
  return { port, stop: () => new Promise((resolve) => server.close(() => resolve())) };
}

class TooLarge extends Error {}

/** One mail for several of our mailboxes is one mail: it came through the first. */
async function taken(
  ask: ReceiverAsk,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  mailboxes: Set<string> | undefined,
): Promise<void> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of stream) {
    bytes += (part as Buffer).length;
    // Read to the end, for the sender hears nothing before; kept no longer.
    if (bytes <= ask.mostBytes) parts.push(part as Buffer);
    else parts.length = 0;
  }
  if (stream.sizeExceeded || bytes > ask.mostBytes) throw new TooLarge();
  const [mailbox] = mailboxes ?? [];
  if (!mailbox) throw new Error('a message without a recipient of ours');
  const { mailFrom, rcptTo } = session.envelope;
  await ask.receive(mailbox, {
    raw: Buffer.concat(parts),
    arrivedAt: ask.now(),
    envelopeFrom: mailFrom ? mailFrom.address.toLowerCase() : '',
    envelopeTo: rcptTo.map((one) => one.address.toLowerCase()),
    bytes,
  });
}

/** Nothing was stored: the sender keeps it, and comes again. */
function later(error: unknown): { code: number; words: string } {
  const full = error instanceof Refusal && error.status === 429;
  return full
    ? { code: 452, words: 'Too much waits here, come again later' }
    : { code: 451, words: 'Come again later' };
}

function reply({ code, words }: { code: number; words: string }): SMTPServerError {
  return Object.assign(new Error(words), { responseCode: code });
}
