import { afterAll, expect, test } from 'vitest';
import { freshDatabase } from '../../test/engines.ts';
import { testPlatform } from '../../test/platform.ts';
import { operatorActor } from '../platform/access.ts';
import { sql } from '../platform/database.ts';
import { addRule, removeTouchpoint } from './edits.ts';
import { applyJourney, editJourney, placeAgain, placementState, placer, touchpointIndex } from './map.ts';

const fresh = await freshDatabase();
const platform = await testPlatform(fresh.db);
afterAll(() => fresh.close());

const file = (rules: string) =>
  `journey: help\nname: Help\nphases:\n  - key: ask\n    name: Ask\n    prospect: true\n    touchpoints: [{key: phone, name: Phone}, {key: chat, name: Chat}, {key: visit, name: Visit}]\nplacement:\n${rules}`;

/** 5,000 tickets (more than two batches) by phone or chat, of which every tenth names “visit” itself. */
async function load(): Promise<void> {
  const { byKey } = await touchpointIndex(fresh.db);
  const place = await placer(fresh.db);
  await fresh.db.run(sql`insert into sources (key, name, made_at) values ('helpdesk', 'Help desk', now())`);
  await fresh.db.run(sql`insert into kinds (key, name) values ('ticket.closed', 'Ticket closed')`);
  await fresh.db.run(
    sql`insert into slices (key, dims) values ('{"channel":"chat"}', '{"channel":"chat"}'), ('{"channel":"phone"}', '{"channel":"phone"}')`,
  );
  for (const channel of ['chat', 'phone']) {
    const placed = place({
      applies: 'interaction',
      source: 'helpdesk',
      kind: 'ticket.closed',
      dims: { channel },
    });
    await fresh.db.run(sql`insert into interactions (identity_id, interaction_id, source_id, kind_id, touchpoint_id, slice_id, occurred_at, content_hash)
      select gen_random_uuid(), gen_random_uuid(), 1, 1, case when n % 10 = 0 then ${byKey.get('visit')!.id}::int else ${placed}::int end,
        (select slice_id from slices where dims->>'channel' = ${channel}), now(), n from generate_series(1, 2500) n`);
  }
}

async function counts(): Promise<Record<string, number>> {
  const rows = await fresh.db.all<{ key: string; n: number }>(
    sql`select coalesce(t.key, 'none') as key, count(*) as n from interactions left join touchpoints t using (touchpoint_id) group by 1`,
  );
  return Object.fromEntries(rows.map((row) => [row.key, row.n]));
}

test('a new rule moves what rules placed, and never what a source placed itself', async () => {
  await applyJourney(
    platform,
    operatorActor,
    file('  - {touchpoint: phone, applies: interaction, when: {channel: phone}}\n'),
  );
  await load();
  expect(await counts()).toEqual({ none: 2250, phone: 2250, visit: 500 });
  expect(await placeAgain(platform, operatorActor)).toEqual({ looked: 5000, moved: 0 });
  expect(await placementState(platform, operatorActor)).toMatchObject({
    waiting: false,
    unplaced: [{ applies: 'interaction', key: 'ticket.closed', source: 'helpdesk', n: 2250 }],
  });

  const rule = {
    touchpoint: 'chat',
    applies: 'interaction',
    when: { kind: 'ticket.closed', channel: ['chat', 'mail'] },
  } as const;
  await editJourney(platform, operatorActor, {
    key: 'help',
    change: (journey) =>
      addRule(journey, { ...rule, when: { ...rule.when, channel: [...rule.when.channel] } }),
  });
  expect((await placementState(platform, operatorActor)).waiting).toBe(true);
  expect(await placeAgain(platform, operatorActor)).toEqual({ looked: 5000, moved: 2250 });
  expect(await counts()).toEqual({ chat: 2250, phone: 2250, visit: 500 });
  expect(await placementState(platform, operatorActor)).toEqual({ waiting: false, unplaced: [] });
  const told = await fresh.db.all(
    sql`select data from events where name = 'placement.changed' order by event_id desc limit 1`,
  );
  expect(told).toEqual([{ data: { looked: 5000, moved: 2250 } }]);
});

test('two changes in a row are settled at once, and a removed touchpoint keeps what happened there', async () => {
  const only = (touchpoint: string) =>
    file(`  - {touchpoint: ${touchpoint}, applies: interaction, when: {kind: ticket.closed}}\n`);
  await applyJourney(platform, operatorActor, only('chat'));
  await applyJourney(platform, operatorActor, only('phone'));
  expect(await placeAgain(platform, operatorActor)).toEqual({ looked: 5000, moved: 2250 });
  expect(await counts()).toEqual({ phone: 4500, visit: 500 });
  await editJourney(platform, operatorActor, {
    key: 'help',
    change: (journey) => removeTouchpoint(journey, 'phone'),
  });
  expect(await placeAgain(platform, operatorActor)).toEqual({ looked: 5000, moved: 0 });
  expect(await counts()).toEqual({ phone: 4500, visit: 500 });
  expect(await placeAgain(platform, operatorActor)).toEqual({ looked: 0, moved: 0 });
});
