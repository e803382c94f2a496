import { z } from 'zod';
import { type Route, route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { mailsOf, rawMail, replayMails, setMailsAside, takeMailsAnyway } from './incoming.ts';
import { IncomingMail, Mailbox, MailboxInput, MailboxTried, MailboxTry } from './mailbox.ts';
import {
  changeMailbox,
  fetchNow,
  listMailboxes,
  makeMailbox,
  oneMailbox,
  removeMailbox,
  tryMailbox,
} from './mailboxes.ts';

const ById = z.object({ id: z.uuid() });
const ByMail = ById.extend({ mail: z.coerce.number().int().positive() });
const ids = z.array(z.int().positive()).min(1).max(500);
const Count = z.object({ count: z.int() });

export function mailboxRoutes(platform: Platform): Route[] {
  return [
    route(
      'get',
      '/mailboxes',
      'source:read',
      {
        summary: 'Mailboxes whose mail is feedback, and how they do',
        answers: z.object({
          items: z.array(Mailbox),
          next: z.null(),
          receiverPort: z.int().nullable().describe('Where mail is received by SMTP; null: nowhere.'),
        }),
      },
      async ({ actor }) => ({
        items: await listMailboxes(platform, actor),
        next: null,
        receiverPort: platform.config.mailPort ?? null,
      }),
    ),
    route(
      'post',
      '/mailboxes',
      'source:write',
      {
        summary:
          'Connect a mailbox: one that is fetched from by IMAP, or addresses we receive mail for by SMTP',
        description: 'The password is sealed at rest and never in an answer.',
        body: MailboxInput,
        answers: Mailbox,
        status: 201,
      },
      ({ body, actor }) => makeMailbox(platform, actor, body),
    ),
    route(
      'post',
      '/mailboxes/try',
      'source:write',
      {
        summary: 'Connect, sign in and open the folder, and touch nothing',
        body: MailboxTry,
        answers: MailboxTried,
      },
      ({ body, actor }) => tryMailbox(platform, actor, body),
    ),
    route(
      'get',
      '/mailboxes/:id',
      'source:read',
      { summary: 'One mailbox', params: ById, answers: Mailbox },
      ({ params, actor }) => oneMailbox(platform, actor, params.id),
    ),
    route(
      'put',
      '/mailboxes/:id',
      'source:write',
      {
        summary: 'Change a mailbox; without a password the stored one stays, as long as the server does',
        params: ById,
        body: MailboxInput,
        answers: Mailbox,
      },
      ({ params, body, actor }) => changeMailbox(platform, actor, params.id, body),
    ),
    route(
      'delete',
      '/mailboxes/:id',
      'source:write',
      { summary: 'Take no more mail from it; what came in stays', params: ById },
      ({ params, actor }) => removeMailbox(platform, actor, params.id),
    ),
    route(
      'post',
      '/mailboxes/:id/fetches',
      'import:write',
      { summary: 'Fetch now, not at its next time', params: ById },
      ({ params, actor }) => fetchNow(platform, actor, params.id),
    ),
    route(
      'get',
      '/mailboxes/:id/mails',
      'source:read',
      {
        summary: 'What came, the newest first, and what became of it',
        params: ById,
        query: z.object({
          before: z.coerce.number().int().positive().optional(),
          limit: z.coerce.number().int().min(1).max(200).default(20),
          failed: z.stringbool().default(false).describe('Only those that could not be taken in.'),
        }),
        answers: z.object({ items: z.array(IncomingMail), next: z.string().nullable() }),
      },
      ({ params, query, actor }) =>
        mailsOf(platform, actor, params.id, { ...query, before: query.before ?? null }),
    ),
    route(
      'get',
      '/mailboxes/:id/mails/:mail/raw',
      'source:write',
      { summary: 'The mail as it came', params: ByMail, produces: ['message/rfc822'] },
      async ({ params, actor }) => {
        const raw = await rawMail(platform, actor, params.id, params.mail);
        return new Response(Buffer.from(raw), {
          headers: {
            'content-type': 'message/rfc822',
            'content-disposition': `attachment; filename="mail-${params.mail}.eml"`,
            'x-content-type-options': 'nosniff',
          },
        });
      },
    ),
    route(
      'post',
      '/mailboxes/:id/mails/replay',
      'source:write',
      {
        summary: 'Try again what could not be taken in: these, or all',
        params: ById,
        body: z.strictObject({ ids: ids.optional() }),
        answers: Count,
      },
      ({ params, body, actor }) => replayMails(platform, actor, params.id, body.ids),
    ),
    route(
      'post',
      '/mailboxes/:id/mails/take',
      'source:write',
      {
        summary: 'Take as feedback what looked like none: an automatic answer, a list, spam, a colleague',
        params: ById,
        body: z.strictObject({ ids }),
        answers: Count,
      },
      ({ params, body, actor }) => takeMailsAnyway(platform, actor, params.id, body.ids),
    ),
    route(
      'post',
      '/mailboxes/:id/mails/set-aside',
      'source:write',
      {
        summary: 'Decide that these are none of our business; they stay on record',
        params: ById,
        body: z.strictObject({ ids, reason: z.string().trim().min(3).max(500) }),
        answers: Count,
      },
      ({ params, body, actor }) => setMailsAside(platform, actor, params.id, body),
    ),
  ];
}
