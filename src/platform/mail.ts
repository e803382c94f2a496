import { v7 } from 'uuid';
import { sql, type Tx } from './database.ts';
import type { Platform } from './platform.ts';

export const purposes = ['follow_up', 'magic_link', 'invitation', 'notice', 'survey'] as const;

export interface OutgoingMail {
  to: { address: string; name?: string | null };
  subject: string;
  text: string;
  html?: string;
  purpose: (typeof purposes)[number];
  /** What it is about: a case … */
  about?: { kind: string; id: string };
  headers?: Record<string, string>;
  /** Stored files (platform/files) that go with it. */
  files?: string[];
}

// Mails are listed by their ids: in the order of time, of the story where one is told, and within a moment as they were written.
let written = 0;

/** Writes the mail and a job to send it; both exist only if the caller's transaction commits. */
export async function queueMail(tx: Tx, platform: Platform, mail: OutgoingMail): Promise<string> {
  const mailId = v7({ msecs: platform.clock.now().getTime(), seq: written++ });
  const domain = platform.config.mailFrom.split('@')[1];
  await tx.run(
    sql`insert into mails
    (mail_id, to_address, to_name, subject, text_body, html_body, headers, purpose, subject_kind, subject_id, message_id, queued_at)
    values (${mailId}::uuid, ${mail.to.address}, ${mail.to.name ?? null}, ${oneLine(mail.subject)}, ${mail.text}, ${mail.html ?? null},
      ${JSON.stringify(mail.headers ?? {})}::jsonb, ${mail.purpose}, ${mail.about?.kind ?? null}, ${mail.about?.id ?? null},
      ${`<${mailId}@${domain}>`}, ${platform.clock.now()}::timestamptz)`,
    'mail',
  );
  if (mail.files?.length)
    await tx.run(sql`insert into mail_files (mail_id, position, file_id)
      select ${mailId}::uuid, n, id from unnest(${mail.files}::uuid[]) with ordinality as f (id, n)`);
  // A letter to one customer does not wait behind ten thousand invitations.
  await platform.queue.send(tx, 'mail', { mailId }, { priority: mail.purpose === 'survey' ? 0 : 1 });
  return mailId;
}

/** A line break in a subject could smuggle in a header. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
