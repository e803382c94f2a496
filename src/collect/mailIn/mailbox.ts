import { z } from 'zod';

const host = z
  .string()
  .trim()
  .min(1)
  .max(253)
  .regex(/^[\w.:-]+$/, 'is no name or address of a server');
const address = z.email().max(320).toLowerCase();

/** What came by mail is feedback in words: of which metric, where on the journey, and whether somebody waits for an answer. */
export const MailRules = z.strictObject({
  metric: z
    .string()
    .min(1)
    .max(100)
    .describe('Words count for no score, but stand beside those of this metric.'),
  touchpoint: z.string().max(100).nullable().default(null).describe('Where no line below applies.'),
  touchpoints: z
    .array(
      z.strictObject({
        field: z.enum(['recipient', 'subject', 'sender']),
        contains: z.string().trim().min(1).max(200),
        touchpoint: z.string().min(1).max(100),
      }),
    )
    .max(50)
    .default([])
    .describe('The first line that applies says where.'),
  contact: z
    .boolean()
    .default(false)
    .describe('Who writes here wants an answer: a rule for wishes to be contacted opens a case.'),
  replies: z
    .boolean()
    .default(false)
    .describe('Mails about cases ask to be answered at this address, and answers go to their case.'),
});
export type MailRules = z.infer<typeof MailRules>;

/** A mailbox on a server. The password is sent beside it and never comes back. */
export const ImapSettings = z.strictObject({
  /** Addresses whose mail lies there: recognised as ours, and the first one is where answers are asked for. */
  addresses: z.array(address).max(50).default([]),
  host,
  port: z.int().min(1).max(65_535).default(993),
  tls: z
    .enum(['on', 'starttls', 'off'])
    .default('on')
    .describe('`on`: encrypted from the first byte (993). `starttls`: the server must agree to it (143).'),
  certificate: z.enum(['trusted', 'any']).default('trusted'),
  /** A certificate authority of one's own, PEM. */
  ca: z.string().max(20_000).optional(),
  user: z.string().min(1).max(320),
  folder: z.string().min(1).max(500).default('INBOX'),
  /** Only mail that arrived on this day or later; null: all that is there. */
  since: z.iso.date().nullable().default(null),
  /** What is done to a mail once it is stored here. */
  afterwards: z.enum(['leave', 'seen', 'flagged']).default('leave'),
});
export type ImapSettings = z.infer<typeof ImapSettings>;

/** Addresses for which our own receiver takes mail (ONUS_MAIL_PORT). */
export const SmtpSettings = z.strictObject({ addresses: z.array(address).min(1).max(50) });
export type SmtpSettings = z.infer<typeof SmtpSettings>;

const common = {
  name: z.string().trim().min(1).max(200),
  source: z.string().min(1).max(60).describe('Key of the source.'),
  rules: MailRules,
};

export const MailboxInput = z.discriminatedUnion('way', [
  z.strictObject({
    way: z.literal('imap'),
    ...common,
    settings: ImapSettings,
    password: z.string().max(1000).optional().describe('Left out in a change: as it was.'),
    everyMinutes: z.int().min(1).max(1440).nullable().default(5),
  }),
  z.strictObject({ way: z.literal('smtp'), ...common, settings: SmtpSettings }),
]);
export type MailboxInput = z.infer<typeof MailboxInput>;

/** A connection that is tried before it is stored. `mailbox`: with the password of this one. */
export const MailboxTry = z.strictObject({
  settings: ImapSettings,
  password: z.string().max(1000).optional(),
  mailbox: z.uuid().optional(),
});
export type MailboxTry = z.infer<typeof MailboxTry>;

export const MailboxTried = z.object({
  folder: z.string(),
  messages: z.int().describe('In the folder now.'),
  folders: z.array(z.string()).describe('Which folders there are.'),
});
export type MailboxTried = z.infer<typeof MailboxTried>;

export const Mailbox = z
  .object({
    id: z.string(),
    way: z.enum(['imap', 'smtp']),
    name: z.string(),
    source: z.string(),
    sourceName: z.string(),
    settings: z.union([ImapSettings, SmtpSettings]),
    rules: MailRules,
    everyMinutes: z.number().nullable(),
    begunAt: z.date().nullable(),
    fetchedAt: z.date().nullable().describe('Last time it went well to the end.'),
    failedAt: z.date().nullable().describe('Since then it does not; null: it does.'),
    failure: z.string().nullable(),
    nextAt: z.date().nullable(),
    lastMailAt: z.date().nullable(),
    counts: z
      .object({ feedback: z.int(), reply: z.int(), other: z.int(), waiting: z.int(), failed: z.int() })
      .describe('Mails of the last 30 days; `failed` however old.'),
  })
  .meta({ id: 'Mailbox' });
export type Mailbox = z.infer<typeof Mailbox>;

/** What came of one mail. */
export const IncomingMail = z
  .object({
    id: z.int(),
    arrivedAt: z.date(),
    sender: z.string().nullable(),
    senderName: z.string().nullable(),
    subject: z.string().nullable(),
    bytes: z.number(),
    cutOff: z.boolean(),
    attachments: z.array(z.object({ name: z.string().nullable(), type: z.string(), bytes: z.number() })),
    takenAt: z.date().nullable(),
    takenAs: z
      .string()
      .nullable()
      .describe('feedback, reply, or why it is none: bounce, automatic, list, loop, spam, internal, empty.'),
    detail: z.string().nullable(),
    failedAt: z.date().nullable(),
    failure: z.string().nullable(),
    setAsideAt: z.date().nullable(),
    readable: z.boolean().describe('The mail itself is still kept.'),
  })
  .meta({ id: 'IncomingMail' });
export type IncomingMail = z.infer<typeof IncomingMail>;
