import { type Runner, sql, type Tx } from '../platform/database.ts';

export interface NewMessage {
  messageId: string;
  caseId: string;
  at: Date;
  personId: string;
  channel: 'email' | 'phone' | 'letter';
  subject: string | null;
  body: string;
  language: string | null;
  mailId: string | null;
  tokenHash: string | null;
  tells: boolean;
  /** Of a call. */
  outcome?: 'reached' | 'voicemail' | 'not_reached';
  spokeWith?: string | null;
}

/** What the customer wrote back, once a mail. */
export async function insertReply(
  tx: Tx,
  m: {
    messageId: string;
    caseId: string;
    at: Date;
    subject: string;
    body: string;
    incomingId: number;
    elsewhere: boolean;
  },
): Promise<boolean> {
  const rows = await tx.run(sql`
    insert into case_messages (message_id, case_id, at, person_id, channel, inbound, subject, body, incoming_id, from_elsewhere)
    values (${m.messageId}::uuid, ${m.caseId}::uuid, ${m.at}::timestamptz, null, 'email', true, ${m.subject}, ${m.body}, ${m.incomingId},
      ${m.elsewhere})
    on conflict (incoming_id) do nothing`);
  return rows === 1;
}

/** The Message-IDs of a case's mails both ways, the newest last: what an answer says it answers. */
export async function threadOf(db: Runner, caseId: string): Promise<string[]> {
  const rows = await db.all<{ id: string }>(
    sql`
    select id from (
      select coalesce(m.message_id, '<' || i.message_id || '>') as id, c.at, c.message_id as n from case_messages c
      left join mails m on m.mail_id = c.mail_id left join incoming_mails i on i.incoming_id = c.incoming_id
      where c.case_id = ${caseId}::uuid and (m.message_id is not null or i.message_id is not null)
      order by c.at desc, c.message_id desc limit 20) newest
    order by at, n`,
    'thread of case',
  );
  return rows.map((row) => row.id);
}

/** The message of a case that left as this mail. */
export function messageOfMail(
  db: Runner,
  mailId: string,
): Promise<{ messageId: string; caseId: string; personId: string } | undefined> {
  return db.maybe(sql`
    select message_id as "messageId", case_id as "caseId", person_id as "personId" from case_messages
    where mail_id = ${mailId}::uuid and not inbound`);
}

/** The mail a message of the customer came as. */
export async function incomingOf(db: Runner, caseId: string, messageId: string): Promise<number | undefined> {
  const row = await db.maybe<{ id: number }>(
    sql`select incoming_id as id from case_messages where message_id = ${messageId}::uuid
      and case_id = ${caseId}::uuid and incoming_id is not null`,
  );
  return row?.id;
}

/** What came with a message of the customer, in the mail's order. */
export async function attachedTo(db: Runner, messageId: string): Promise<{ name: string | null }[]> {
  const row = await db.maybe<{ attachments: { name: string | null }[] }>(sql`
    select i.attachments from case_messages m join incoming_mails i using (incoming_id) where m.message_id = ${messageId}::uuid`);
  return row?.attachments ?? [];
}

export async function insertMessage(tx: Tx, m: NewMessage): Promise<void> {
  await tx.run(sql`insert into case_messages (message_id, case_id, at, person_id, channel, inbound, subject, body, language, mail_id, token_hash, tells, outcome, spoke_with)
    values (${m.messageId}::uuid, ${m.caseId}::uuid, ${m.at}::timestamptz, ${m.personId}::uuid, ${m.channel}, false,
      ${m.subject}, ${m.body}, ${m.language}, ${m.mailId}::uuid, ${m.tokenHash}, ${m.tells}, ${m.outcome ?? null}, ${m.spokeWith ?? null})`);
}

/** Told the customer since the case was (re)opened: what a closure may rest on. */
const mayCloseOn = (caseId: string) => sql`case_id = ${caseId}::uuid and not inbound and tells
      and not exists (select 1 from mails b where b.mail_id = case_messages.mail_id and b.returned_as = 'hard')
      and at >= coalesce((select max(reopened_at) from case_closures where case_id = ${caseId}::uuid), '-infinity')`;

/** The last of them. */
export async function lastTold(
  db: Runner,
  caseId: string,
): Promise<{ messageId: string; at: Date } | undefined> {
  return db.maybe(sql`
    select message_id as "messageId", at from case_messages
    where ${mayCloseOn(caseId)} order by at desc, message_id desc limit 1`);
}

/** Whether it is one of them. */
export async function told(db: Runner, caseId: string, messageId: string): Promise<boolean> {
  const row = await db.maybe(sql`select 1 from case_messages
    where message_id = ${messageId}::uuid and ${mayCloseOn(caseId)}`);
  return row !== undefined;
}

/** A message as the customer's page shows it. */
export interface ToldMessage {
  messageId: string;
  caseId: string;
  at: Date;
  language: string | null;
  personId: string;
  personName: string;
  body: string;
}

const shown = sql`select m.message_id as "messageId", m.case_id as "caseId", m.at, m.language, m.person_id as "personId",
      p.name as "personName", m.body
    from case_messages m join people p on p.person_id = m.person_id`;

/** By the link in the mail, or by that of its reminder. */
export function messageByToken(db: Runner, tokenHash: string): Promise<ToldMessage | undefined> {
  return db.maybe<ToldMessage>(sql`${shown} where not m.inbound and m.message_id = coalesce(
      (select o.message_id from case_messages o where o.token_hash = ${tokenHash}),
      (select t.message_id from case_question_tokens t where t.token_hash = ${tokenHash}))`);
}

export function messageById(db: Runner, messageId: string): Promise<ToldMessage | undefined> {
  return db.maybe<ToldMessage>(
    sql`${shown} where not m.inbound and m.message_id = ${messageId}::uuid`,
    'message told',
  );
}

export interface Confirmation {
  at: Date;
  helped: boolean;
  comment: string | null;
  score: number | null;
}

export function confirmationOf(db: Runner, messageId: string): Promise<Confirmation | undefined> {
  return db.maybe<Confirmation>(
    sql`select at, helped, comment, score from case_confirmations where message_id = ${messageId}::uuid`,
  );
}

/** False where this message was answered already. */
export async function insertConfirmation(
  tx: Tx,
  c: Confirmation & { id: string; caseId: string; messageId: string },
): Promise<boolean> {
  const rows =
    await tx.run(sql`insert into case_confirmations (confirmation_id, case_id, message_id, at, helped, comment, score)
    values (${c.id}::uuid, ${c.caseId}::uuid, ${c.messageId}::uuid, ${c.at}::timestamptz, ${c.helped}, ${c.comment}, ${c.score}::numeric)
    on conflict (message_id) do nothing`);
  return rows === 1;
}

/** How often the customer said no to this case. */
export async function noes(db: Runner, caseId: string): Promise<number> {
  const row = await db.one<{ n: number }>(
    sql`select count(*) as n from case_confirmations where case_id = ${caseId}::uuid and not helped`,
  );
  return row.n;
}

/** What was done about the case, in the words of those who did it. */
export async function actionsOf(db: Runner, caseId: string): Promise<string[]> {
  const rows = await db.all<{ text: string }>(
    sql`select text from case_actions where case_id = ${caseId}::uuid order by at, action_id`,
  );
  return rows.map((row) => row.text);
}

/** A letter as it was sent. */
export function letterOf(
  db: Runner,
  caseId: string,
  messageId: string,
): Promise<{ subject: string | null; body: string; language: string | null; on: Date } | undefined> {
  return db.maybe(sql`select subject, body, language, at as "on" from case_messages
    where message_id = ${messageId}::uuid and case_id = ${caseId}::uuid and channel = 'letter' and not inbound`);
}
