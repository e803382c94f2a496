import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { uploadText, workedOff } from '../../../test/collecting.ts';
import { customerOf } from '../../../test/company.ts';
import { type FreshDatabase, freshDatabase } from '../../../test/engines.ts';
import {
  ADDRESS,
  type Erasing,
  erasingCompany,
  MARK,
  plantedCustomer,
  somebody,
  tablesWith,
} from '../../../test/erasing.ts';
import { appFor, type TestApp } from '../../../test/platform.ts';
import { contentOf } from '../../../test/world.ts';
import { caseDetail } from '../../close/close.ts';
import type { Fact } from '../../collect/facts.ts';
import { startImport } from '../../collect/imports/imports.ts';
import { deliver } from '../../collect/intake/intake.ts';
import { takeUp } from '../../collect/intake/takeUp.ts';
import { Mapping } from '../../collect/mapping/mapping.ts';
import { takeIn } from '../../loop.ts';
import { passOn } from '../../out/outbox.ts';
import { type Actor, operatorActor } from '../../platform/access.ts';
import { verifyAudit } from '../../platform/audit.ts';
import { sql } from '../../platform/database.ts';
import { sendMail } from '../../platform/mail.jobs.ts';

let fresh: FreshDatabase;
let world: Erasing;
let app: TestApp;
let at: Awaited<ReturnType<typeof plantedCustomer>>;
let before: { tables: string[]; cells: unknown; survey: unknown; preview: unknown };

const path = (id: string) => `/customers/${id}/erasure`;
const cells = async () => (await contentOf(fresh.db)).cells;
const results = async () => (await app.call('GET', '/surveys/visits/results', { actor: world.at.asta })).body;
const reason = 'Asked for it in writing (Art. 17 GDPR).';

beforeAll(async () => {
  fresh = await freshDatabase();
  world = await erasingCompany(fresh.db);
  app = appFor(world.platform);
  at = await plantedCustomer(world);
  before = {
    tables: await tablesWith(fresh.db, MARK),
    cells: await cells(),
    survey: await results(),
    preview: (await app.call('GET', path(at.customerId), { actor: world.steward })).body,
  };
}, 120_000);
afterAll(async () => {
  await world.platform.queue.stop();
  await fresh.close();
});

test('only who may erase sees what would go, and may do it', async () => {
  for (const actor of [world.at.asta, world.at.priya])
    for (const method of ['GET', 'POST'])
      expect(
        (
          await app.call(method, path(at.customerId), {
            actor,
            body: method === 'POST' ? { reason } : undefined,
          })
        ).status,
      ).toBe(403);
  expect(before.preview).toMatchObject({
    customer: { id: at.customerId, name: `${MARK} M.` },
    goes: { records: 3, interviews: 1, invitations: 1, files: 2 },
    stays: { cases: 3 },
    open: [{ owner: 'Priya Dahl' }, { owner: 'Priya Dahl' }],
    erased: null,
  });
  const unknown = await app.call('POST', path(crypto.randomUUID()), {
    actor: world.steward,
    body: { reason },
  });
  expect(unknown.status).toBe(404);
  const named = await app.call('POST', path(at.customerId), {
    actor: world.steward,
    body: { reason: `${ADDRESS} asked for it` },
  });
  expect([named.status, named.body.code]).toEqual([422, 'reason_names_them']);
  expect(
    (await app.call('POST', path(at.customerId), { actor: operatorActor, body: { reason } })).body.code,
  ).toBe('needs_a_person');
});

test('nothing of the person is left in any table, and no figure moves', async () => {
  const done = await app.call('POST', path(at.mergedAway), { actor: world.steward, body: { reason } });
  expect([done.status, done.body]).toMatchObject([
    200,
    { customer: { id: at.customerId, name: null }, open: [], erased: { by: 'Sten Ward', reason } },
  ]);
  expect(done.body.goes).toEqual((before.preview as { goes: unknown }).goes);
  expect(await tablesWith(fresh.db, MARK)).toEqual([]);
  expect(await tablesWith(fresh.db, '23456789')).toEqual([]);
  expect(await cells()).toEqual(before.cells);
  expect(await results()).toEqual(before.survey);
  expect((await app.call('GET', '/cells/verification', { actor: operatorActor })).body).toMatchObject({
    ok: true,
  });
  expect(await verifyAudit(fresh.db)).toMatchObject({ intact: true, erased: expect.any(Number) });
});

/** Tables that hold nothing of customers, and why. A new table belongs here, or its words are planted in test/erasing.ts. */
const nothing: Record<string, string> = {
  'the organisation, its people and how they work': `settings api_keys departments people person_roles teams person_skills passwords
    sessions sign_in_links calendars notice_choices notice_hours routing_rules routing_trials case_terms case_views case_view_orders
    recovery_pots recovery_terms catalogue_items openness access_requests access_asks access_answers migrations`,
  'written for many, about no customer': `journeys phases touchpoints lane_notes placement_rules placement_sets journey_versions personas
    persona_portraits map_comments comment_settlings promises promise_terms kinds metrics dimensions slices case_rules surveys
    survey_versions survey_plans survey_quota_counts contact_rules checklists checklist_steps library_entries library_versions tags
    incidents incident_messages huddle_notes improvements improvement_answers complaint_regimes`,
  'who answers for what': `assignments change_sets change_set_edits change_set_outcomes department_changes delegations rounds
    round_letters round_answers round_closings round_assigned round_outcomes ownership_evidence clarifications grey_area_decisions
    ruling_reviews escalation_steps fault_dismissals fault_remedies fault_notices mandate_needs mandate_asks mandate_answers
    department_parts cover_notices`,
  'where data comes from, not the data': `sources import_runs uploads event_logs event_log_groups event_log_activities event_log_cases
    connections refused_requests event_times pulls feeds feed_days feed_fields drifts mailboxes out_endpoints out_secrets out_stops`,
  'ids, figures and hashes': `audit_head cells flow_cells case_clocks case_files live_log case_question_tokens survey_contacts
    contact_wishes out_messages source_lates erasures erased_keys`,
  'emptied by every batch': 'new_identities new_keys new_links',
};

test('every table was planted, or holds nothing of customers', async () => {
  const named = new Set([...before.tables, ...Object.values(nothing).flatMap((names) => names.split(/\s+/))]);
  const all = await fresh.db.all<{ name: string }>(sql`
    select distinct table_name as name from information_schema.columns join information_schema.tables using (table_schema, table_name)
    where table_schema = 'public' and table_type = 'BASE TABLE' and data_type in ('text','jsonb','json','tsvector','bytea','ARRAY')`);
  expect(all.map(({ name }) => name).filter((name) => !named.has(name))).toEqual([]);
});

test('each open case is closed on a waiver, its owner hears of it, and nothing that waited is sent', async () => {
  for (const id of at.openCases) {
    const detail = await caseDetail(world.platform, id);
    expect(detail).toMatchObject({
      state: 'closed',
      customer: { id: at.customerId, name: null },
      closure: { waiver: `The customer was erased: ${reason}`, messageId: null, by: { name: 'Sten Ward' } },
    });
  }
  const told = await fresh.db.all<{ title: string; owner: string }>(sql`
    select n.title, p.name as owner from notices n join people p using (person_id) where n.title like '%was erased%'`);
  expect(told).toEqual([
    { title: expect.stringMatching(/^The customer of #\d+, #\d+ was erased$/), owner: 'Priya Dahl' },
  ]);
  await sendMail(world.platform, at.waiting.mailId);
  expect(
    await fresh.db.one(
      sql`select sent_at, failed_at is not null as given_up from mails where mail_id = ${at.waiting.mailId}::uuid`,
    ),
  ).toEqual({ sent_at: null, given_up: true });
  expect(await fresh.db.all(sql`select 1 from case_scheduled where ended_at is null`)).toEqual([]);
});

test('links open nothing and say so; the page shows nobody', async () => {
  const followUp = await app.hono.request(`/p/follow-up/${at.tokens.followUp}`);
  const invitation = await app.hono.request(`/s/i/${at.tokens.survey}`);
  for (const page of [followUp, invitation]) {
    expect(page.status).toBe(410);
    expect(await page.text()).toMatch(/<h1[^>]*>(This link opens nothing any more|This survey is over)/);
  }
  const page = (await app.call('GET', `/customers/${at.mergedAway}`, { actor: world.at.priya })).body;
  expect(page.customer).toMatchObject({
    id: at.customerId,
    name: null,
    email: null,
    attributes: {},
    erased: { by: 'Sten Ward', reason },
  });
  const found = await app.call('GET', `/customers?q=${MARK}`, { actor: world.at.priya });
  expect(found.body.items).toEqual([]);
  const listed = await app.call('GET', '/customers', { actor: world.at.priya });
  expect(listed.body.items.find((one: { id: string }) => one.id === at.customerId)).toMatchObject({
    name: null,
    erasedAt: expect.any(String),
  });
});

test('erased twice is erased once; what was merged stays so; nothing is done for nobody', async () => {
  const { n } = await fresh.db.one<{ n: number }>(sql`select count(*)::int as n from audit_entries`);
  const again = await app.call('POST', path(at.customerId), {
    actor: world.steward,
    body: { reason: 'Once more.' },
  });
  expect([again.status, again.body.erased.reason]).toEqual([200, reason]);
  expect(await fresh.db.one(sql`select count(*)::int as n from audit_entries`)).toEqual({ n });
  const { asta, priya } = world.at;
  const post = async (actor: Actor, at: string, body: object) => {
    const answer = await app.call('POST', at, { actor, body });
    return [at.split('/').at(-1), answer.status, answer.body.code];
  };
  const { customerId } = at;
  expect([
    await post(asta, `/merges/${at.mergeId}/undo`, { reason: 'Not her.' }),
    await post(asta, `/customers/${customerId}/merges`, { with: customerOf(3), reason: 'One.' }),
    await post(priya, '/cases', { customerId, reason: 'They called.' }),
    await post(priya, `/cases/${at.closedCase}/notes`, { text: 'Was she?' }),
    await post(priya, `/cases/${at.closedCase}/reopening`, { reason: 'Why not.' }),
    await post(asta, '/surveys/visits/invitations', { customer: customerId }),
  ]).toEqual(
    ['undo', 'merges', 'cases', 'notes', 'reopening', 'invitations'].map((what) => [
      what,
      409,
      'customer_erased',
    ]),
  );
});

const gone = { outcome: 'rejected', reason: expect.stringMatching(/^erased: /), erased: true };

test('erased stays erased: by key, by address, by phone and name; others pass', async () => {
  const { platform, sourceId } = world;
  const tell = (facts: Fact[], source = sourceId) => takeIn(platform, { sourceId: source, facts });
  const { id: shop } = await fresh.db.one<{ id: number }>(
    sql`select source_id as id from sources where key = 'shop'`,
  );
  const order = (who: string): Fact => ({
    type: 'interaction',
    key: `again ${who}`,
    who,
    kind: 'order.placed',
    at: platform.clock.now().toISOString(),
  });
  expect(
    await tell([
      { type: 'identity', key: `${MARK}-1`, name: `${MARK} Marker`, email: ADDRESS },
      order(`${MARK}-1`),
      { type: 'identity', key: 'new', name: 'Somebody', email: 'somebody@people.example' },
    ]),
  ).toEqual([gone, gone, { outcome: 'accepted' }]);
  // Under a key that nobody had: what names that key goes with it, in the same batch and later.
  const elsewhere: Fact = { type: 'identity', key: 'S-77', email: ` ${ADDRESS.toUpperCase()} ` };
  expect(await tell([order('S-77'), elsewhere], shop)).toEqual([gone, gone]);
  expect(await tell([order('S-77')], shop)).toEqual([gone]);
  const called: Fact = {
    type: 'identity',
    key: 'S-78',
    name: `Marker, ${MARK}`,
    phone: '+49 (151) 234 567 89',
  };
  expect(await tell([called], shop)).toEqual([gone]);
  // A household shares its phone; the record that was merged and parted again is somebody else.
  const household: Fact = { type: 'identity', key: 'S-79', name: 'Another', phone: '+49 151 23456789' };
  expect(await tell([household], shop)).toEqual([{ outcome: 'accepted' }]);
  const other: Fact = { type: 'identity', key: 'other', name: 'Other', email: 'other@people.example' };
  expect(await tell([{ ...other, email: ADDRESS }])).toEqual([{ outcome: 'changed' }]);
  expect(await tell([other])).toEqual([{ outcome: 'changed' }]);
  expect(await tablesWith(fresh.db, MARK)).toEqual([]);
});

test('however they are spelt, under whatever key, in whatever order: not a trace comes back, no figure moves', async () => {
  const { platform } = world;
  const before = await cells();
  const sources = await fresh.db.all<{ id: number }>(
    sql`select source_id as id from sources where key in ('shop', 'crm') order by 1`,
  );
  const spelt = fc.oneof(
    fc.constantFrom(ADDRESS, ADDRESS.toUpperCase(), ` ${ADDRESS}`).map((email) => ({ email })),
    fc
      .constantFrom('+49 151 23456789', '+4915123456789', '+49 (0)151 234-56789')
      .chain((phone) =>
        fc.constantFrom(`${MARK} Marker`, `MARKER, ${MARK}`).map((name) => ({ phone, name })),
      ),
    fc.constant({ keys: { number: `${MARK}7` } }),
  );
  const delivery = fc.record({
    source: fc.constantFrom(...sources.map(({ id }) => id)),
    key: fc.nat(30).map((n) => `P-${n}`),
    record: spelt,
    saysFirst: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(delivery, { minLength: 1, maxLength: 6 }), async (deliveries) => {
      for (const { source, key, record, saysFirst } of deliveries) {
        const who: Fact = { type: 'identity', key, ...record };
        const said: Fact = {
          type: 'response',
          key: `of ${key}`,
          who: key,
          metric: 'nps',
          value: 0,
          comment: MARK,
          at: platform.clock.now().toISOString(),
        };
        const outcomes = await takeIn(platform, {
          sourceId: source,
          facts: saysFirst ? [said, who] : [who, said],
        });
        expect(outcomes).toEqual([gone, gone]);
      }
    }),
    { numRuns: 25 },
  );
  expect(await tablesWith(fresh.db, MARK)).toEqual([]);
  expect(await cells()).toEqual(before);
});

test('a file and a delivery about them are reported as erased, and not one cell of a row is kept', async () => {
  const { platform } = world;
  await deliver(platform, operatorActor, {
    source: 'shop',
    items: [
      { type: 'identity', key: 'S-80', name: MARK, email: ADDRESS },
      { type: 'identity', key: 'S-81', name: 'Else' },
    ],
  });
  await takeUp(platform, takeIn);
  expect(
    await fresh.db.one(sql`select items, refused from deliveries order by delivery_id desc limit 1`),
  ).toEqual({ items: null, refused: null });
  const uploadId = await uploadText(
    platform,
    `id,name,email\nS-82,${MARK},${ADDRESS}\nS-83,Else,else@people.example\n`,
    'people.csv',
  );
  const mapping = Mapping.parse({ yields: [{ type: 'identity', key: 'id', name: 'name', email: 'email' }] });
  const { runId } = await startImport(platform, operatorActor, { uploadId, source: 'shop', mapping });
  expect(await workedOff(platform, runId)).toMatchObject({ accepted: 1, rejected: 1 });
  expect(await fresh.db.all(sql`select reason, raw from rejections where run_id = ${runId}`)).toEqual([
    { reason: gone.reason, raw: [] },
  ]);
  expect(await tablesWith(fresh.db, MARK)).toEqual([]);
});

test('an import and a merge that run meanwhile come before it or after it', async () => {
  const { platform, sourceId, steward, at: company } = world;
  for (let round = 0; round < 6; round++) {
    const key = `${MARK}-race-${round}`;
    const id = await somebody(world, key, { words: MARK, value: 2 });
    const twin = await somebody(world, `${key}-twin`, { words: MARK });
    const again: Fact[] = [
      { type: 'identity', key, name: `${MARK} again`, email: `${key}@people.example` },
      {
        type: 'response',
        key: `more ${key}`,
        who: key,
        metric: 'nps',
        value: 3,
        comment: MARK,
        at: platform.clock.now().toISOString(),
      },
    ];
    const [erased, , merged] = await Promise.all([
      app.call('POST', path(id), { actor: steward, body: { reason } }),
      takeIn(platform, { sourceId, facts: again }),
      app.call('POST', `/customers/${id}/merges`, { actor: company.asta, body: { with: twin, reason } }),
    ]);
    expect(erased.status).toBe(200);
    expect([200, 409]).toContain(merged.status);
    if (merged.status === 409) await app.call('POST', path(twin), { actor: steward, body: { reason } });
  }
  expect(await tablesWith(fresh.db, MARK)).toEqual([]);
  expect((await app.call('GET', '/cells/verification', { actor: operatorActor })).body).toMatchObject({
    ok: true,
  });
  expect(await verifyAudit(fresh.db)).toMatchObject({ intact: true });
});

test('other systems are told by id alone, once for each id they had', async () => {
  const ids = [at.customerId, at.mergedAway].toSorted();
  expect(
    await fresh.db.all(
      sql`select subject_id as id, data from events where name = 'customer.erased' and subject_id = any(${ids}::text[]) order by subject_id::uuid`,
    ),
  ).toEqual(ids.map((id) => ({ id, data: {} })));
  await passOn(world.platform);
  const messages = await fresh.db.all<{ body: string }>(
    sql`select body from out_messages where type = 'customer.erased' and customer_id = any(${ids}::uuid[]) order by customer_id`,
  );
  expect(messages.map(({ body }) => JSON.parse(body).data)).toEqual(
    ids.map((customerId) => ({ customerId })),
  );
});

test('what is left of the record cannot be changed unseen, nor more be taken out of it', async () => {
  const { seq } = await fresh.db.one<{ seq: number }>(
    sql`select max(seq) as seq from audit_entries where subject_id = ${at.openCases[0]} and verb = 'case.action_taken'`,
  );
  const altered = (who: string) =>
    fresh.db.run(sql`update audit_entries set actor_name = ${who} where seq = ${seq}`);
  await altered('Somebody else');
  expect(await verifyAudit(fresh.db)).toMatchObject({ intact: false, brokenAt: seq });
  await altered('Priya Dahl');
  expect(await verifyAudit(fresh.db)).toMatchObject({ intact: true });
  await fresh.db.run(sql`update audit_entries set detail = '{}' where verb = 'customer.unmerged'`);
  expect(await verifyAudit(fresh.db)).toMatchObject({ intact: false });
});
