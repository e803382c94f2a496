import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answer, type Company, company } from '../../test/company.ts';
import { type FreshDatabase, freshDatabase } from '../../test/engines.ts';
import { type TestPlatform, testPlatform } from '../../test/platform.ts';
import type { Actor } from '../platform/access.ts';
import { verifyAudit } from '../platform/audit.ts';
import { sql } from '../platform/database.ts';
import { Refusal } from '../platform/errors.ts';
import {
  addNote,
  answerHandOver,
  climbLadder,
  closeLoop,
  followUps,
  handBack,
  handOver,
  linkCase,
  mergeCase,
  openWhereNeeded,
  recordAction,
  reopenCase,
  seedRules,
  setUrgent,
  stepIn,
  tagCase,
  takeReply,
  tellCustomer,
  unmergeCase,
  untagCase,
} from './close.ts';
import { mailCameBack } from './returned.ts';
import { localOf } from './telling/localTime.ts';
import {
  cancelScheduled,
  changeScheduled,
  scheduledMessages,
  scheduleMessage,
} from './telling/scheduled.verbs.ts';
import { sendDue } from './telling/sendDue.ts';
import { settleUnanswered } from './telling/unanswered.ts';

let fresh: FreshDatabase;
let platform: TestPlatform;
let at: Company;
/** Mails that no mailbox brought; only their number counts here. */
let replies = 1;
beforeAll(async () => {
  fresh = await freshDatabase();
  platform = await testPlatform(fresh.db);
  at = await company(fresh.db, 500);
  await fresh.db.tx((tx) => seedRules(tx, platform));
});
afterAll(async () => {
  await platform.queue.stop();
  await fresh.close();
});

const act = fc.record({
  what: fc.constantFrom(
    'note',
    'act',
    'tell',
    'tell_close',
    'close',
    'waive',
    'reopen',
    'step_in',
    'hand_back',
    'offer',
    'accept',
    'decline',
    'withdraw',
    'yes',
    'no',
    'wait',
    'fact',
    'call',
    'voicemail',
    'call_yes',
    'call_no',
    'letter',
    'schedule',
    'schedule_close',
    'reschedule',
    'cancel',
    'bounce',
    'reply',
    'settle',
  ),
  who: fc.nat(4),
  other: fc.nat(4),
  hours: fc.integer({ min: 1, max: 60 }),
});
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

async function doOne(caseId: string, customer: number, { what, who, other, hours }: Act): Promise<void> {
  const people: Actor[] = [at.priya, at.tomas, at.jonas, at.asta, at.mara];
  const me = people[who] as Actor;
  const to = people[other]?.personId ?? '';
  switch (what) {
    case 'note':
      return addNote(platform, me, caseId, { text: 'n' });
    case 'act':
      return recordAction(platform, me, caseId, { text: 'a' });
    case 'tell':
    case 'tell_close':
      return tellCustomer(platform, me, caseId, {
        channel: 'email',
        subject: 's',
        body: 'b',
        language: 'en',
        close: what === 'tell_close',
      });
    case 'close':
      return closeLoop(platform, me, caseId, {});
    case 'waive':
      return closeLoop(platform, me, caseId, { waiver: 'Not needed.' });
    case 'reopen':
      return reopenCase(platform, me, caseId, { reason: 'Again.' });
    case 'step_in':
      return stepIn(platform, me, caseId, {});
    case 'hand_back':
      return handBack(platform, me, caseId);
    case 'offer':
      return handOver(platform, me, caseId, { to, reason: 'Please.' });
    case 'accept':
      return answerHandOver(platform, me, caseId, { answer: 'accepted' });
    case 'decline':
      return answerHandOver(platform, me, caseId, { answer: 'declined', reason: 'Not mine.' });
    case 'withdraw':
      return answerHandOver(platform, me, caseId, { answer: 'withdrawn' });
    case 'wait':
      platform.clock.advance(hours * 3_600_000);
      await climbLadder(platform);
      await sendDue(platform);
      return;
    case 'fact':
      await platform.db.tx((tx) =>
        openWhereNeeded(tx, platform, [answer(at, customer, other, { occurredAt: platform.clock.now() })]),
      );
      return;
    case 'call':
    case 'voicemail':
    case 'call_yes':
    case 'call_no': {
      const answered = what === 'call_yes' || what === 'call_no';
      return tellCustomer(platform, me, caseId, {
        channel: 'phone',
        body: 'b',
        outcome: what === 'voicemail' ? 'voicemail' : 'reached',
        at: new Date(platform.clock.now().getTime() - other * 3_600_000),
        ...(answered ? { answer: { helped: what === 'call_yes' } } : {}),
        close: hours % 2 === 0,
      });
    }
    case 'letter':
      return tellCustomer(platform, me, caseId, { channel: 'letter', body: 'b', close: hours % 2 === 0 });
    case 'schedule':
    case 'schedule_close': {
      const at = new Date(platform.clock.now().getTime() + hours * 3_600_000);
      return scheduleMessage(platform, me, caseId, {
        channel: other % 2 ? 'email' : 'letter',
        subject: 's',
        body: 'b',
        language: 'en',
        at: localOf('UTC', at),
        close: what === 'schedule_close',
      });
    }
    case 'reschedule':
    case 'cancel': {
      const [waits] = (await scheduledMessages(platform, caseId)).items;
      if (!waits) return;
      if (what === 'cancel') return cancelScheduled(platform, me, caseId, waits.id);
      return changeScheduled(platform, me, caseId, { scheduledId: waits.id, input: {} });
    }
    case 'bounce': {
      const mail = await platform.db.maybe<{ id: string }>(
        sql`update mails set returned_as = 'hard' where mail_id = (select mail_id from mails where purpose = 'follow_up'
          and subject_id = ${caseId} order by mail_id desc limit 1) returning mail_id as id`,
      );
      const data = { address: 'c@customers.example', as: 'hard' as const };
      if (mail) await mailCameBack(platform, { subject: { id: mail.id }, data });
      return;
    }
    case 'reply': {
      const incomingId = replies++;
      await platform.db.tx((tx) =>
        takeReply(tx, platform, {
          about: { kind: 'case', id: caseId },
          by: 'thread',
          from: {
            name: null,
            address: other % 2 ? `c${customer}@customers.example` : 'aunt@elsewhere.example',
          },
          subject: 'Re: s',
          text: 'Thank you, but no.',
          incomingId,
        } as never),
      );
      return;
    }
    case 'settle':
      platform.clock.advance(hours * 12 * 3_600_000);
      await settleUnanswered(platform);
      await sendDue(platform);
      return;
    default: {
      const mail = await platform.db.maybe<{ text: string }>(
        sql`select text_body as text from mails where purpose = 'follow_up' and subject_id = ${caseId} order by mail_id desc limit 1`,
      );
      const token = mail && /follow-up\/([\w-]{43})/.exec(mail.text)?.[1];
      if (token) await followUps(platform).answer(token, { helped: what === 'yes' });
    }
  }
}

/** Each answers with the cases that break it; all must be empty at every moment. */
const broken = {
  'exactly one owner, the person of the one current holder row': sql`
    select c.case_id from cases c left join case_holders h on h.case_id = c.case_id and h.until_at is null
    group by c.case_id, c.owner_id, c.holder_id having count(h.holder_id) <> 1 or bool_or(h.person_id <> c.owner_id or h.holder_id <> c.holder_id)`,
  'holders follow each other without a gap': sql`
    select case_id from (select case_id, until_at, lead(from_at) over (partition by case_id order by from_at, holder_id) as next_from from case_holders) h
    where next_from is not null and next_from is distinct from until_at`,
  'closed only when told since it was opened, or waived with a reason': sql`
    select x.case_id from case_closures x left join case_messages m on m.message_id = x.message_id
    where coalesce(length(btrim(x.waiver)) >= 5, false) = (m.message_id is not null)
       or m.case_id <> x.case_id or m.inbound or m.at > x.at
       or m.at < (select max(e.reopened_at) from case_closures e where e.case_id = x.case_id and e.reopened_at <= x.at and e.closure_id <> x.closure_id)`,
  'at most one closure holds, and it is the one the case points at': sql`
    select c.case_id from cases c left join case_closures x on x.case_id = c.case_id and x.reopened_at is null
    group by c.case_id, c.closure_id having count(x.closure_id) <> (case when c.closure_id is null then 0 else 1 end) or bool_or(x.closure_id <> c.closure_id)`,
  'what nobody was reached by, what was received only and what waits closes nothing': sql`
    select x.case_id from case_closures x join case_messages m using (message_id)
    where not m.tells or m.outcome in ('voicemail', 'not_reached') or m.inbound`,
  'what was scheduled is sent once, by a message of its case, or waits, or was cancelled': sql`
    select s.case_id from case_scheduled s left join case_messages m on m.message_id = s.message_id
    where (s.message_id is not null and (m.case_id <> s.case_id or m.at < s.send_at or m.channel <> s.channel))
       or (s.ended_at is not null and s.held_at is not null)`,
  'at most one message of a case waits': sql`
    select case_id from case_scheduled where ended_at is null group by case_id having count(*) > 1`,
  'unanswered only what closed on a message, stands closed, and has no yes': sql`
    select x.case_id from case_closures x where x.settled_as = 'unanswered' and (x.message_id is null
      or exists (select 1 from case_confirmations f where f.message_id = x.message_id and f.helped and f.at < x.settled_at))`,
  'one answer a message': sql`select message_id from case_confirmations group by message_id having count(*) > 1`,
  'a customer’s no leaves nothing closed on that message': sql`
    select f.case_id from case_confirmations f join case_closures x on x.message_id = f.message_id and x.reopened_at is null and x.at <= f.at where not f.helped`,
  'no offer on a closed case, none pending past its time after the ladder ran': sql`
    select h.case_id from case_handovers h join cases c using (case_id) where h.answer is null and c.closure_id is not null`,
  'what was merged is closed on that, and undoing opens it': sql`
    select m.case_id from case_merges m join cases c using (case_id) join case_closures x on x.closure_id = m.closure_id
    where case when m.undone_at is null then c.closure_id is distinct from m.closure_id else x.reopened_at is null end`,
  'the deadline of an open case is that of telling': sql`
    select c.case_id from cases c join case_clocks k on k.case_id = c.case_id and k.clock = 'tell' and k.replaced_at is null
    where c.closure_id is null and k.due_at <> c.due_at`,
};

/** What each record must have as its event. */
const recorded = sql`
  select c.case_id::text as id,
    (select count(*) from case_closures x where x.case_id = c.case_id) as closures,
    (select count(*) from case_closures x where x.case_id = c.case_id and x.reopened_at is not null) as reopenings,
    (select count(*) from case_messages x where x.case_id = c.case_id) as messages,
    (select count(*) from case_scheduled x where x.case_id = c.case_id) as scheduled,
    (select count(*) from case_handovers x where x.case_id = c.case_id) as offers,
    (select count(*) from case_confirmations x where x.case_id = c.case_id) as answers,
    (select count(*) from case_breaches x where x.case_id = c.case_id) as breaches,
    (select count(*) from case_merges x where x.case_id = c.case_id) as merges,
    (select count(*) from case_merges x where x.case_id = c.case_id and x.undone_at is not null) as unmerges,
    (select count(*) from case_tags x where x.case_id = c.case_id) as tags,
    (select coalesce(jsonb_object_agg(name, n), '{}') from (select name, count(*) as n from events e where e.subject_kind = 'case' and e.subject_id = c.case_id::text group by name) e) as events
  from cases c`;

async function expectRecorded(): Promise<void> {
  for (const row of await platform.db.all<Record<string, number> & { events: Record<string, number> }>(
    recorded,
  )) {
    const n = (...names: string[]) => names.reduce((sum, name) => sum + (row.events[`case.${name}`] ?? 0), 0);
    expect(
      [
        n('closed'),
        n('reopened'),
        n('customer_told', 'customer_called', 'customer_replied'),
        n('message_scheduled'),
        n('hand_over_offered'),
        n('confirmed', 'denied'),
        n('breached', 'escalated'),
        n('opened'),
        n('merged'),
        n('unmerged'),
        n('tagged') - n('untagged'),
      ],
      row.id as never,
    ).toEqual([
      row.closures,
      row.reopenings,
      row.messages,
      row.scheduled,
      row.offers,
      row.answers,
      row.breaches,
      1,
      row.merges,
      row.unmerges,
      row.tags,
    ]);
  }
}

test('whatever people do, in any order, the rules hold and everything is on the record', async () => {
  let customer = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 25 }), async (acts) => {
      const mine = customer++;
      const [opened] = await platform.db.tx((tx) =>
        openWhereNeeded(tx, platform, [answer(at, mine, 5, { occurredAt: platform.clock.now() })]),
      );
      for (const one of acts) {
        try {
          await doOne(opened?.caseId ?? '', mine, one);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
        }
        platform.clock.advance(1000);
      }
      for (const [rule, statement] of Object.entries(broken))
        expect(await platform.db.all(statement), rule).toEqual([]);
    }),
    { numRuns: 25 },
  );
  await expectRecorded();
  expect(await verifyAudit(platform.db)).toMatchObject({ intact: true });
}, 120_000);

/** What two colleagues may do to two cases of one customer at the same moment. */
const pair = fc.record({
  what: fc.constantFrom(
    'merge',
    'unmerge',
    'urgent',
    'calm',
    'tag',
    'untag',
    'link',
    'waive',
    'step_in',
    'offer',
    'accept',
    'tell_close',
    'reopen',
  ),
  who: fc.nat(4),
  other: fc.nat(4),
  which: fc.nat(1),
});

async function doPair(
  [first, second]: [string, string],
  customer: number,
  { what, who, other, which }: { what: string; who: number; other: number; which: number },
  tagId: number,
): Promise<void> {
  const [caseId, beside] = which === 0 ? [first, second] : [second, first];
  const me = [at.priya, at.tomas, at.jonas, at.asta, at.mara][who] as Actor;
  switch (what) {
    case 'merge':
      return mergeCase(platform, me, caseId, { into: beside });
    case 'unmerge':
      return unmergeCase(platform, me, caseId);
    case 'urgent':
    case 'calm':
      return setUrgent(platform, me, caseId, { urgent: what === 'urgent' });
    case 'tag':
      return tagCase(platform, me, caseId, { name: 'seen together' });
    case 'untag':
      return untagCase(platform, me, caseId, { id: tagId });
    case 'link':
      return linkCase(platform, me, caseId, { to: beside, kind: 'relates' });
    default:
      return doOne(caseId, customer, { what: what as Act['what'], who, other, hours: 1 });
  }
}

test('what several do to the same two cases at once comes one after the other: the same rules hold', async () => {
  let customer = 300;
  const tag = await platform.db.one<{ id: number }>(
    sql`insert into tags (name, made_at) values ('seen together', now()) returning tag_id as id`,
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(pair, { minLength: 2, maxLength: 4 }), { minLength: 2, maxLength: 8 }),
      async (moments) => {
        const mine = customer++;
        const facts = [at.visit, at.bill].map((touchpointId) =>
          answer(at, mine, 5, {
            occurredAt: platform.clock.now(),
            touchpointId,
            touchpointKey: String(touchpointId),
          }),
        );
        const opened = await platform.db.tx((tx) => openWhereNeeded(tx, platform, facts));
        const two = opened.map(({ caseId }) => caseId) as [string, string];
        for (const together of moments) {
          const done = await Promise.allSettled(together.map((one) => doPair(two, mine, one, tag.id)));
          for (const one of done)
            if (one.status === 'rejected' && !(one.reason instanceof Refusal)) throw one.reason;
          platform.clock.advance(1000);
        }
        for (const [rule, statement] of Object.entries(broken))
          expect(await platform.db.all(statement), rule).toEqual([]);
      },
    ),
    { numRuns: 15 },
  );
  await expectRecorded();
  expect(await verifyAudit(platform.db)).toMatchObject({ intact: true });
}, 240_000);
