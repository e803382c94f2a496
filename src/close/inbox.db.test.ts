import { afterAll, beforeAll, expect, test } from 'vitest';
import { answer, type Company, company, customerOf } from '../../test/company.ts';
import { freshDatabase } from '../../test/engines.ts';
import { appFor, testPlatform } from '../../test/platform.ts';
import type { Actor } from '../platform/access.ts';
import { verifyAudit } from '../platform/audit.ts';
import { sql } from '../platform/database.ts';
import { openWhereNeeded, seedRules } from './close.ts';

const fresh = await freshDatabase();
const platform = await testPlatform(fresh.db);
const app = appFor(platform);
let at: Company;
beforeAll(async () => {
  at = await company(fresh.db, 60);
  await fresh.db.run(
    sql`update customers set search = to_tsvector('simple', name || ' ' || email || ' ' || split_part(email, '@', 1))`,
  );
  await fresh.db.run(
    sql`insert into departments (department_id, key, name, position) values (gen_random_uuid(), 'field', 'Field', 1)`,
  );
  await fresh.db.run(sql`update people set department_id = (select department_id from departments)
    where person_id = any(${[at.priya.personId, at.jonas.personId]}::uuid[])`);
  await fresh.db.tx((tx) => seedRules(tx, platform));
});
afterAll(async () => {
  await platform.queue.stop();
  await fresh.close();
});

let next = 0;
async function opened(
  given: { who?: number; comment?: string; bill?: boolean; value?: number } = {},
): Promise<string> {
  const who = given.who ?? next++;
  const [made] = await fresh.db.tx((tx) =>
    openWhereNeeded(tx, platform, [
      answer(at, who, given.value ?? 5, {
        occurredAt: platform.clock.now(),
        ...(given.comment ? { comment: given.comment } : {}),
        ...(given.bill ? { touchpointId: at.bill, touchpointKey: 'bill', touchpointName: 'First bill' } : {}),
      }),
    ]),
  );
  return made?.caseId ?? '';
}
const get = (path: string, actor: Actor = at.asta) => app.call('GET', path, { actor });
const post = (path: string, body: object = {}, actor: Actor = at.priya) =>
  app.call('POST', path, { actor, body });
const listed = async (query: string, actor: Actor = at.asta) =>
  ((await get(`/cases${query}`, actor)).body.items as { id: string }[]).map(({ id }) => id);

test('a search finds beginnings of words said, of names and of addresses, and a number', async () => {
  const router = await opened({ who: 40, comment: 'The WLAN/Router-Kombination brummt über Nacht.' });
  const other = await opened({ who: 41, comment: 'Nothing of the kind.' });
  for (const q of [
    'router',
    'rout komb',
    'wlan',
    'über',
    'Customer 40',
    'c40@customers.example',
    'c40',
    'brummt nacht',
  ])
    expect(await listed(`?q=${encodeURIComponent(q)}`), q).toContain(router);
  for (const q of ['outer', 'router zebra', '%', '…', "o'brien & co | !", 'r']) {
    expect(await listed(`?q=${encodeURIComponent(q)}`), q).not.toContain(router);
  }
  const { number } = (await get(`/cases/${other}`)).body;
  expect(await listed(`?q=%23${number}`)).toEqual([other]);
});

test('every sort pages through each case once, with a search as well', async () => {
  for (let i = 0; i < 7; i++) {
    await opened({ comment: 'Lukewarm soup.' });
    platform.clock.advance(60_000);
  }
  for (const query of [
    'q=lukewarm',
    'open=true',
    'q=lukewarm&sort=-opened',
    'sort=opened',
    'q=customer&sort=due',
  ]) {
    const whole = await listed(`?${query}&limit=200`);
    const seen: string[] = [];
    let after = '';
    do {
      const page = (await get(`/cases?${query}&limit=3${after && `&after=${encodeURIComponent(after)}`}`))
        .body;
      seen.push(...page.items.map((one: { id: string }) => one.id));
      after = page.next ?? '';
    } while (after);
    expect(seen, query).toEqual(whole);
    expect(new Set(seen).size, query).toBe(whole.length);
    expect((await get(`/cases/count?${query.replace(/&?sort=[^&]*/, '')}`)).body, query).toEqual({
      n: whole.length,
      more: false,
    });
  }
});

test('a filter by what is gone is refused in words', async () => {
  for (const [query, field] of [
    ['touchpoint=nowhere', 'touchpoint'],
    ['department=nobody', 'department'],
    ['tag=4711', 'tag'],
  ]) {
    expect(await get(`/cases?${query}`)).toMatchObject({
      status: 422,
      body: { code: 'filter_gone', field },
    });
  }
});

test('tags: made when first given, found by, taken away; twice says who was first', async () => {
  const id = await opened();
  const tagged = (await post(`/cases/${id}/tags`, { name: '  Second   visit ' })).body;
  expect(tagged.tags).toMatchObject([{ name: 'Second visit' }]);
  const [tag] = tagged.tags;
  expect(await post(`/cases/${id}/tags`, { name: 'second VISIT' })).toMatchObject({
    status: 409,
    body: { code: 'has_tag' },
  });
  expect(await listed(`?tag=${tag.id}`)).toEqual([id]);
  expect((await get('/case-tags')).body.items).toMatchObject([{ name: 'Second visit', open: 1 }]);
  expect((await post(`/cases/${id}/tags/removal`, { id: tag.id })).body.tags).toEqual([]);
  expect((await post(`/cases/${id}/tags/removal`, { id: tag.id })).body.code).toBe('has_no_tag');
  expect((await post(`/cases/${id}/tags`, { name: '' })).status).toBe(422);
  const kinds = (await get(`/cases/${id}`)).body.timeline.map((one: { kind: string }) => one.kind);
  expect(kinds.slice(-2)).toEqual(['tagged', 'untagged']);
});

test('urgent brings every deadline nearer, and taking it back gives the time a case has that never was', async () => {
  const id = await opened();
  const before = (await get(`/cases/${id}`)).body;
  expect(before.urgent).toBe(false);
  const urgent = (await post(`/cases/${id}/urgency`, { urgent: true })).body;
  expect(new Date(urgent.dueAt).getTime()).toBeLessThan(new Date(before.dueAt).getTime());
  expect((await post(`/cases/${id}/urgency`, { urgent: true })).status).toBe(409);
  const calm = (await post(`/cases/${id}/urgency`, { urgent: false })).body;
  expect(calm.dueAt).toBe(before.dueAt);
});

test('two cases of a customer become one and two again, with nothing lost', async () => {
  const who = 50;
  const first = await opened({ who, comment: 'The technician broke the socket.' });
  platform.clock.advance(3_600_000);
  const second = await opened({ who, bill: true, comment: 'And now a bill for it.' });
  const stranger = await opened();
  const [one, two] = [(await get(`/cases/${first}`)).body, (await get(`/cases/${second}`)).body];
  expect((await get(`/cases/${first}/related`)).body.sameCustomer).toMatchObject([
    { id: second, state: 'open' },
  ]);
  expect(await post(`/cases/${first}/merge`, { into: stranger })).toMatchObject({
    status: 422,
    body: { code: 'not_one_customer' },
  });
  expect((await post(`/cases/${first}/merge`, { into: first })).body.code).toBe('same_case');
  expect((await post(`/cases/${first}/merge`, { into: 99_999 })).status).toBe(404);
  await post(`/cases/${first}/urgency`, { urgent: true });
  const merged = (await post(`/cases/${first}/merge`, { into: two.number })).body;
  expect(merged).toMatchObject({
    state: 'closed',
    closure: { waiver: `Merged into case ${two.number}: the customer is told there.` },
  });
  const whole = (await get(`/cases/${second}`)).body;
  expect(whole).toMatchObject({ urgent: true, owner: two.owner });
  expect(new Date(whole.dueAt).getTime()).toBeLessThan(new Date(one.dueAt).getTime());
  expect(
    whole.timeline
      .filter((m: { more: { of?: number } }) => m.more.of === one.number)
      .map((m: { kind: string }) => m.kind),
  ).toEqual(expect.arrayContaining(['opened', 'made_urgent', 'closed', 'merged']));
  const related = (await get(`/cases/${second}/related`)).body;
  expect(related).toMatchObject({ merged: [{ id: first, state: 'merged' }], sameCustomer: [], into: null });
  expect((await get(`/cases/${first}/related`)).body.into.id).toBe(second);

  // What comes in at the duplicate’s place joins the one that goes on; nobody opens the duplicate behind its back.
  expect(await opened({ who })).toBe('');
  expect((await get(`/cases/${second}`)).body.facts).toBe(2);
  expect(await post(`/cases/${first}/reopening`, { reason: 'By mistake' })).toMatchObject({
    status: 409,
    body: { code: 'is_merged', intoNumber: two.number },
  });
  expect((await post(`/cases/${second}/merge`, { into: first })).status).toBe(409);

  platform.clock.advance(60_000);
  const again = (await post(`/cases/${first}/merge/undo`)).body;
  expect(again).toMatchObject({ state: 'open', urgent: true, owner: one.owner });
  const free = (await get(`/cases/${second}`)).body;
  expect(free).toMatchObject({ urgent: false, dueAt: two.dueAt });
  expect(free.clocks.map((c: { dueAt: string }) => c.dueAt)).toEqual(
    two.clocks.map((c: { dueAt: string }) => c.dueAt),
  );
  expect((await post(`/cases/${first}/merge/undo`)).body.code).toBe('not_merged');
});

test('links stand at both cases, once, and can be taken away', async () => {
  const [a, b] = [await opened(), await opened()];
  expect((await post(`/cases/${a}/links`, { to: b, kind: 'same_cause', note: 'The same van.' })).status).toBe(
    200,
  );
  expect((await post(`/cases/${b}/links`, { to: a })).body.code).toBe('is_linked');
  expect((await post(`/cases/${a}/links`, { to: a })).body.code).toBe('same_case');
  const [link] = (await get(`/cases/${b}/related`)).body.linked;
  expect(link).toMatchObject({ id: a, kind: 'same_cause', note: 'The same van.', by: at.priya.name });
  expect((await post(`/cases/${b}/links/removal`, { id: link.linkId })).status).toBe(200);
  expect((await get(`/cases/${a}/related`)).body.linked).toEqual([]);
  expect((await post(`/cases/${b}/links/removal`, { id: link.linkId })).status).toBe(409);
});

const bulk = async (body: object, actor: Actor = at.priya) => {
  const begun = await post('/case-bulks', body, actor);
  expect(begun.status, JSON.stringify(begun.body)).toBe(202);
  await platform.queue.drain();
  return (await get(`/case-bulks/${begun.body.id}`, actor)).body;
};

test('one deed for many: each case is judged alone, the refused say why, and it can be taken back', async () => {
  const mine = [await opened(), await opened(), await opened()];
  const foreign = await opened({ bill: true });
  const offered = await bulk({
    deed: { do: 'hand_over', to: at.tomas.personId, reason: 'He has the van.' },
    cases: [...mine, foreign],
  });
  expect(offered).toMatchObject({ state: 'done', total: 4, done: 3, refused: 1, undoable: true });
  expect(offered.refusals).toMatchObject([{ caseId: foreign, code: 'not_owner' }]);
  expect(await listed('?offered=me', at.tomas)).toEqual(expect.arrayContaining(mine));
  // Offered, not handed over: nobody becomes an owner who did not accept (rule 6).
  expect((await get(`/cases/${mine[0]}`)).body.owner.name).toBe(at.priya.name);
  await post(`/cases/${mine[0]}/hand-over/answer`, { answer: 'accepted' }, at.tomas);

  const undone = await post(`/case-bulks/${offered.id}/undo`);
  expect(undone.status).toBe(202);
  await platform.queue.drain();
  expect((await get(`/case-bulks/${undone.body.id}`, at.priya)).body).toMatchObject({
    done: 2,
    refused: 1,
    refusals: [{ caseId: mine[0], code: 'no_offer' }],
    undoable: false,
  });
  expect(await post(`/case-bulks/${offered.id}/undo`)).toMatchObject({
    status: 409,
    body: { code: 'is_undone' },
  });
  expect((await get(`/case-bulks/${offered.id}`, at.asta)).status).toBe(404);
});

test('many are told by name and closed; who has no address is not, and stays open (rule 5)', async () => {
  const told = [await opened({ who: 52 }), await opened({ who: 53 })];
  const mute = await opened({ who: 54 });
  await fresh.db.run(sql`update customers set email = null where customer_id = ${customerOf(54)}::uuid`);
  const done = await bulk({
    deed: {
      do: 'tell',
      subject: 'Your visit',
      body: 'Dear {name}, case {number} is put right.',
      language: 'en',
      close: true,
    },
    cases: [...told, mute],
  });
  expect(done).toMatchObject({
    done: 2,
    refused: 1,
    undoable: false,
    refusals: [{ caseId: mute, code: 'no_address' }],
  });
  const first = (await get(`/cases/${told[0]}`)).body;
  expect(first.state).toBe('closed');
  expect(first.timeline.find((m: { kind: string }) => m.kind === 'message').text).toBe(
    `Dear Customer 52, case ${first.number} is put right.`,
  );
  expect((await get(`/cases/${mute}`)).body.state).toBe('open');
  expect((await post(`/case-bulks/${done.id}/undo`)).body.code).toBe('cannot_be_undone');
});

test('many wait and go on, and what was told is closed; taken back, they are as before', async () => {
  const cases = [await opened({ who: 55 }), await opened({ who: 56 })];
  const until = new Date(platform.clock.now().getTime() + 86_400_000).toISOString();
  const paused = await bulk({
    deed: { do: 'pause', waitsFor: 'supplier', until, reason: 'The part is on its way.' },
    cases,
  });
  expect(paused).toMatchObject({ done: 2, refused: 0, undoable: true });
  const pauseOf = async (id = cases[0]) => (await get(`/cases/${id}`)).body.pause;
  expect(await pauseOf()).toMatchObject({ waitsFor: 'supplier' });
  expect(await bulk({ deed: { do: 'resume' }, cases: [cases[0]] })).toMatchObject({ done: 1 });
  expect(await pauseOf()).toBeNull();
  await post(`/case-bulks/${paused.id}/undo`);
  await platform.queue.drain();
  expect(await pauseOf(cases[1])).toBeNull();

  await post(`/cases/${cases[0]}/messages`, {
    channel: 'phone',
    body: 'The part is there.',
    language: 'en',
  });
  const closed = await bulk({ deed: { do: 'close' }, cases });
  expect(closed).toMatchObject({
    done: 1,
    refused: 1,
    refusals: [{ caseId: cases[1], code: 'not_told' }],
  });
  expect((await get(`/cases/${cases[0]}`)).body.state).toBe('closed');
  await post(`/case-bulks/${closed.id}/undo`);
  await platform.queue.drain();
  expect((await get(`/cases/${cases[0]}`)).body.state).toBe('open');
});

test('all that match, beyond what a page shows, once each, however often the job comes again', async () => {
  const many: string[] = [];
  for (let i = 0; i < 12; i++) many.push(await opened({ comment: 'Marzipan everywhere.' }));
  const begun = await post('/case-bulks', {
    deed: { do: 'note', text: 'Seen together.' },
    query: { q: 'marzipan', open: 'true' },
  });
  const { carryOutBulk } = await import('./bulk/carryOut.ts');
  await Promise.all([1, 2, 3].map(() => carryOutBulk(platform, { bulkId: begun.body.id })));
  await platform.queue.drain();
  expect((await get(`/case-bulks/${begun.body.id}`, at.priya)).body).toMatchObject({
    total: 12,
    done: 12,
    refused: 0,
    state: 'done',
  });
  const notes = await fresh.db.one<{ n: number }>(
    sql`select count(*) as n from case_notes where case_id = any(${many}::uuid[])`,
  );
  expect(notes.n).toBe(12);
  const tagged = await bulk({ deed: { do: 'tag', name: 'sweet' }, query: { q: 'marzipan' } });
  expect(tagged.done).toBe(12);
  const undone = (await post(`/case-bulks/${tagged.id}/undo`)).body;
  await platform.queue.drain();
  expect((await get(`/case-bulks/${undone.id}`, at.priya)).body.done).toBe(12);
  expect(
    await post('/case-bulks', { deed: { do: 'acknowledge' }, query: { q: 'nobodysaidthis' } }),
  ).toMatchObject({
    status: 422,
    body: { code: 'nothing_matches' },
  });
  expect((await post('/case-bulks', { deed: { do: 'acknowledge' } })).status).toBe(422);
  expect((await post('/case-bulks', { deed: { do: 'erase' }, cases: many })).status).toBe(422);
});

test('views: mine, my team’s, in my order, counted; refused and marked where what they filter by is gone', async () => {
  const mine = (
    await post('/case-views', {
      name: 'Urgent of mine',
      query: { open: 'true', owner: 'me', urgent: 'true' },
    })
  ).body;
  expect(mine).toMatchObject({ mine: true, team: null, gone: null, count: { more: false } });
  const tag = (await post(`/cases/${await opened()}/tags`, { name: 'fleeting' })).body.tags[0];
  const team = (
    await post('/case-views', { name: 'Fleeting', team: true, query: { tag: String(tag.id) } }, at.jonas)
  ).body;
  expect(team).toMatchObject({ team: 'Field', count: { n: 1 } });
  expect(await post('/case-views', { name: 'X', query: { touchpoint: 'nowhere' } })).toMatchObject({
    status: 422,
    body: { code: 'filter_gone' },
  });
  expect((await post('/case-views', { name: 'X', query: { colour: 'red' } })).status).toBe(422);
  expect((await post('/case-views', { name: 'X', team: true, query: {} }, at.tomas)).body.code).toBe(
    'no_team',
  );

  const arranged = await app.call('PUT', '/case-views/order', {
    actor: at.priya,
    body: { ids: [team.id, mine.id], first: team.id },
  });
  expect(arranged.body).toMatchObject({
    first: team.id,
    items: [{ id: team.id, mine: false }, { id: mine.id }],
  });
  expect((await get('/case-views', at.tomas)).body.items).toEqual([]);
  expect(
    await app.call('PATCH', `/case-views/${team.id}`, { actor: at.priya, body: { name: 'Mine now' } }),
  ).toMatchObject({
    status: 403,
    body: { code: 'not_your_view' },
  });
  const renamed = await app.call('PATCH', `/case-views/${team.id}`, {
    actor: at.jonas,
    body: { name: 'Short-lived' },
  });
  expect(renamed.body).toMatchObject({ name: 'Short-lived', team: 'Field', query: { tag: String(tag.id) } });
  await app.call('PATCH', `/case-tags/${tag.id}`, {
    actor: { ...at.asta, permissions: new Set([...at.asta.permissions, 'settings:write']) } as Actor,
    body: { archived: true },
  });
  expect((await get('/case-views', at.priya)).body.items[0]).toMatchObject({
    count: null,
    gone: { field: 'tag' },
  });
  expect((await app.call('DELETE', `/case-views/${team.id}`, { actor: at.jonas })).status).toBe(204);
  expect((await get('/case-views', at.priya)).body).toMatchObject({
    first: 'mine',
    items: [{ id: mine.id }],
  });
  expect(await verifyAudit(fresh.db)).toMatchObject({ intact: true });
});
