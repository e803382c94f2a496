import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { freshDatabase } from '../../test/engines.ts';
import { appFor, personActor, testPlatform } from '../../test/platform.ts';
import { applyJourney, touchpointIndex } from '../map/map.ts';
import { operatorActor } from '../platform/access.ts';
import { sql } from '../platform/database.ts';
import type { EditInput } from './changeSet.ts';
import { carryOutDue } from './own.jobs.ts';
import {
  accountableFor,
  acknowledge,
  addDepartment,
  addPerson,
  applyChanges,
  assign,
  changeChanges,
  changeSet,
  changeSets,
  changeTogether,
  delegate,
  discardChanges,
  draftChanges,
  ledgerLog,
  listDepartments,
  previewChanges,
  undoChanges,
} from './own.ts';

const fresh = await freshDatabase();
const platform = await testPlatform(fresh.db, { now: '2026-06-15T09:00:00Z' });
const app = appFor(platform);
afterAll(() => fresh.close());

const ids: Record<string, string> = {};
const keys = ['form', 'promise', 'visit'];
const touchpoint = (key: string) => ({ kind: 'touchpoint', key }) as const;
const on = '2026-07-01';
const reason = 'One department a stage';

beforeAll(async () => {
  const all = keys.map((key) => `{key: ${key}, name: ${key}}`).join(', ');
  await applyJourney(
    platform,
    operatorActor,
    `journey: join\nname: Join\nphases:\n  - key: order\n    name: Order\n    prospect: true\n    touchpoints: [${all}]\n`,
  );
  await addDepartment(platform, operatorActor, { key: 'sales', name: 'Sales' });
  await addDepartment(platform, operatorActor, { key: 'field', name: 'Field' });
  for (const name of ['ada', 'ben', 'cid', 'eva']) {
    const person = { name, email: `${name}@halden.example`, department: 'sales', invite: false };
    ids[name] = (await addPerson(platform, operatorActor, person)).id;
  }
});

beforeEach(async () => {
  platform.clock.set('2026-06-15T09:00:00Z');
  for (const table of [
    'delegations',
    'assignments',
    'department_changes',
    'change_set_edits',
    'change_set_outcomes',
  ])
    await fresh.db.raw(`delete from ${table}`);
  await fresh.db.run(sql`delete from change_sets`);
  await fresh.db.run(sql`delete from person_departures`);
  await fresh.db.run(
    sql`update people set left_on = null, department_id = (select department_id from departments where key = 'sales')`,
  );
  await fresh.db.run(sql`update departments set archived_at = null, name = initcap(key)`);
  for (const [key, who] of [
    ['form', 'ada'],
    ['promise', 'ada'],
    ['visit', 'ben'],
  ] as const)
    await assign(platform, operatorActor, {
      object: touchpoint(key),
      role: 'A',
      person: ids[who],
      from: '2026-01-01',
    });
  await assign(platform, operatorActor, {
    object: touchpoint('form'),
    role: 'R',
    department: 'sales',
    from: '2026-01-01',
  });
});

async function who(key: string, day: string, knownAt?: Date): Promise<string> {
  const { id } = (await touchpointIndex(fresh.db)).byKey.get(key)!;
  const at = new Date(`${day}T12:00:00Z`);
  const seat = await accountableFor(platform, { kind: 'touchpoint', id }, at, knownAt);
  return seat.person?.name ?? (seat.person === null ? seat.reason : '');
}
const draft = (edits: EditInput[]) => draftChanges(platform, operatorActor, { name: 'Autumn', on, edits });
const apply = (id: string) => applyChanges(platform, operatorActor, id, { reason });

test('a draft changes nothing, is previewed as it will be, and holds from its day once applied', async () => {
  const { id } = await draft([
    { do: 'move', from: { person: ids.ada }, to: { person: ids.cid } },
    { do: 'end', object: touchpoint('visit'), role: 'A' },
  ]);
  const preview = await previewChanges(platform, operatorActor, id);
  expect(preview).toMatchObject({ emptied: 1, filled: 0, problems: [], returns: [] });
  expect(
    preview.effects
      .map((one) => [one.key, one.before.person?.name, one.after.person?.name ?? one.after.reason])
      .sort(),
  ).toEqual([
    ['form', 'ada', 'cid'],
    ['promise', 'ada', 'cid'],
    ['visit', 'ben', 'nobody'],
  ]);
  expect(preview.people.map((one) => [one.person.name, one.gets, one.gives])).toEqual([
    ['ada', 0, 2],
    ['cid', 2, 0],
    ['ben', 0, 1],
  ]);
  expect(await who('form', '2026-07-02')).toBe('ada');
  expect((await ledgerLog(platform, operatorActor, touchpoint('form'))).entries).toHaveLength(2);

  await apply(id);
  expect(await Promise.all(keys.map((key) => who(key, '2026-06-30')))).toEqual(['ada', 'ada', 'ben']);
  expect(await Promise.all(keys.map((key) => who(key, on)))).toEqual(['cid', 'cid', 'nobody']);
  const after = await previewChanges(platform, operatorActor, id);
  expect(after.effects.length).toBe(3);
  expect(after).toMatchObject({ emptied: 1 });
  expect(await changeSet(platform, operatorActor, id)).toMatchObject({ state: 'applied', reason, edits: 2 });
  await expect(apply(id)).rejects.toMatchObject({ code: 'change_set_ended', status: 409 });
  await expect(changeChanges(platform, operatorActor, id, { name: 'x' })).rejects.toMatchObject({
    status: 409,
  });
});

test('what cannot be done is named edit by edit, and then nothing is done', async () => {
  const { id } = await draft([
    { do: 'assign', object: touchpoint('form'), role: 'A', who: { person: ids.ben } },
    { do: 'end', object: touchpoint('visit'), role: 'R' },
    { do: 'assign', object: touchpoint('gone'), role: 'A', who: { person: ids.ben } },
  ]);
  const { problems } = await previewChanges(platform, operatorActor, id);
  expect(problems.map((one) => [one.position, one.code])).toEqual([
    [1, 'nothing_to_end'],
    [2, 'not_found'],
  ]);
  await expect(apply(id)).rejects.toMatchObject({ code: 'cannot_apply', facts: { problems } });
  expect(await who('form', on)).toBe('ada');
  const { list } = await changeSet(platform, operatorActor, id);
  await changeChanges(platform, operatorActor, id, { remove: [list[1]!.id, list[2]!.id] });
  await apply(id);
  expect(await who('form', on)).toBe('ben');
});

test('an undo brings back who was there with the yes they said, and can itself be undone', async () => {
  const [row] = await fresh.db.all<{ id: string }>(
    sql`select assignment_id as id from assignments where role = 'A' and person_id = ${ids.ben}::uuid`,
  );
  await acknowledge(platform, operatorActor, row!.id);
  const { id } = await draft([
    { do: 'assign', object: touchpoint('visit'), role: 'A', who: { person: ids.eva } },
    { do: 'move', from: { person: ids.ada }, to: { person: ids.eva }, roles: ['A'] },
  ]);
  await apply(id);
  await assign(platform, operatorActor, {
    object: touchpoint('promise'),
    role: 'A',
    person: ids.cid,
    from: '2026-07-05',
    replace: true,
  });
  platform.clock.set('2026-07-10T09:00:00Z');
  const { id: undo } = await undoChanges(platform, operatorActor, id);
  expect(
    await Promise.all(['2026-06-30', '2026-07-09', '2026-07-10'].map((day) => who('visit', day))),
  ).toEqual(['ben', 'eva', 'ben']);
  // Decided since: stays.
  expect(await who('promise', '2026-07-10')).toBe('cid');
  expect(await who('form', '2026-07-10')).toBe('ada');
  const yes =
    await fresh.db.maybe(sql`select 1 from assignments where superseded_at is null and person_id = ${ids.ben}::uuid
    and from_on = '2026-07-10' and acknowledged_at is not null`);
  expect(yes).toBeDefined();
  await expect(undoChanges(platform, operatorActor, id)).rejects.toMatchObject({ code: 'undone_already' });
  await undoChanges(platform, operatorActor, undo);
  expect(await who('visit', '2026-07-10')).toBe('eva');
  expect((await changeSets(platform, operatorActor)).map((one) => one.undoes)).toEqual([undo, id, null]);
});

test('a person leaves with what is left behind and who falls back; the undo brings them back', async () => {
  platform.clock.set('2026-06-15T10:00:00Z');
  await delegate(platform, operatorActor, {
    person: ids.ben,
    to: ids.ada!,
    from: '2026-06-20',
    until: '2026-08-01',
  });
  const { id } = await draft([{ do: 'leave', person: ids.ada! }]);
  const preview = await previewChanges(platform, operatorActor, id);
  expect(preview).toMatchObject({ emptied: 2, returns: [{ person: 'ben', to: 'ada', until: '2026-08-01' }] });
  expect(preview.effects.map((one) => one.after.reason)).toEqual(['left', 'left']);
  await apply(id);
  expect(await who('form', on)).toBe('left');
  expect(await who('form', on, new Date('2026-06-15T09:30:00Z'))).toBe('ada');
  await undoChanges(platform, operatorActor, id);
  expect(await who('form', on)).toBe('ada');
});

test('a department takes its name and closes on its day; its parts, people and teams go to its heir', async () => {
  const { id } = await draft([
    { do: 'rename', department: 'field', name: 'Field service' },
    { do: 'close', department: 'sales', to: 'field' },
  ]);
  await apply(id);
  const names = async () =>
    (await listDepartments(fresh.db)).map((one) => [one.name, one.archivedAt !== null, one.people]);
  expect(await names()).toEqual([
    ['Sales', false, 4],
    ['Field', false, 0],
  ]);
  expect(await carryOutDue(platform)).toEqual({ done: 0 });
  platform.clock.set('2026-07-01T00:30:00Z');
  expect(await carryOutDue(platform)).toEqual({ done: 2 });
  expect(await names()).toEqual([
    ['Field service', false, 4],
    ['Sales', true, 0],
  ]);
  await undoChanges(platform, operatorActor, id);
  expect(await names()).toEqual([
    ['Sales', false, 4],
    ['Field', false, 0],
  ]);
  const log = await ledgerLog(platform, operatorActor, touchpoint('form'));
  const now = log.entries.filter(
    (one) => one.role === 'R' && one.supersededAt === null && one.until === null,
  );
  expect(now.map((one) => one.holder.name)).toEqual(['Sales']);
});

test('many at once are one change, undone at once; drafts are discarded with a reason', async () => {
  const edits: EditInput[] = keys.map((key) => ({
    do: 'assign',
    object: touchpoint(key),
    role: 'A',
    who: { person: ids.eva },
  }));
  const { id } = await changeTogether(platform, operatorActor, { edits });
  expect(await Promise.all(keys.map((key) => who(key, '2026-06-15')))).toEqual(['eva', 'eva', 'eva']);
  await undoChanges(platform, operatorActor, id);
  expect(await Promise.all(keys.map((key) => who(key, '2026-06-15')))).toEqual(['ada', 'ada', 'ben']);
  const { id: other } = await draft([]);
  await expect(apply(other)).rejects.toMatchObject({ code: 'nothing_to_apply' });
  await discardChanges(platform, operatorActor, other, { reason: 'Not this year' });
  await expect(undoChanges(platform, operatorActor, other)).rejects.toMatchObject({ code: 'not_applied' });
});

test('a change dated back keeps what was known then beside what is known now', async () => {
  const before = platform.clock.now();
  platform.clock.set('2026-06-20T09:00:00Z');
  await assign(platform, operatorActor, {
    object: touchpoint('form'),
    role: 'A',
    person: ids.cid,
    from: '2026-05-01',
    until: '2026-05-10',
    replace: true,
    reason: 'Cid stood in',
  });
  expect(await who('form', '2026-05-05')).toBe('cid');
  expect(await who('form', '2026-05-05', before)).toBe('ada');
  const { corrections } = await ledgerLog(platform, operatorActor, touchpoint('form'));
  expect(corrections[0]).toMatchObject({
    from: '2026-05-01',
    until: '2026-05-10',
    before: { person: { name: 'ada' } },
    after: { person: { name: 'cid' } },
  });
  const ask = (query: string) =>
    app.call('GET', `/touchpoints/form/accountable?${query}`, { actor: operatorActor });
  expect((await ask('at=2026-06-18T10:00:00Z')).body).toMatchObject({
    person: { name: 'ada' },
    corrected: false,
  });
  expect((await ask('at=2026-05-05T10:00:00Z')).body).toMatchObject({
    person: { name: 'cid' },
    corrected: true,
    knownThen: { person: null },
  });
  expect((await ask('at=2026-05-05T10:00:00Z&knownAt=2026-06-16T00:00:00Z')).body).toMatchObject({
    person: { name: 'ada' },
    knownAt: '2026-06-16T00:00:00.000Z',
  });
});

test('over HTTP: drafted, changed, previewed, applied, undone; a member may look only', async () => {
  const lead = personActor(ids.eva!, 'eva', ['cx_lead']);
  const call = (method: string, path: string, body?: unknown, actor = lead) =>
    app.call(method, path, { actor, body });
  const edits = [{ do: 'assign', object: touchpoint('form'), role: 'A', who: { person: ids.eva } }];
  expect((await call('POST', '/change-sets', { name: '', on })).status).toBe(422);
  const made = await call('POST', '/change-sets', { name: 'Autumn', on });
  expect(made.status).toBe(201);
  const path = `/change-sets/${made.body.id}`;
  expect((await call('PATCH', path, { add: edits })).body.list).toMatchObject([
    { edit: { do: 'assign', both: false } },
  ]);
  expect((await call('GET', `${path}/preview`)).body.effects).toMatchObject([
    { key: 'form', after: { person: { name: 'eva' } } },
  ]);
  const member = personActor(ids.ben!, 'ben');
  expect((await call('POST', `${path}/application`, { reason }, member)).status).toBe(403);
  expect((await call('POST', `${path}/application`, { reason: 'x' })).status).toBe(422);
  expect((await call('POST', `${path}/application`, { reason })).status).toBe(204);
  expect((await call('POST', `${path}/undo`, {})).status).toBe(201);
  expect((await call('GET', '/change-sets', undefined, member)).body.items).toHaveLength(2);
});

test('nobody who is or was accountable is deleted: the refusal says what to do; a mistake goes without a trace', async () => {
  const remove = (id: string) => app.call('DELETE', `/people/${id}`, { actor: operatorActor });
  expect(await remove(ids.ada!)).toMatchObject({
    status: 409,
    body: {
      code: 'person_accountable',
      detail:
        'ada is accountable for form, promise. Give that to somebody in a planned change, then set a last day: nobody who was accountable is deleted.',
    },
  });
  const { id } = await draft([{ do: 'move', from: { person: ids.ada }, to: { person: ids.cid } }]);
  await apply(id);
  platform.clock.set('2026-07-02T09:00:00Z');
  expect((await remove(ids.ada!)).body).toMatchObject({ code: 'person_on_record' });
  const mistake = { name: 'Twice', email: 'twice@halden.example', invite: true };
  const added = await addPerson(platform, operatorActor, mistake);
  expect((await remove(added.id)).status).toBe(204);
  expect((await remove(added.id)).status).toBe(404);
  expect((await remove(ids.eva!)).status).toBe(204);
});
