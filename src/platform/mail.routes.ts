import { z } from 'zod';
import { sql } from './database.ts';
import { notFound } from './errors.ts';
import { type RoomRoutes, roomRoutes, route } from './http/route.ts';
import { purposes } from './mail.ts';
import type { Platform } from './platform.ts';

const states = ['waiting', 'sent', 'outbox', 'uncertain', 'failed'] as const;
const MailCard = z
  .object({
    id: z.uuid(),
    to: z.object({ address: z.string(), name: z.string().nullable() }),
    subject: z.string(),
    purpose: z.string(),
    about: z.object({ kind: z.string(), id: z.string() }).nullable(),
    state: z.enum(states),
    queuedAt: z.date(),
    sentAt: z.date().nullable(),
    tries: z.int(),
    failure: z.string().nullable(),
  })
  .meta({ id: 'MailCard' });
const Mail = MailCard.extend({
  text: z.string(),
  html: z.string().nullable(),
  headers: z.record(z.string(), z.string()),
  files: z
    .array(z.object({ name: z.string(), type: z.string(), bytes: z.int() }))
    .describe('What goes with it.'),
}).meta({ id: 'Mail' });

interface Row {
  mail_id: string;
  to_address: string;
  to_name: string | null;
  subject: string;
  purpose: string;
  subject_kind: string | null;
  subject_id: string | null;
  queued_at: Date;
  tried_at: Date | null;
  sent_at: Date | null;
  failed_at: Date | null;
  tries: number;
  failure: string | null;
  text_body: string;
  html_body: string | null;
  headers: Record<string, string>;
}

/** As `stateOf` reads a row. */
const outbox = sql`headers ->> 'X-Onus-Delivered-To' = 'outbox'`;
const inState = {
  waiting: sql`sent_at is null and failed_at is null and tried_at is null`,
  uncertain: sql`sent_at is null and failed_at is null and tried_at is not null`,
  failed: sql`sent_at is null and failed_at is not null`,
  outbox: sql`sent_at is not null and coalesce(${outbox}, false)`,
  sent: sql`sent_at is not null and not coalesce(${outbox}, false)`,
};

export function routes(platform: Platform): RoomRoutes {
  const { db, config } = platform;
  return roomRoutes('Mails', [
    route(
      'get',
      '/mails',
      'mail:read',
      {
        summary: 'Mails written, the newest first, and what became of them',
        query: z.object({
          after: z.uuid().optional(),
          limit: z.coerce.number().int().min(1).max(200).default(50),
          aboutKind: z.string().max(50).optional(),
          aboutId: z.string().max(100).optional(),
          state: z.enum(states).optional(),
          purpose: z.enum(purposes).optional(),
          q: z.string().trim().max(200).optional().describe('The beginning of a receiver’s address or name.'),
        }),
        answers: z.object({ items: z.array(MailCard), next: z.string().nullable() }),
      },
      async ({ query }) => {
        // Ids are made in the order of time, so they serve as the cursor.
        const rows = await db.all<Row>(sql`select * from mails
          where (${query.after ?? null}::uuid is null or mail_id < ${query.after ?? null}::uuid)
            and (${query.aboutKind ?? null}::text is null or subject_kind = ${query.aboutKind ?? ''})
            and (${query.aboutId ?? null}::text is null or subject_id = ${query.aboutId ?? ''})
            and ${query.state ? inState[query.state] : sql`true`}
            and (${query.purpose ?? null}::text is null or purpose = ${query.purpose ?? ''})
            and (${query.q ?? null}::text is null or starts_with(lower(to_address), lower(${query.q ?? ''}))
              or starts_with(lower(to_name), lower(${query.q ?? ''})))
          order by mail_id desc limit ${query.limit}`);
        return {
          items: rows.map(card),
          next: rows.length === query.limit ? (rows.at(-1)?.mail_id ?? null) : null,
        };
      },
    ),
    route(
      'get',
      '/mails/:mailId',
      'mail:read',
      { summary: 'One mail as it was written', params: z.object({ mailId: z.uuid() }), answers: Mail },
      async ({ params, actor }) => {
        const row = await db.maybe<Row>(sql`select * from mails where mail_id = ${params.mailId}::uuid`);
        if (!row) throw notFound('mail', params.mailId);
        const files =
          await db.all(sql`select f.name, f.media_type as type, f.bytes from mail_files m join files f using (file_id)
          where m.mail_id = ${params.mailId}::uuid order by m.position`);
        const secret = isSecret(row, { demo: config.demo, mayInvite: actor.permissions.has('people:write') });
        return {
          ...card(row),
          text: secret ? row.text_body.replace(/\/session\/magic\/\S+/g, '/session/magic/…') : row.text_body,
          html: secret ? null : row.html_body,
          headers: row.headers,
          files,
        };
      },
    ),
  ]);
}

/**
 * Whoever reads a sign-in link can be that person. Shown are only the example company's, where there is nobody to
 * protect, and invitations that no mail server took, to those who may invite: they hand the link over themselves.
 */
function isSecret(row: Row, reader: { demo: boolean; mayInvite: boolean }): boolean {
  if (reader.demo) return false;
  if (row.purpose === 'invitation') return !(reader.mayInvite && stateOf(row) === 'outbox');
  return row.purpose === 'magic_link';
}

function card(row: Row) {
  return {
    id: row.mail_id,
    to: { address: row.to_address, name: row.to_name },
    subject: row.subject,
    purpose: row.purpose,
    about: row.subject_kind && row.subject_id ? { kind: row.subject_kind, id: row.subject_id } : null,
    state: stateOf(row),
    queuedAt: row.queued_at,
    sentAt: row.sent_at,
    tries: row.tries,
    failure: row.failure,
  };
}

function stateOf(row: Row): (typeof states)[number] {
  if (row.sent_at) return row.headers['X-Onus-Delivered-To'] === 'outbox' ? 'outbox' : 'sent';
  if (row.failed_at) return 'failed';
  return row.tried_at ? 'uncertain' : 'waiting';
}
