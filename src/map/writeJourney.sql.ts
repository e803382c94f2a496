import { sql, type Tx } from '../platform/database.ts';
import type { JourneyDocument, PhaseDocument } from './document.ts';
import { writeNotes } from './writeNotes.sql.ts';

interface Kept {
  id: number;
  key: string;
}

/**
 * Brings the tables to the document: rows are found again by key, so ids and with them all facts and assignments stay.
 * What the document no longer names is deleted, or archived where something refers to it.
 */
export async function writeJourney(
  tx: Tx,
  document: JourneyDocument,
  at: Date,
  owners: Map<string, string>,
): Promise<number> {
  const { id } = await tx.one<{ id: number }>(sql`
    insert into journeys (key, name, description, persona, parent_id, scenario, expectations, position, version, made_at, changed_at)
    values (${document.key}, ${document.name}, ${document.description}, ${document.persona},
      (select journey_id from journeys where key = ${document.parent}), ${document.scenario}, ${document.expectations},
      (select coalesce(max(position), 0) + 1 from journeys), 1, ${at}::timestamptz, ${at}::timestamptz)
    on conflict (key) do update set name = excluded.name, description = excluded.description, persona = excluded.persona,
      parent_id = excluded.parent_id, scenario = excluded.scenario, expectations = excluded.expectations, version = journeys.version + 1, changed_at = excluded.changed_at, archived_at = null
    returning journey_id as id`);
  const before = await tx.all<Kept>(sql`
    select t.touchpoint_id as id, t.key from touchpoints t join phases p using (phase_id) where p.journey_id = ${id}`);
  const phases = await writePhases(tx, id, document.phases);
  const touchpoints = await writeTouchpoints(tx, document.phases, phases);
  await writePersonas(tx, id, document.personas);
  await writeNotes(tx, { journeyId: id, phases: document.phases, ids: phases, owners });
  await writeRules(tx, id, document, touchpoints);
  await removeTouchpoints(
    tx,
    before.filter(({ key }) => !touchpoints.has(key)).map((gone) => gone.id),
    at,
  );
  await removePhases(tx, id, [...phases.values()], at);
  return id;
}

type Ids = Map<string, number>;
const idsOf = (rows: Kept[]): Ids => new Map(rows.map((row) => [row.key, row.id]));

async function writePhases(tx: Tx, journeyId: number, phases: PhaseDocument[]): Promise<Ids> {
  const rows = phases.map(({ key, name, prospect, emotion }, position) => ({
    key,
    name,
    prospect,
    emotion,
    position,
  }));
  return idsOf(
    await tx.all(sql`
      insert into phases (journey_id, key, name, position, prospect, emotion)
      select ${journeyId}::int, r.key, r.name, r.position, r.prospect, r.emotion
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(key text, name text, position int, prospect boolean, emotion int)
      order by r.position
      on conflict (journey_id, key) do update set name = excluded.name, position = excluded.position,
        prospect = excluded.prospect, emotion = excluded.emotion, archived_at = null
      returning phase_id as id, key`),
  );
}

/** The caller has made sure that each key is free or of this journey. */
async function writeTouchpoints(tx: Tx, phases: PhaseDocument[], ids: Ids): Promise<Ids> {
  const rows = phases.flatMap((phase) =>
    phase.touchpoints.map((touchpoint, position) => ({
      ...touchpoint,
      phaseId: ids.get(phase.key),
      position,
    })),
  );
  return idsOf(
    await tx.all(sql`
      insert into touchpoints (phase_id, key, name, description, channel, position, moment_of_truth, expectation, emotion)
      select r."phaseId", r.key, r.name, r.description, r.channel, r.position, r."momentOfTruth", r.expectation, r.emotion
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("phaseId" int, key text, name text, description text,
        channel text, position int, "momentOfTruth" boolean, expectation numeric, emotion int)
      order by r."phaseId", r.position
      on conflict (key) do update set phase_id = excluded.phase_id, name = excluded.name, description = excluded.description,
        channel = excluded.channel, position = excluded.position, moment_of_truth = excluded.moment_of_truth,
        expectation = excluded.expectation, emotion = excluded.emotion, archived_at = null
      returning touchpoint_id as id, key`),
  );
}

async function writePersonas(tx: Tx, journeyId: number, keys: string[]): Promise<void> {
  await tx.run(sql`delete from journey_personas where journey_id = ${journeyId}`);
  await tx.run(sql`insert into journey_personas (journey_id, persona_id, position)
    select ${journeyId}::int, p.persona_id, k.position from unnest(${keys}::text[]) with ordinality as k(key, position)
    join personas p using (key)`);
}

async function writeRules(
  tx: Tx,
  journeyId: number,
  document: JourneyDocument,
  touchpoints: Ids,
): Promise<void> {
  const kept = await tx.all<{ id: number }>(sql`
    select r.rule_id as id from placement_rules r join touchpoints t using (touchpoint_id) join phases p using (phase_id)
    where p.journey_id = ${journeyId} order by r.position, r.rule_id`);
  const rows = document.placement.map((rule, position) => ({
    position,
    touchpoint: touchpoints.get(rule.touchpoint),
    applies: rule.applies,
    when: rule.when,
    id: kept[position]?.id ?? null,
  }));
  const gone = kept.slice(rows.length).map((rule) => rule.id);
  if (gone.length > 0) await tx.run(sql`delete from placement_rules where rule_id = any(${gone}::int[])`);
  if (rows.length === 0) return;
  const given = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
    as r(id int, position int, touchpoint int, applies text, "when" jsonb)`;
  await tx.run(sql`update placement_rules p set position = r.position, touchpoint_id = r.touchpoint, applies_to = r.applies,
    conditions = r."when" from ${given} where p.rule_id = r.id`);
  await tx.run(sql`insert into placement_rules (position, touchpoint_id, applies_to, conditions, made_at)
    select r.position, r.touchpoint, r.applies, r."when", now() from ${given} where r.id is null order by r.position`);
}

async function removeTouchpoints(tx: Tx, ids: number[], at: Date): Promise<void> {
  if (ids.length === 0) return;
  await tx.run(sql`delete from placement_rules where touchpoint_id = any(${ids}::int[])`);
  const used = await tx.all<{ id: number }>(sql`
    select t.id from unnest(${ids}::int[]) as t(id)
    where exists (select 1 from interactions i where i.touchpoint_id = t.id)
      or exists (select 1 from metrics m where exists
        (select 1 from responses r where r.metric_id = m.metric_id and r.touchpoint_id = t.id))
      or exists (select 1 from cases c where c.touchpoint_id = t.id)
      or exists (select 1 from targets g where g.touchpoint_id = t.id)
      or exists (select 1 from assignments a where a.object_kind = 'touchpoint' and a.object_id = t.id)`);
  const kept = used.map((row) => row.id);
  await tx.run(sql`update touchpoints set archived_at = ${at}::timestamptz
    where touchpoint_id = any(${kept}::int[]) and archived_at is null`);
  await tx.run(
    sql`delete from touchpoints where touchpoint_id = any(${ids}::int[]) and not touchpoint_id = any(${kept}::int[])`,
  );
}

async function removePhases(tx: Tx, journeyId: number, keep: number[], at: Date): Promise<void> {
  const gone = sql`p.journey_id = ${journeyId} and not p.phase_id = any(${keep}::int[])`;
  const used = sql`exists (select 1 from touchpoints t where t.phase_id = p.phase_id)
    or exists (select 1 from assignments a where a.object_kind = 'phase' and a.object_id = p.phase_id)`;
  await tx.run(
    sql`update phases p set archived_at = ${at}::timestamptz where ${gone} and p.archived_at is null and (${used})`,
  );
  await tx.run(
    sql`delete from lane_notes where phase_id in (select p.phase_id from phases p where ${gone} and not (${used}))`,
  );
  await tx.run(sql`delete from phases p where ${gone} and not (${used})`);
}
