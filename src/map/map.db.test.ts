import fc from 'fast-check';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { anyJourney } from '../../test/anyJourney.ts';
import { freshDatabase } from '../../test/engines.ts';
import { personActor, testPlatform } from '../../test/platform.ts';
import { operatorActor } from '../platform/access.ts';
import { verifyAudit } from '../platform/audit.ts';
import { sql } from '../platform/database.ts';
import { JourneyDocument } from './document.ts';
import { addPhase, addTouchpoint, changeTouchpoint, removePhase, removeTouchpoint } from './edits.ts';
import {
  addComment,
  applyJourney,
  archiveJourney,
  editJourney,
  exportJourney,
  forgetTouchpoints,
  journeyByKey,
  listJourneys,
  restoreJourney,
  type StoredJourney,
  saveJourney,
  touchpointIndex,
} from './map.ts';
import { writeYaml } from './yaml.ts';

const fresh = await freshDatabase();
const platform = await testPlatform(fresh.db);
afterAll(() => fresh.close());

const asta = personActor('00000000-0000-7000-8000-000000000001', 'Asta Krüger', ['cx_lead']);

beforeEach(async () => {
  for (const table of [
    'comment_settlings',
    'comment_mentions',
    'map_comments',
    'journey_personas',
    'lane_notes',
    'placement_rules',
    'placement_sets',
    'journey_versions',
    'touchpoints',
    'phases',
    'journeys',
  ]) {
    await fresh.db.run(sql`delete from ${sql.raw(table)}`);
  }
  forgetTouchpoints();
});

const join = `# How people come to us
journey: join
name: Join Halden
persona: Busy family
phases:
  - key: discover
    name: Discover
    prospect: true
    touchpoints:
      - key: comparison-site
        name: Comparison site # bought leads
        channel: web
    notes:
      says: [“Found you through a friend.”]
  - key: install
    name: Installation
    touchpoints:
      - {key: visit, name: Technician visit, moment_of_truth: true, expectation: 10}
placement:
  - touchpoint: visit
    when: {kind: visit.done}
`;

test('a file comes back as it was, comments and all, and applying it again changes nothing', async () => {
  expect(await applyJourney(platform, asta, join)).toMatchObject([
    { outcome: 'created', version: 1, phases: 2, touchpoints: 2, warnings: [] },
  ]);
  expect(await exportJourney(platform, asta, 'join')).toBe(join);
  expect(await applyJourney(platform, asta, join)).toMatchObject([{ outcome: 'unchanged', version: 1 }]);
  await editJourney(platform, asta, {
    key: 'join',
    change: (journey) => changeTouchpoint(journey, 'visit', { name: 'Visit' }),
  });
  const edited = await exportJourney(platform, asta, 'join');
  expect(edited).toContain('name: Visit');
  expect(await applyJourney(platform, asta, edited)).toMatchObject([{ outcome: 'unchanged', version: 2 }]);
});

test('any journey goes through the database and comes out as the same file', {
  timeout: 180_000,
}, async () => {
  await applyJourney(platform, asta, 'journey: whole-of-it\nname: The whole of it\n');
  await fresh.db.run(sql`insert into personas (key, name, made_at)
    select key, key, now() from unnest(array['family', 'small-shop', 'reseller']) key on conflict do nothing`);
  await fc.assert(
    fc.asyncProperty(anyJourney, anyJourney, async (first, second) => {
      for (const raw of [first, { ...second, key: first.key }]) {
        const file = writeYaml(JourneyDocument.parse(raw));
        await fresh.db.run(sql`delete from placement_rules`);
        await fresh.db.run(sql`delete from touchpoints t using phases p join journeys j using (journey_id)
          where p.phase_id = t.phase_id and j.key <> ${raw.key}`);
        await applyJourney(platform, asta, file);
        const { id, version } = await journeyByKey(platform, asta, raw.key);
        await fresh.db.run(
          sql`update journey_versions set source = null where journey_id = ${id} and version = ${version}`,
        );
        expect(await exportJourney(platform, asta, raw.key)).toBe(file);
      }
    }),
    { numRuns: 40 },
  );
});

test('a note keeps its id through rewording, reordering, moving, and removal with undo while spoken about', async () => {
  await applyJourney(platform, asta, join);
  const edit = (
    change: (notes: JourneyDocument['phases'][number]['notes'], journey: JourneyDocument) => void,
  ) =>
    editJourney(platform, asta, {
      key: 'join',
      change: (journey) => change(journey.phases[0]!.notes, journey),
    });
  const add = (text: string) => edit((notes) => void notes.push({ lane: 'pain', text, owner: null }));
  await add('Late');
  const noteOf = (journey: StoredJourney, text: string) =>
    journey.phases.flatMap((phase) => phase.notes).find((note) => note.text === text)?.id;
  const made = await add('Dear');
  const [late, dear] = [noteOf(made, 'Late'), noteOf(made, 'Dear')];
  const swapped = await edit((notes) => void notes.push(notes.splice(1, 1)[0]!));
  expect([noteOf(swapped, 'Late'), noteOf(swapped, 'Dear')]).toEqual([late, dear]);
  const moved = await edit((notes, journey) => void journey.phases[1]!.notes.push(notes.pop()!));
  expect(noteOf(moved, 'Late')).toBe(late);
  const reworded = await edit((notes) => void Object.assign(notes.at(-1)!, { text: 'Too dear' }));
  expect(noteOf(reworded, 'Too dear')).toBe(dear);
  await addComment(platform, asta, 'join', {
    on: { kind: 'note', key: dear! },
    text: 'Says who?',
    mentions: [],
    replyTo: null,
  });
  const without = await edit((notes) => void notes.pop());
  expect(noteOf(without, 'Too dear')).toBeUndefined();
  const back = await restoreJourney(platform, asta, { key: 'join', version: reworded.version });
  expect(noteOf(back, 'Too dear')).toBe(dear);
});

test('a part belongs to one whole, never to itself, whatever order the file has', async () => {
  const whole = 'journey: life\nname: Life with us\n';
  await applyJourney(
    platform,
    asta,
    `${join.replace('name: Join Halden', 'name: Join Halden\nparent: life')}---\n${whole}`,
  );
  expect(await journeyByKey(platform, asta, 'join')).toMatchObject({ parent: 'life' });
  await expect(applyJourney(platform, asta, `${whole}parent: join\n`)).rejects.toMatchObject({
    code: 'journey_cycle',
    status: 409,
    message: expect.stringContaining('Life with us → Join Halden → Life with us'),
  });
  await expect(applyJourney(platform, asta, `${whole}parent: life\n`)).rejects.toMatchObject({
    code: 'journey_invalid',
  });
  await expect(applyJourney(platform, asta, `${whole}parent: nowhere\n`)).rejects.toMatchObject({
    code: 'unknown_parent',
  });
  await expect(applyJourney(platform, asta, `${whole}personas: [ghost]\n`)).rejects.toMatchObject({
    code: 'unknown_persona',
  });
});

test('ids stay with keys through renaming, reordering and moving', async () => {
  await applyJourney(platform, asta, join);
  const before = (await touchpointIndex(fresh.db)).byKey.get('visit');
  await editJourney(platform, asta, {
    key: 'join',
    change: (journey) => {
      changeTouchpoint(journey, 'visit', { name: 'The visit', phase: 'discover', at: 0 });
      journey.phases.reverse();
    },
  });
  const after = (await touchpointIndex(fresh.db)).byKey.get('visit');
  expect(after).toMatchObject({ id: before?.id, name: 'The visit', phaseKey: 'discover' });
});

test('who saved in between is named, and nothing is overwritten', async () => {
  await applyJourney(platform, asta, join);
  const priya = personActor('00000000-0000-7000-8000-000000000002', 'Priya Dahl', ['cx_lead']);
  await editJourney(platform, priya, {
    key: 'join',
    expect: 1,
    change: (journey) =>
      addPhase(journey, { name: 'Bill', prospect: false, emotion: null, touchpoints: [], notes: [] }),
  });
  const stale = editJourney(platform, asta, {
    key: 'join',
    expect: 1,
    change: (journey) => removePhase(journey, 'install'),
  });
  await expect(stale).rejects.toMatchObject({ status: 422, code: 'phase_not_empty' });
  const conflicting = editJourney(platform, asta, {
    key: 'join',
    expect: 1,
    change: (journey) => removeTouchpoint(journey, 'visit'),
  });
  await expect(conflicting).rejects.toMatchObject({
    status: 409,
    code: 'journey_changed_meanwhile',
    message: expect.stringContaining('Priya Dahl'),
  });
  expect((await journeyByKey(platform, asta, 'join')).phases.map((phase) => phase.key)).toEqual([
    'discover',
    'install',
    'bill',
  ]);
});

test('a touchpoint with history is archived, one without is gone, and undo brings both back', async () => {
  await applyJourney(platform, asta, join);
  const { byKey } = await touchpointIndex(fresh.db);
  await fresh.db.run(sql`insert into interactions (identity_id, interaction_id, source_id, kind_id, touchpoint_id, slice_id, occurred_at, content_hash)
    values (gen_random_uuid(), gen_random_uuid(), 1, 1, ${byKey.get('visit')!.id}, 0, now(), 1)`);
  await editJourney(platform, asta, {
    key: 'join',
    change: (journey) => {
      removeTouchpoint(journey, 'visit');
      removeTouchpoint(journey, 'comparison-site');
      removePhase(journey, 'install');
    },
  });
  const after = await touchpointIndex(fresh.db);
  expect(after.byKey.get('visit')).toMatchObject({ id: byKey.get('visit')!.id, archived: true });
  expect(after.byKey.has('comparison-site')).toBe(false);
  await restoreJourney(platform, asta, { key: 'join', version: 1 });
  expect(await exportJourney(platform, asta, 'join')).toBe(join);
  expect((await touchpointIndex(fresh.db)).byKey.get('visit')).toMatchObject({
    id: byKey.get('visit')!.id,
    archived: false,
  });
});

test('an archived journey leaves the list, keeps its page, and comes back', async () => {
  await applyJourney(platform, asta, join);
  await archiveJourney(platform, asta, 'join');
  expect(await listJourneys(platform, asta)).toEqual([]);
  expect((await journeyByKey(platform, asta, 'join')).archivedAt).toEqual(platform.clock.now());
  await expect(
    saveJourney(platform, asta, { document: JourneyDocument.parse({ key: 'join', name: 'X' }), fresh: true }),
  ).rejects.toMatchObject({
    code: 'journey_exists',
    message: expect.stringContaining('Restore'),
  });
  await restoreJourney(platform, asta, { key: 'join', version: 1 });
  expect((await listJourneys(platform, asta)).map((journey) => journey.key)).toEqual(['join']);
});

test('bad input is refused in words, and all or nothing is stored', async () => {
  await applyJourney(platform, asta, join);
  const other =
    'journey: move\nname: Move\nphases:\n  - key: p\n    name: P\n    touchpoints: [{key: visit, name: V}]\n';
  await expect(
    applyJourney(platform, asta, `journey: leave\nname: Leave\n---\n${other}`),
  ).rejects.toMatchObject({
    code: 'touchpoint_key_taken',
    status: 409,
    message: expect.stringContaining('“Technician visit” of the journey “Join Halden”'),
  });
  expect((await listJourneys(platform, asta)).map((journey) => journey.key)).toEqual(['join']);
  const wrongPhase = editJourney(platform, asta, {
    key: 'join',
    change: (journey) =>
      void addTouchpoint(
        journey,
        'nowhere',
        { name: 'X', description: '', channel: null, momentOfTruth: false, expectation: null, emotion: null },
        [],
      ),
  });
  await expect(wrongPhase).rejects.toMatchObject({
    code: 'unknown_phase',
    message: expect.stringContaining('discover, install'),
  });
  const owner = join.replace(
    'says: [“Found you through a friend.”]',
    'opportunity: [{text: Sell more, owner: nobody@halden.example}]',
  );
  await expect(applyJourney(platform, asta, owner)).rejects.toMatchObject({ code: 'unknown_person' });
  await expect(
    applyJourney(platform, personActor('00000000-0000-7000-8000-000000000003', 'Member'), join),
  ).rejects.toMatchObject({ code: 'forbidden' });
  expect(await verifyAudit(fresh.db)).toEqual({
    intact: true,
    entries: expect.any(Number),
    head: expect.any(String),
  });
});

test('a journey that begins at the purchase is flagged', async () => {
  await applyJourney(platform, operatorActor, join.replace('    prospect: true\n', ''));
  expect((await journeyByKey(platform, asta, 'join')).warnings).toEqual(['no_prospect_phase']);
});
