import type { Transporter } from 'nodemailer';
import { cached } from './cached.ts';
import { sql } from './database.ts';
import { openFile } from './files/files.ts';
import type { Platform } from './platform.ts';
import { readOrganisation } from './settings.ts';

interface MailRow {
  to_address: string;
  to_name: string | null;
  subject: string;
  text_body: string;
  html_body: string | null;
  headers: Record<string, string>;
  message_id: string;
  purpose: string;
  tries: number;
}

/** After this many clean failures (nothing can have been accepted) the mail is given up and says why. */
const maximumTries = 6;

export function jobs(platform: Platform): void {
  platform.queue.work<{ mailId: string }>('mail', ({ mailId }) => sendMail(platform, mailId), {
    retryLimit: maximumTries - 1,
    retryDelay: 10,
    atOnce: connectionsTo(platform.config.smtpUrl),
  });
}

/**
 * Mails under way at once, each on a connection of its own. One at a time waits for the mail server and the database in turn:
 * 1.2 mails a second beside six people at work on the embedded engine. A server that allows fewer says so in SMTP_URL (`?maxConnections=2`).
 */
function connectionsTo(smtpUrl: string | undefined): number {
  const given = Number((smtpUrl && URL.parse(smtpUrl)?.searchParams.get('maxConnections')) || 5);
  return Number.isInteger(given) && given >= 1 ? Math.min(given, 20) : 5;
}

// Asked with every mail; a new name is in the next mails.
const sender = cached(readOrganisation);

/**
 * Each mail leaves once, unless it was given up first (its customer was erased). The try is on record before it is made;
 * when the process dies in between, nobody knows whether the other side took it, so it stays “uncertain” and is never
 * repeated by itself. A repeat is made only after a failure in which the mail certainly was not accepted.
 */
export async function sendMail(platform: Platform, mailId: string): Promise<void> {
  const { db, clock, config } = platform;
  // Everything that takes time comes before the claim: what is given up until then does not leave.
  const organisation = await sender.get(db);
  const transport = config.smtpUrl ? await transportTo(config.smtpUrl) : undefined;
  const attachments = transport ? await filesOf(platform, mailId) : [];
  const mail =
    await db.maybe<MailRow>(sql`update mails set tried_at = ${clock.now()}::timestamptz, tries = tries + 1
    where mail_id = ${mailId}::uuid and tried_at is null and sent_at is null and failed_at is null returning *`);
  if (!mail) return;
  if (!transport) {
    await db.run(sql`update mails set sent_at = ${clock.now()}::timestamptz,
      headers = headers || '{"X-Onus-Delivered-To": "outbox"}'::jsonb where mail_id = ${mailId}::uuid`);
    return;
  }
  try {
    await transport.sendMail({
      from: { name: organisation.name, address: config.mailFrom },
      to: { name: mail.to_name ?? '', address: mail.to_address },
      subject: mail.subject,
      text: mail.text_body,
      ...(mail.html_body ? { html: mail.html_body } : {}),
      attachments,
      messageId: mail.message_id,
      // By the first our own mail is known when it comes back to us; by the second nobody's absence note answers it.
      headers: {
        'X-Loop': config.mailFrom,
        ...(mail.purpose === 'follow_up' ? {} : { 'Auto-Submitted': 'auto-generated' }),
        ...mail.headers,
      },
    });
  } catch (error) {
    return notSent(platform, mailId, mail, error as SmtpError);
  }
  await db.run(
    sql`update mails set sent_at = ${clock.now()}::timestamptz, failed_at = null, failure = null where mail_id = ${mailId}::uuid`,
  );
}

/** Read part by part while the mail leaves. */
async function filesOf({ db }: Platform, mailId: string) {
  const rows = await db.all<{ id: string }>(
    sql`select file_id as id from mail_files where mail_id = ${mailId}::uuid order by position`,
  );
  const files = await Promise.all(rows.map(({ id }) => openFile(db, id)));
  return files.map(({ name, type, body }) => ({ filename: name, contentType: type, content: body }));
}

interface SmtpError extends Error {
  code?: string;
  responseCode?: number;
  command?: string;
  originalCode?: string;
  timeoutType?: string;
}

/**
 * A reply with a number is a refusal. Without one, only a failure before the mail was handed over is certain.
 * nodemailer names a line that broke at any moment 'CONN', even after the last byte: so by that name
 * only what happens before a connection stands counts.
 */
function certainlyNotTaken(error: SmtpError): boolean {
  if (error.responseCode !== undefined || error.code === 'EDNS') return true;
  if (/^(EHLO|HELO|LHLO|AUTH.*|STARTTLS|MAIL FROM|RCPT TO)$/.test(error.command ?? '')) return true;
  const never = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];
  if (never.includes(error.originalCode ?? error.code ?? '')) return true;
  return /^(CONNECT|GREETING|UPGRADE)_TIMEOUT$/.test(error.timeoutType ?? '');
}

async function notSent(platform: Platform, mailId: string, mail: MailRow, error: SmtpError): Promise<void> {
  const { db, clock, log } = platform;
  const failure = error.message.slice(0, 500);
  const certain = certainlyNotTaken(error);
  const passing = certain && (error.responseCode === undefined || error.responseCode < 500);
  log.warn({ mailId, failure, certain }, 'mail not sent');
  if (passing && mail.tries < maximumTries) {
    await db.run(
      sql`update mails set tried_at = null, failure = ${failure} where mail_id = ${mailId}::uuid and failed_at is null`,
    );
    throw error;
  }
  await db.run(
    certain
      ? sql`update mails set failed_at = ${clock.now()}::timestamptz, failure = ${failure} where mail_id = ${mailId}::uuid and failed_at is null`
      : sql`update mails set failure = ${`uncertain: ${failure}`} where mail_id = ${mailId}::uuid and failed_at is null`,
  );
}

const transports = new Map<string, Transporter>();

/** nodemailer costs 25 MB, so it is loaded with the first mail that really leaves. */
async function transportTo(url: string): Promise<Transporter> {
  const known = transports.get(url);
  if (known) return known;
  const { createTransport } = await import('nodemailer');
  const transport = createTransport(url);
  transports.set(url, transport);
  return transport;
}
