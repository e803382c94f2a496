import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { addLimit, customers, delivered, onlyRule, plan, survey } from '../../../test/asking.ts';
import { type FreshDatabase, freshDatabase } from '../../../test/engines.ts';
import { type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { smallWorld } from '../../../test/world.ts';
import { mergeCustomers, undoMerge } from '../../know/know.ts';
import { operatorActor } from '../../platform/access.ts';
import { type Database, sql, type Tx } from '../../platform/database.ts';
import { gather } from '../invite/gather.ts';
import { invitationsOf } from '../invite/invitations.ts';
import { invite } from '../invite/invite.jobs.ts';
import { noteReturnedMail } from '../invite/returned.ts';
import { contactChoices } from './choices.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const keys = ['ann', 'bob', 'cem', 'dee', 'eli'];
let fresh: FreshDatabase;
let platform: TestPlatform;
let sourceId: number;
let surveys: Record<'visit' | 'failed' | 'yearly', string>;

beforeAll(async () => {
  fresh = await freshDatabase();
  platform = await testPlatform(fresh.db);
  ({ sourceId } = await smallWorld(fresh.db));
  surveys = {
    visit: await survey(fresh.db, 'visit', 2),
    failed: await survey(fresh.db, 'failed', 2),
    yearly: await survey(fresh.db, 'yearly'),
  };
});
afterAll(async () => {
  await platform.queue.stop();
  await fresh.close();
});
beforeEach(() => platform.clock.set('2026-03-02T09:00:00Z'));

interface Contact {
  id: string;
  invitation: string;
  survey: string;
  who: string;
  at: Date;
  number: number;
  address: string;
  dims: Record<string, string>;
  mail: string;
  text: string;
  days: number;
  reminders: number;
}
const contactsNow = () =>
  fresh.db.all<Contact>(sql`
    select c.contact_id as id, c.invitation_id as invitation, c.survey_id as survey, d.external_key as who, c.at, c.number,
      m.to_address as address, i.dims, c.mail_id as mail, m.text_body as text, (p.settings->>'remindAfterDays')::int as days,
      (p.settings->>'reminders')::int as reminders
    from survey_contacts c join survey_invitations i using (invitation_id) join identities d on d.identity_id = c.identity_id
    join mails m on m.mail_id = c.mail_id join survey_plans p on p.plan_id = i.plan_id order by c.contact_id`);
const circlesNow = async () => {
  const rows = await fresh.db.all<{ key: string; customer: string }>(
    sql`select external_key as key, customer_id as customer from links join identities using (identity_id) where source_id = ${sourceId}`,
  );
  return new Map(rows.map(({ key, customer }) => [key, customer]));
};
const tokenOf = ({ text }: Contact) => /\/s\/i\/([\w-]{43})/.exec(text)?.[1] ?? '';

/** The process dies at any moment: whatever a transaction wrote may be gone, and the work is done again. */
function interrupted(chance: () => boolean): TestPlatform {
  const db: Database = Object.create(fresh.db);
  db.tx = <T>(work: (tx: Tx) => Promise<T>) =>
    fresh.db.tx(async (tx) => {
      const result = await work(tx);
      if (chance()) throw new Error('interrupted');
      return result;
    });
  return { ...platform, db };
}
async function runInterrupted(stops: number): Promise<void> {
  let left = stops;
  for (let i = 0; i <= stops; i++) await invite(interrupted(() => left-- > 0)).catch(() => undefined);
}

async function clear(): Promise<void> {
  for (const table of [
    'survey_reminder_skips',
    'survey_contacts',
    'survey_invitations',
    'survey_plans',
    'suppressions',
    'contact_wishes',
  ])
    await fresh.db.run(sql`delete from ${sql.table(table)}`);
  await fresh.db.run(sql`delete from interactions`);
  await fresh.db.run(sql`delete from mails`);
}

interface Rule {
  most?: number;
  days?: number;
  gapDays?: number;
  surveyId?: string;
  dims: Record<string, string>;
}
/** A limit of days goes with a number. */
const given = ({
  most,
  days,
  gapDays,
}: {
  most: number | undefined;
  days: number;
  gapDays: number | undefined;
}) => ({
  ...(most === undefined ? {} : { most, days }),
  ...(gapDays === undefined ? {} : { gapDays }),
});

const limit = fc.record({
  most: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
  days: fc.integer({ min: 1, max: 8 }),
  gapDays: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
});
const act = fc.record({
  what: fc.constantFrom(
    ...(['fact', 'fact', 'fact', 'failure', 'failure', 'wait', 'wait', 'wait', 'wait'] as const),
    ...(['send', 'send', 'send', 'send', 'send', 'race', 'stop', 'merge', 'merge', 'undo'] as const),
    ...(['leave', 'leaveOne', 'return', 'return', 'pause', 'noMail', 'answer', 'bounce'] as const),
  ),
  who: fc.nat(4),
  other: fc.nat(4),
  n: fc.integer({ min: 1, max: 40 }),
});

test('rules are never violated, whatever happens in whatever order', { timeout: 240_000 }, async () => {
  let sentInAll = 0;
  const skipped = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      fc.array(act, { minLength: 30, maxLength: 60 }),
      limit,
      limit,
      async (acts, global, own) => {
        await clear();
        platform.clock.set('2026-03-02T09:00:00Z');
        await customers(platform, sourceId, ['ann', 'bob'], { region: 'north' });
        await customers(platform, sourceId, ['cem', 'dee', 'eli'], { region: 'south' });
        const tried: Rule[] = [
          { ...given(global), dims: {} },
          { ...given(own), surveyId: surveys.visit, dims: {} },
          { most: 2, days: 5, dims: { region: 'north' } },
        ];
        const rules = tried.filter(({ most, gapDays }) => most !== undefined || gapDays !== undefined);
        await onlyRule(fresh.db);
        for (const rule of rules) await addLimit(fresh.db, rule);
        const event = { kind: 'event' as const, touchpoint: 'delivery', share: 1 };
        await plan(platform, surveys.visit, {
          trigger: { ...event, delayMinutes: 90, outcome: 'any' },
          reminders: 2,
          remindAfterDays: 2,
        });
        await plan(platform, surveys.failed, {
          trigger: { ...event, delayMinutes: 0, outcome: 'failed' },
          priority: 90,
          expiresDays: 5,
        });
        const audience = { kind: 'customers' as const, dims: {}, withinDays: 90 };
        const recurring = { kind: 'recurring' as const, everyDays: 4, audience };
        await plan(platform, surveys.yearly, {
          trigger: recurring,
          priority: 5,
          reminders: 1,
          remindAfterDays: 1,
          expiresDays: 3,
        });

        /** What people said, as this test remembers it. */
        const said = {
          left: new Set<string>(),
          leftOne: new Set<string>(),
          paused: new Map<string, Date>(),
          noMail: new Set<string>(),
          bad: new Set<string>(),
          answered: new Set<string>(),
        };
        const known: Contact[] = [];
        let step = 0;

        const check = async (circles: Map<string, string>[], before: typeof said) => {
          for (const one of (await contactsNow()).slice(known.length)) {
            const faults = circles.map((circle) => faultsOf(one, circle, before));
            // In a race the merge came before or after: the contact must be right in one of the two.
            expect(faults.some((of) => of.length === 0) ? [] : faults[0]).toEqual([]);
            known.push(one);
          }
        };
        const faultsOf = (one: Contact, circle: Map<string, string>, when: typeof said): string[] => {
          const together = (key: string) => circle.get(key) === circle.get(one.who);
          const all = keys.filter(together);
          const earlier = known.filter(({ who }) => together(who));
          const since = (other: Contact) => one.at.getTime() - other.at.getTime();
          const faults: string[] = [];
          for (const rule of rules) {
            if (rule.surveyId && rule.surveyId !== one.survey) continue;
            if (!Object.entries(rule.dims).every(([k, v]) => one.dims[k] === v)) continue;
            const counted = earlier.filter((other) => !rule.surveyId || other.survey === rule.surveyId);
            if (
              rule.most !== undefined &&
              counted.filter((other) => since(other) < (rule.days as number) * DAY).length >= rule.most
            )
              faults.push('too often');
            const others = counted.filter(({ invitation }) => invitation !== one.invitation);
            if (
              rule.gapDays !== undefined &&
              others.some((other) => since(other) < (rule.gapDays as number) * DAY)
            )
              faults.push('too soon');
          }
          const own = earlier.filter(({ invitation }) => invitation === one.invitation);
          if (own.length !== one.number || one.number > one.reminders) faults.push('reminder out of turn');
          if (own.some((other) => since(other) < one.days * DAY)) faults.push('reminded too soon');
          if (when.answered.has(one.invitation)) faults.push('reminded after the answer');
          if (all.some((key) => when.left.has(key) || when.leftOne.has(`${key} ${one.survey}`)))
            faults.push('had unsubscribed');
          if (all.some((key) => (when.paused.get(key)?.getTime() ?? 0) > one.at.getTime()))
            faults.push('had paused');
          if (all.some((key) => when.noMail.has(key))) faults.push('wants no mail');
          if (when.bad.has(one.address)) faults.push('bad address');
          if (one.at.getUTCHours() < 8 || one.at.getUTCHours() >= 20) faults.push('at night');
          return faults;
        };

        await delivered(platform, sourceId, keys, 'first');
        for (const { what, who, other, n } of acts) {
          step++;
          const key = keys[who] as string;
          const circle = await circlesNow();
          const person = keys.filter((one) => circle.get(one) === circle.get(key));
          const last = known.filter((one) => person.includes(one.who)).at(-1);
          const merge = () =>
            mergeCustomers(platform, operatorActor, circle.get(key) ?? '', {
              with: circle.get(keys[other] ?? '') ?? '',
              reason: 'test',
            }).catch(() => undefined);
          switch (what) {
            case 'fact':
            case 'failure':
              await delivered(platform, sourceId, [key], `s${step}`, what === 'failure');
              break;
            case 'wait':
              platform.clock.advance(n * HOUR);
              // At night nothing leaves; every other time it is morning already.
              if (n % 2 === 0)
                platform.clock.set(
                  new Date(Math.ceil(platform.clock.now().getTime() / DAY) * DAY + 9 * HOUR),
                );
              break;
            case 'send':
              await Promise.all(Array.from({ length: 1 + (n % 3) }, () => invite(platform)));
              break;
            case 'stop':
              await runInterrupted(n % 7);
              break;
            case 'race':
              await Promise.all([invite(platform), merge(), invite(platform)]);
              break;
            case 'merge':
              await merge();
              break;
            case 'undo': {
              const merged = await fresh.db.maybe<{ id: string }>(
                sql`select merge_id as id from merges where undone_at is null order by merge_id desc limit 1`,
              );
              if (merged) await undoMerge(platform, operatorActor, merged.id, 'test');
              // Undone, they are known to be different people: here the next history may merge them again.
              await fresh.db.run(sql`delete from separations`);
              break;
            }
            case 'leave':
              if (last) await contactChoices(platform).unsubscribe(tokenOf(last));
              if (last) said.left.add(last.who);
              break;
            case 'leaveOne':
            case 'return':
            case 'pause':
            case 'noMail':
              if (!last) break;
              await contactChoices(platform).save(tokenOf(last), {
                email: what !== 'noMail',
                language: null,
                pauseDays: what === 'pause' ? n : null,
                unsubscribe: what === 'leaveOne' ? 'survey' : null,
              });
              for (const one of person) {
                said.left.delete(one);
                said.leftOne.delete(`${one} ${last.survey}`);
                said.noMail.delete(one);
                said.paused.delete(one);
                if (what === 'noMail') said.noMail.add(one);
                if (what === 'pause')
                  said.paused.set(one, new Date(platform.clock.now().getTime() + n * DAY));
              }
              if (what === 'leaveOne') said.leftOne.add(`${last.who} ${last.survey}`);
              break;
            case 'answer':
              if (last) await invitationsOf(platform).answered(last.invitation, 'complete');
              if (last) said.answered.add(last.invitation);
              break;
            case 'bounce': {
              if (!last) break;
              const data = { as: 'hard', address: last.address, status: '5.1.1', why: null };
              const event = {
                eventId: '',
                name: 'mail.returned',
                subject: { kind: 'mail', id: last.mail },
                data,
              };
              await noteReturnedMail(platform, event);
              said.bad.add(last.address);
              break;
            }
          }
          await check([circle, await circlesNow()], said);
        }
        sentInAll += known.length;
        for (const { reason } of await fresh.db.all<{ reason: string }>(
          sql`select distinct skip_reason as reason from survey_invitations where skip_reason is not null`,
        ))
          skipped.add(reason);
        for (const merged of await fresh.db.all<{ id: string }>(
          sql`select merge_id as id from merges where undone_at is null order by merge_id desc`,
        ))
          await undoMerge(platform, operatorActor, merged.id, 'test');
        await fresh.db.run(sql`delete from separations`);
      },
    ),
    { numRuns: 40, seed: 20, endOnFailure: true },
  );
  // The histories did meet the rules: else nothing was tested.
  expect(sentInAll).toBeGreaterThan(200);
  expect([...skipped]).toEqual(
    expect.arrayContaining(['too_soon', 'too_often', 'unsubscribed', 'still_open']),
  );
});

test('delivered again, in another order or with interruptions, events lead to the same state', {
  timeout: 120_000,
}, async () => {
  const given = fc.array(fc.record({ who: fc.nat(4), failed: fc.boolean(), minute: fc.nat(50) }), {
    minLength: 1,
    maxLength: 14,
  });
  const settings = {
    visit: {
      trigger: {
        kind: 'event' as const,
        touchpoint: 'delivery',
        delayMinutes: 120,
        outcome: 'any' as const,
        share: 1,
      },
      reminders: 1,
      remindAfterDays: 2,
    },
    failed: {
      trigger: {
        kind: 'event' as const,
        touchpoint: 'delivery',
        delayMinutes: 120,
        outcome: 'failed' as const,
        share: 1,
      },
      priority: 90,
    },
  };
  const stateNow = () =>
    fresh.db.all(sql`select s.key, i.cause, i.skip_reason, (select array_agg(c.at order by c.number) from survey_contacts c where c.invitation_id = i.invitation_id) as sent
      from survey_invitations i join surveys s using (survey_id) order by 1, 2`);
  const history = async (
    facts: { who: number; failed: boolean; minute: number }[],
    stops: number,
    order: number[],
  ) => {
    await clear();
    await onlyRule(fresh.db, { most: 2, days: 10, gapDays: 1 });
    platform.clock.set('2026-03-02T09:00:00Z');
    await customers(platform, sourceId, keys);
    await plan(platform, surveys.visit, settings.visit);
    await plan(platform, surveys.failed, settings.failed);
    for (const at of order) {
      const { who, failed, minute } = facts[at % facts.length] as (typeof facts)[number];
      platform.clock.set(new Date(Date.UTC(2026, 2, 2, 9, minute)));
      await delivered(platform, sourceId, [keys[who] as string], `o${at % facts.length}`, failed);
      platform.clock.set('2026-03-02T10:00:00Z');
      if (stops > 0) await gather(interrupted(() => at % 3 === 0)).catch(() => undefined);
    }
    for (const time of ['2026-03-02T13:00:00Z', '2026-03-04T13:00:00Z', '2026-03-05T09:00:00Z']) {
      platform.clock.set(time);
      await runInterrupted(stops);
      await invite(platform);
    }
    return stateNow();
  };
  await fc.assert(
    fc.asyncProperty(
      given,
      fc.integer({ min: 1, max: 5 }),
      fc.infiniteStream(fc.nat(1000)),
      async (facts, stops, draws) => {
        const inOrder = facts.map((_, i) => i);
        const expected = await history(facts, 0, inOrder);
        const random = [...inOrder]
          .map((i) => ({ i, at: draws.next().value as number }))
          .sort((a, b) => a.at - b.at);
        const again = [...random.map(({ i }) => i), ...inOrder.filter((i) => i % 2 === 0)];
        expect(await history(facts, stops, again)).toEqual(expected);
      },
    ),
    { numRuns: 12, seed: 20 },
  );
});
