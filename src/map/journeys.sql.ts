import { type Runner, sql } from '../platform/database.ts';
import type { JourneyDocument } from './document.ts';
import { type Lane, lanes } from './lanes.ts';
import type { Conditions, PlacementRule } from './placement.ts';

export interface JourneyRow {
  id: number;
  key: string;
  name: string;
  description: string;
  persona: string | null;
  /** Key of the journey this one is a part of. */
  parent: string | null;
  scenario: string | null;
  expectations: string | null;
  position: number;
  version: number;
  changedAt: Date;
  archivedAt: Date | null;
}

export interface StoredTouchpoint {
  id: number;
  key: string;
  name: string;
  description: string;
  channel: string | null;
  momentOfTruth: boolean;
  expectation: number | null;
  /** Assumed, −2 … 2. */
  emotion: number | null;
}

export interface StoredPhase {
  id: number;
  key: string;
  name: string;
  prospect: boolean;
  emotion: number | null;
  touchpoints: StoredTouchpoint[];
  notes: { id: string; lane: Lane; text: string; owner: string | null; ownerId: string | null }[];
}

export interface StoredRule {
  id: number;
  touchpoint: string;
  applies: PlacementRule['applies'];
  when: Conditions;
}

/** A journey as it stands, with ids; archived phases and touchpoints are left out. */
export interface StoredJourney extends JourneyRow {
  personas: string[];
  phases: StoredPhase[];
  placement: StoredRule[];
}

const journeyColumns = sql`journey_id as id, key, name, description, persona,
  (select up.key from journeys up where up.journey_id = journeys.parent_id) as parent, scenario, expectations, position, version,
  changed_at as "changedAt", archived_at as "archivedAt"`;

export function journeyRow(on: Runner, key: string): Promise<JourneyRow | undefined> {
  return on.maybe(sql`select ${journeyColumns} from journeys where key = ${key}`);
}

/** Whole journeys in six statements, however many there are. `keys` absent: all that are not archived. */
export async function readJourneys(on: Runner, keys?: string[]): Promise<StoredJourney[]> {
  const journeys = await on.all<JourneyRow>(sql`select ${journeyColumns} from journeys
    where ${keys ? sql`key = any(${keys}::text[])` : sql`archived_at is null`} order by position, journey_id`);
  if (journeys.length === 0) return [];
  const ids = sql`${journeys.map((journey) => journey.id)}::int[]`;
  const live = sql`phases p where p.journey_id = any(${ids}) and p.archived_at is null`;
  const phases = await on.all<StoredPhase & { journeyId: number }>(sql`
    select p.phase_id as id, p.journey_id as "journeyId", p.key, p.name, p.prospect, p.emotion from ${live} order by p.position, p.phase_id`);
  const touchpoints = await on.all<StoredTouchpoint & { phaseId: number }>(sql`
    select t.touchpoint_id as id, t.phase_id as "phaseId", t.key, t.name, t.description, t.channel,
      t.moment_of_truth as "momentOfTruth", t.expectation, t.emotion
    from touchpoints t where t.archived_at is null and t.phase_id in (select p.phase_id from ${live})
    order by t.position, t.touchpoint_id`);
  const notes = await on.all<StoredPhase['notes'][number] & { phaseId: number }>(sql`
    select n.note_id as id, n.phase_id as "phaseId", n.lane, n.text, o.email as owner, n.owner_person_id as "ownerId"
    from lane_notes n left join people o on o.person_id = n.owner_person_id
    where n.phase_id in (select p.phase_id from ${live}) order by n.position, n.note_id`);
  const rules = await on.all<StoredRule & { journeyId: number }>(sql`
    select r.rule_id as id, p.journey_id as "journeyId", t.key as touchpoint, r.applies_to as applies, r.conditions as "when"
    from placement_rules r join touchpoints t using (touchpoint_id) join phases p using (phase_id)
    where p.journey_id = any(${ids}) and t.archived_at is null order by r.position, r.rule_id`);
  const personas = await on.all<{ journeyId: number; key: string }>(sql`
    select l.journey_id as "journeyId", p.key from journey_personas l join personas p using (persona_id)
    where l.journey_id = any(${ids}) order by l.position, p.persona_id`);
  const personasOf = Map.groupBy(personas, (row) => row.journeyId);
  const touchpointsOf = Map.groupBy(touchpoints, (row) => row.phaseId);
  const notesOf = Map.groupBy(notes, (row) => row.phaseId);
  const phasesOf = Map.groupBy(phases, (row) => row.journeyId);
  const rulesOf = Map.groupBy(rules, (row) => row.journeyId);
  return journeys.map((journey) => ({
    ...journey,
    personas: (personasOf.get(journey.id) ?? []).map((persona) => persona.key),
    phases: (phasesOf.get(journey.id) ?? []).map(({ journeyId: _, ...phase }) => ({
      ...phase,
      touchpoints: (touchpointsOf.get(phase.id) ?? []).map(({ phaseId: _, ...touchpoint }) => touchpoint),
      notes: (notesOf.get(phase.id) ?? [])
        .map(({ phaseId: _, ...note }) => note)
        .sort((a, b) => lanes.indexOf(a.lane) - lanes.indexOf(b.lane)),
    })),
    placement: (rulesOf.get(journey.id) ?? []).map(({ journeyId: _, ...rule }) => rule),
  }));
}

/** The same journey without ids: what people edit and files hold. */
export function documentOf(journey: StoredJourney): unknown {
  const { key, name, description, persona, personas, parent, scenario, expectations } = journey;
  const document: JourneyDocument = {
    key,
    name,
    description,
    persona,
    personas,
    parent,
    scenario,
    expectations,
    phases: journey.phases.map((phase) => ({
      key: phase.key,
      name: phase.name,
      prospect: phase.prospect,
      emotion: phase.emotion,
      touchpoints: phase.touchpoints.map(({ id: _, ...touchpoint }) => touchpoint),
      notes: phase.notes.map(({ lane, text, owner }) => ({ lane, text, owner })),
    })),
    placement: journey.placement.map(({ touchpoint, applies, when }) => ({ touchpoint, applies, when })),
  };
  return document;
}
