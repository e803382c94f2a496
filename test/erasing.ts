import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  addNote,
  answerHandOver,
  bringFile,
  disputeCase,
  followUps,
  giveRedress,
  handOver,
  keepDraft,
  openCase,
  openComplaint,
  pauseCase,
  recordAction,
  rewriteNote,
  seedRules,
  setBudget,
  tellCustomer,
} from '../src/close/close.ts';
import { scheduleMessage } from '../src/close/telling/scheduled.verbs.ts';
import { everythingOf, mergeCustomers, undoMerge } from '../src/know/know.ts';
import { makePersonalLink } from '../src/listen/invite/personal.ts';
import { addSuppression, takeAnswer, writeDown } from '../src/listen/listen.ts';
import { noteWishes } from '../src/listen/rules/suppressions.ts';
import { takeIn } from '../src/loop.ts';
import { makeEndpoint } from '../src/out/out.ts';
import type { Actor } from '../src/platform/access.ts';
import { operatorActor } from '../src/platform/access.ts';
import { type Database, sql } from '../src/platform/database.ts';
import { derivedId, newId } from '../src/platform/ids.ts';
import { survey } from './asking.ts';
import { type Company, company, customerOf } from './company.ts';
import { personActor, type TestPlatform, testPlatform } from './platform.ts';

/** A word that stands wherever a customer's data can be, and nowhere else. */
export const MARK = 'Zyxxanthe';
export const ADDRESS = `${MARK.toLowerCase()}@planted.example`;

export interface Erasing {
  platform: TestPlatform;
  at: Company;
  steward: Actor;
  sourceId: number;
}

/** A company of five with somebody who may erase, and metrics that are counted. */
export async function erasingCompany(db: Database): Promise<Erasing> {
  const platform = await testPlatform(db, {
    config: { dataFolder: mkdtempSync(join(tmpdir(), 'onus-')), privateTargets: true },
  });
  const at = await company(db, 10);
  await db.tx((tx) => seedRules(tx, platform));
  const id = newId();
  await db.run(sql`insert into people (person_id, name, email, title, colour, joined_on, made_at)
    values (${id}::uuid, 'Sten Ward', 'sten@halden.example', 'Colleague', '#4a5fc9', '2025-01-01', '2025-01-01')`);
  await db.run(
    sql`insert into sources (key, name, kind, made_at) values ('crm', 'CRM', 'crm', '2025-01-01'), ('shop', 'Shop', 'operations', '2025-01-01')`,
  );
  const { id: sourceId } = await db.one<{ id: number }>(
    sql`select source_id as id from sources where key = 'surveys'`,
  );
  return { platform, at, steward: personActor(id, 'Sten Ward', ['data_steward']), sourceId };
}

const dayAgo = (platform: TestPlatform) =>
  new Date(platform.clock.now().getTime() - 86_400_000).toISOString();

/** Somebody by name, address and phone, with an answer that opens a case and one that does not. @returns the customer */
export async function somebody(
  { platform, sourceId }: Erasing,
  key: string,
  given: { name?: string; email?: string; phone?: string; value?: number; words?: string } = {},
): Promise<string> {
  const { name = key, email, phone = null, value = 9, words = null } = given;
  await takeIn(platform, {
    sourceId,
    facts: [
      {
        type: 'identity',
        key,
        name,
        email: email ?? `${key}@people.example`,
        phone,
        attributes: { city: name },
      },
      {
        type: 'response',
        key: `nps ${key}`,
        who: key,
        metric: 'nps',
        value,
        comment: words,
        at: dayAgo(platform),
        touchpoint: 'visit',
        attributes: { said: words ?? '' },
      },
      {
        type: 'interaction',
        key: `order ${key}`,
        who: key,
        kind: 'order.placed',
        at: dayAgo(platform),
        value: 12,
        summary: words,
      },
    ],
  });
  return derivedId('surveys', key);
}

/** A customer whose mark stands in every place that can hold something of them. */
export async function plantedCustomer(world: Erasing): Promise<{
  customerId: string;
  mergedAway: string;
  mergeId: string;
  openCases: string[];
  closedCase: string;
  tokens: { followUp: string; survey: string };
  waiting: { mailId: string };
  file: string;
}> {
  const { platform, at } = world;
  const { db } = platform;
  const said = `${MARK} said so`;
  const key = `${MARK}-1`;
  const customerId = await somebody(world, key, {
    name: `${MARK} Marker`,
    email: ADDRESS,
    phone: '+49 151 23456789',
    value: 1,
    words: said,
  });
  const id = async (source: string) =>
    (await db.one<{ id: number }>(sql`select source_id as id from sources where key = ${source}`)).id;
  const [crm, shop] = [await id('crm'), await id('shop')];
  // Known by another source as well, in parts; a second customer merged by hand; a third merged and parted again.
  await takeIn(platform, {
    sourceId: crm,
    facts: [
      {
        type: 'identity',
        key: `${MARK}-crm`,
        name: `${MARK} M.`,
        email: ADDRESS,
        keys: { number: `${MARK}7` },
        partial: true,
      },
    ],
  });
  await takeIn(platform, {
    sourceId: shop,
    facts: [{ type: 'identity', key: `${MARK}-shop-a`, name: `${MARK} Shop`, email: `a.${ADDRESS}` }],
  });
  const mergedAway = derivedId('shop', `${MARK}-shop-a`);
  await mergeCustomers(platform, at.asta, customerId, { with: mergedAway, reason: said });
  const other = await somebody(world, 'other', { email: 'other@people.example' });
  await mergeCustomers(platform, at.asta, customerId, { with: other, reason: said });
  const undone = await db.one<{ id: string }>(
    sql`select merge_id as id from merges where from_customer_id = ${other}::uuid`,
  );
  await undoMerge(platform, at.asta, undone.id, said);
  const { id: mergeId } = await db.one<{ id: string }>(
    sql`select merge_id as id from merges where from_customer_id = ${mergedAway}::uuid`,
  );

  // Three cases: one with everything that happens to an open case, a complaint, and one that was told and answered.
  await setBudget(platform, at.mara, {
    role: 'member',
    departmentId: null,
    currency: 'EUR',
    perCase: 90_000,
    perCustomer: 90_000,
    perMonth: 900_000,
  });
  const first = await db.one<{ id: string; owner: string }>(
    sql`select case_id as id, owner_id as owner from cases where customer_id = ${customerId}::uuid`,
  );
  const caseId = first.id;
  await addNote(platform, at.priya, caseId, {
    text: said,
    mentions: [at.tomas.personId as string],
    files: [],
  });
  const { id: noteId } = await db.one<{ id: string }>(
    sql`select note_id as id from case_notes where case_id = ${caseId}::uuid`,
  );
  await rewriteNote(platform, at.priya, { caseId, noteId }, { text: `${said}, twice`, mentions: [] });
  await recordAction(platform, at.priya, caseId, { text: said, files: [] });
  const file = await bringFile(platform, at.priya, caseId, {
    name: `${MARK}.txt`,
    body: new Blob([said]).stream() as ReadableStream<Uint8Array>,
  });
  await pauseCase(platform, at.priya, caseId, {
    until: new Date(platform.clock.now().getTime() + 3_600_000),
    waitsFor: 'customer',
    reason: said,
  });
  await giveRedress(platform, at.priya, caseId, {
    kind: 'refund',
    amount: 700,
    currency: 'EUR',
    reason: said,
    ask: false,
  });
  await handOver(platform, at.priya, caseId, { to: at.tomas.personId as string, reason: said });
  await answerHandOver(platform, at.tomas, caseId, { answer: 'declined', reason: said });
  await tellCustomer(platform, at.priya, caseId, {
    channel: 'phone',
    body: said,
    spokeWith: MARK,
    outcome: 'voicemail',
  });
  await scheduleMessage(platform, at.priya, caseId, {
    channel: 'email',
    subject: said,
    body: said,
    language: 'en',
    at: '2026-03-20T10:00',
    close: false,
  });
  await keepDraft(
    platform,
    at.priya,
    { caseId, kind: 'email' },
    {
      content: { text: said },
      revision: 0,
      over: false,
    },
  );
  await disputeCase(platform, at.priya, caseId, { reason: said, nominee: at.tomas.personId as string });
  const complained = await openCase(platform, at.priya, {
    customerId,
    touchpoint: 'bill',
    reason: said,
    quote: said,
    urgent: false,
    mine: true,
  });
  await openComplaint(platform, at.priya, {
    caseId: complained,
    regime: 'general',
    receivedBy: 'phone',
    category: 'other',
    summary: said,
    wants: said,
  });
  const closedCase = await openCase(platform, at.priya, {
    customerId,
    touchpoint: null,
    reason: said,
    urgent: false,
    mine: true,
  });
  await recordAction(platform, at.priya, closedCase, { text: said, files: [] });
  await tellCustomer(platform, at.priya, closedCase, {
    channel: 'email',
    subject: said,
    body: said,
    language: 'en',
    close: true,
  });
  const waiting = await db.one<{ mailId: string; text: string }>(sql`
    select mail_id as "mailId", text_body as text from mails where purpose = 'follow_up' and subject_id = ${closedCase}`);
  const followUp = /\/p\/follow-up\/([\w-]+)/.exec(waiting.text)?.[1] ?? '';
  await followUps(platform).answer(followUp, { helped: true, comment: said, score: 8 });

  // What they were asked, and answered.
  const surveyId = await survey(db, 'visits');
  const { invitationId, url } = await makePersonalLink(platform, at.asta, {
    key: 'visits',
    input: { customer: customerId },
  });
  const token = url.split('/').at(-1) ?? '';
  const taken = await takeAnswer(platform, {
    survey: 'visits',
    secret: `invitation:${invitationId}`,
    invited: { invitationId, identityId: customerId },
    channel: 'personal',
    language: 'en',
    piped: { name: MARK },
    answers: { recommend: 3, why: said },
    complete: true,
    address: '203.0.113.9',
    device: 'a',
  });
  await db.run(sql`insert into survey_files (file_id, answer_id, survey_id, question, file_name, media_type, bytes, hash, received_at)
    values (${newId()}::uuid, ${taken.answerId}::uuid, ${surveyId}::uuid, 'why', ${`${MARK}.png`}, 'image/png', 1, 'x', now())`);
  await writeDown(platform, takeIn, at.asta, {
    kind: 'interview',
    title: said,
    heldOn: '2026-03-01',
    customerId,
    consent: 'anonymous',
    consentHow: said,
    summary: said,
    quotes: [{ text: said, themes: [MARK], metric: 'nps', value: 4 }],
  });
  await noteWishes(platform, at.asta, { customerId, input: { language: 'de' } });
  await addSuppression(platform, at.asta, { address: ADDRESS, reason: said, survey: null });

  // Another customer’s case, which went where a ruling about this one’s sent it.
  await openCase(platform, at.priya, {
    customerId: customerOf(2),
    touchpoint: 'visit',
    reason: 'They called.',
    urgent: false,
    mine: true,
  });
  await planted(world, { crm, customerId, caseId, complained, closedCase });
  const endpoint = await makeEndpoint(platform, operatorActor, {
    kind: 'webhook',
    name: 'Warehouse',
    description: '',
    url: 'https://127.0.0.1:1/x',
    eventTypes: ['customer.erased', 'case.closed'],
  });
  await db.run(sql`insert into out_messages (message_id, type, occurred_at, body, customer_id, made_at)
    values ('00000000-0000-7000-8000-0000000000aa', 'case.closed', now(), '{}', ${customerId}::uuid, now())`);
  await db.run(sql`insert into out_deliveries (delivery_id, endpoint_id, message_id, made_at, due_at, delivered_at, failure)
    values ('00000000-0000-7000-8000-0000000000ab', ${endpoint.id}::uuid, '00000000-0000-7000-8000-0000000000aa', now(), now(), now(), ${said})`);
  await db.run(sql`insert into out_attempts (attempt_id, endpoint_id, at, ms, request, response)
    values ('00000000-0000-7000-8000-0000000000ac', ${endpoint.id}::uuid, now(), 1, ${`PUT /${key}`}, ${said})`);
  await db.run(
    sql`insert into out_attempted values ('00000000-0000-7000-8000-0000000000ab', '00000000-0000-7000-8000-0000000000ac')`,
  );
  const { who } = await db.tx((tx) => everythingOf(tx, customerId));
  if (who.identityIds.length !== 3)
    throw new Error(`three records were planted, not ${who.identityIds.length}`);
  return {
    customerId,
    mergedAway,
    mergeId,
    openCases: [caseId, complained],
    closedCase,
    tokens: { followUp, survey: token },
    waiting,
    file: file.id,
  };
}

/** Straight into the tables: what takes another system, a mail server or weeks to come about. */
async function planted(
  { platform: { db } }: Erasing,
  of: { crm: number; customerId: string; caseId: string; complained: string; closedCase: string },
): Promise<void> {
  const said = `${MARK} said so`;
  const raw = JSON.stringify([`${MARK}-crm`, ADDRESS, said]);
  const { run } = await db.one<{ run: number }>(sql`
    insert into import_runs (source_id, file_name, started_at) values (${of.crm}, 'people.csv', now()) returning run_id as run`);
  await db.run(
    sql`insert into rejections (run_id, line, reason, raw) values (${run}, 1, ${`“${MARK}” is no date.`}, ${raw}::jsonb),
      (${run}, 2, 'Something else.', '["nobody@else.example"]')`,
  );
  const items = JSON.stringify([
    { item: { key: `${MARK}-crm` }, reason: 'x' },
    { item: { key: 'somebody else' }, reason: 'x' },
  ]);
  const results = JSON.stringify([{ index: 0, outcome: 'rejected', reason: `“${ADDRESS}” is no date.` }]);
  await db.run(sql`insert into deliveries (source_id, delivery_key, body_hash, received_at, results, refused)
    values (${of.crm}, 'd1', 'x', now(), ${results}::jsonb, ${items}::jsonb)`);
  await db.run(sql`insert into connections (connection_id, source_id, convention, key_hash, prefix, mapping, made_at)
    values ('00000000-0000-7000-8000-0000000000c1', ${of.crm}, 'segment', 'x', 'x', '{}', now())`);
  await db.run(sql`insert into dead_letters (connection_id, event_key, event, received_at, reason)
    values ('00000000-0000-7000-8000-0000000000c1', 'e1', ${`{"email":"${ADDRESS}"}`}, now(), ${`no ${ADDRESS}`})`);
  await db.run(
    sql`insert into stitches (source_id, anonymous_id, user_id, at) values (${of.crm}, 'anon', ${`${MARK}-crm`}, now())`,
  );
  await db.run(
    sql`insert into troubled_addresses (address, soft_at, why) values (${ADDRESS}, now(), ${said})`,
  );
  await db.run(sql`insert into mailboxes (mailbox_id, source_id, way, name, settings, rules, made_at)
    values ('00000000-0000-7000-8000-0000000000d1', ${of.crm}, 'smtp', 'In', '{"addresses":[]}', '{}', now())`);
  const mail = (key: string, sender: string | null, from: string | null) => sql`
    insert into incoming_mails (mailbox_id, mail_key, arrived_at, stored_at, machine, envelope_from, envelope_to, bytes, raw, sender,
      sender_name, subject, attachments, taken_at, taken_as, taken_detail)
    values ('00000000-0000-7000-8000-0000000000d1', ${key}, now(), now(), false, ${from}, array[${ADDRESS}], 1,
      convert_to(${said}, 'UTF8'), ${sender}, ${MARK}, ${said}, ${JSON.stringify([{ name: MARK }])}::jsonb, now(), 'feedback', ${said})
    returning incoming_id as id`;
  await db.run(mail('m1', ADDRESS, null));
  await db.run(mail('m2', null, ADDRESS));
  // From an address nobody knew, into the thread of a case.
  const reply = await db.one<{ id: number }>(mail('m3', 'elsewhere@planted.example', null));
  await db.run(sql`insert into incoming_mails (mailbox_id, mail_key, arrived_at, stored_at, machine, bytes, taken_at, taken_as, taken_detail)
    values ('00000000-0000-7000-8000-0000000000d1', 'm4', now(), now(), true, 1, now(), 'bounce', ${`hard · ${ADDRESS} · no such user`})`);
  await db.run(sql`insert into case_messages (message_id, case_id, at, channel, inbound, subject, body, incoming_id, from_elsewhere)
    values ('00000000-0000-7000-8000-0000000000e1', ${of.caseId}::uuid, now(), 'email', true, ${said}, ${said}, ${reply.id}, true)`);
  await db.run(sql`insert into case_question_tokens (token_hash, case_id, message_id, made_at)
    select 'x', case_id, message_id, now() from case_messages where case_id = ${of.closedCase}::uuid limit 1`);
  await db.run(sql`insert into case_bulks (bulk_id, deed, total, made_at, person_id, ended_at)
    select '00000000-0000-7000-8000-0000000000f1', ${JSON.stringify({ do: 'note', text: said })}::jsonb, 1, now(), person_id, now() from people limit 1`);
  await db.run(sql`insert into case_bulk_items (bulk_id, place, case_id, at, outcome, code, detail)
    values ('00000000-0000-7000-8000-0000000000f1', 1, ${of.caseId}::uuid, now(), 'refused', 'x', ${said})`);
  await db.run(sql`insert into case_links (link_id, case_id, other_case_id, kind, note, made_at, made_by)
    select gen_random_uuid(), ${of.caseId}::uuid, ${of.closedCase}::uuid, 'relates', ${said}, now(), person_id from people limit 1`);
  await db.run(sql`insert into recognitions (recognition_id, person_id, case_id, at)
    select '00000000-0000-7000-8000-0000000000f2', person_id, ${of.closedCase}::uuid, now() from people limit 1`);
  await db.run(sql`insert into recognition_thanks (recognition_id, person_id, at, words)
    select '00000000-0000-7000-8000-0000000000f2', person_id, now(), ${said} from people limit 1`);
  await db.run(
    sql`update complaints set findings = ${said}, cause = 'other', redress = ${said} where case_id = ${of.complained}::uuid`,
  );
  const complaint = sql`(select complaint_id from complaints where case_id = ${of.complained}::uuid)`;
  await db.run(sql`insert into complaint_letters (message_id, complaint_id, kind, parts)
    values (gen_random_uuid(), ${complaint}, 'acknowledgement', ${JSON.stringify({ said })}::jsonb)`);
  await db.run(sql`insert into complaint_escalations (escalation_id, complaint_id, at, body, reference, note)
    values (gen_random_uuid(), ${complaint}, now(), 'Ombudsman', ${MARK}, ${said})`);
  await db.run(
    sql`update complaint_clocks set extended_at = now(), extended_why = ${said} where complaint_id = ${complaint}`,
  );
  await db.run(sql`update complaint_stages set reason = ${said} where complaint_id = ${complaint}`);
  await db.run(
    sql`update mails set returned_as = 'soft', returned_why = ${said} where subject_id = ${of.closedCase} and purpose = 'follow_up'`,
  );
  await db.run(sql`insert into worked_cases (case_id, touchpoint_id, confirmed_at, words)
    values (${of.closedCase}::uuid, 0, now(), to_tsvector('simple', ${said})) on conflict (case_id) do update set words = excluded.words`);
  const anyone = sql`(select person_id from people order by made_at, person_id limit 1)`;
  await db.run(sql`insert into case_closures (closure_id, case_id, at, person_id, waiver, reopened_at, reopened_why)
    values (gen_random_uuid(), ${of.caseId}::uuid, '2026-01-01', ${anyone}, ${said}, '2026-01-02', ${said})`);
  await db.run(sql`insert into case_merges (merge_id, case_id, into_case_id, closure_id, reason, at, person_id, made_urgent, undone_at)
    values (gen_random_uuid(), ${of.closedCase}::uuid, ${of.complained}::uuid, gen_random_uuid(), ${said}, now(), ${anyone}, false, now())`);
  await db.run(
    sql`update case_holders set reason = ${said}, made_by = ${anyone} where case_id = ${of.closedCase}::uuid`,
  );
  const theirs = await db.one<{ id: string }>(
    sql`select case_id as id from cases where customer_id <> ${of.customerId}::uuid limit 1`,
  );
  await db.run(sql`update case_holders set rung = 'ruling', reason = ${`as was ruled on 2 March: ${said}`}, from_at = now() + interval '1 hour'
    where case_id = ${theirs.id}::uuid`);
  const dispute = '00000000-0000-7000-8000-0000000000f3';
  await db.run(sql`insert into disputes (dispute_id, case_id, touchpoint_id, person_id, reason, opened_at, ending, ended_at)
    values (${dispute}::uuid, ${of.caseId}::uuid, 1, ${anyone}, ${said}, now(), 'ruled', now())`);
  await db.run(sql`insert into rulings (ruling_id, touchpoint_id, person_id, reason, from_at, review_on, dispute_id)
    select gen_random_uuid(), touchpoint_id, ${anyone}, ${said}, now(), '2026-02-01', ${dispute}::uuid from cases where case_id = ${theirs.id}::uuid`);
  await db.run(sql`insert into dispute_rulings (dispute_id, owner_id, reason, cause, ruled_at, ruled_by)
    values (${dispute}::uuid, ${anyone}, ${said}, 'unclear_responsibility', now(), ${anyone})`);
  await db.run(sql`insert into escalations (escalation_id, kind, subject, title, raised_at, settled_at, settled_how)
    values (${dispute}::uuid, 'dispute', ${dispute}, ${`#1 ${said}`}, now(), now(), 'ruled')`);
  await db.run(sql`insert into escalation_steps (step_id, escalation_id, number, rung, person_ids, at, why)
    values (${dispute}::uuid, ${dispute}::uuid, 1, 'sponsor', array[${anyone}], now(), 'raised')`);
  await db.run(sql`insert into escalation_answers (answer_id, escalation_id, step_id, person_id, answer, words, at)
    values (${dispute}::uuid, ${dispute}::uuid, ${dispute}::uuid, ${anyone}, 'decided', ${said}, now())`);
  await db.run(sql`insert into recovery_entries (entry_id, redress_id, pot_id, budget_month, month, at, kind, from_account, to_account, amount, reason)
    select gen_random_uuid(), redress_id, pot_id, month, month, now(), 'returned', 'spent', 'available', 100, ${said}
    from redresses where case_id = ${of.caseId}::uuid`);
  await db.run(sql`insert into redress_approvals (approval_id, redress_id, approver_id, asked_at, answer_by, answered_at, answer, reason)
    select gen_random_uuid(), redress_id, ${anyone}, now(), now(), now(), 'approved', ${said}
    from redresses where case_id = ${of.caseId}::uuid`);
  await db.run(
    sql`update survey_invitations set facts = ${JSON.stringify({ said })}::jsonb, address = ${ADDRESS}`,
  );
  await db.run(sql`insert into survey_reminder_skips (invitation_id, survey_id, number, at, reason, detail)
    select invitation_id, survey_id, 1, now(), 'x', ${JSON.stringify({ said })}::jsonb from survey_invitations`);
  await db.run(
    sql`update case_handovers set answer_reason = ${said} where case_id = ${of.caseId}::uuid and answer is not null`,
  );
}

/** Every table of the database in which a text is found, in whatever column, as words or as bytes. */
export async function tablesWith(db: Database, text: string): Promise<string[]> {
  const forms = [text, text.toLowerCase()].map((one) => Buffer.from(one).toString('hex'));
  const patterns = [text, ...forms].map((one) => `%${one}%`);
  const tables = await db.all<{ schema: string; name: string }>(sql`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1, 2`);
  const found: string[] = [];
  for (const { schema, name } of tables) {
    const row = await db.maybe(
      sql`select 1 from ${sql.id(schema, name)} t where t::text ilike any(${patterns}::text[]) limit 1`,
    );
    if (row) found.push(schema === 'public' ? name : `${schema}.${name}`);
  }
  return found;
}
