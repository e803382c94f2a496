import type { Lane as StoredLane } from '../../../map/lanes.ts';
import type { FacePerson } from '../../parts/Face.tsx';

/** The shapes of GET /journeys and /ownership as they arrive. */
export interface Touchpoint {
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

export type Lane = StoredLane;

/** In the order of the map; written out here because the shape behind it would bring its checks into the browser. */
export const lanes = [
  'does',
  'thinks',
  'feels',
  'says',
  'channels',
  'evidence',
  'front_stage',
  'back_stage',
  'systems',
  'pain',
  'opportunity',
] as const satisfies readonly Lane[];

export interface Note {
  id?: string;
  lane: Lane;
  text: string;
  owner: string | null;
  ownerId?: string | null;
}

export interface Phase {
  id: number;
  key: string;
  name: string;
  prospect: boolean;
  emotion: number | null;
  touchpoints: Touchpoint[];
  notes: Note[];
}

export interface Rule {
  id?: number;
  touchpoint: string;
  applies: 'interaction' | 'response' | 'any';
  when: Record<string, unknown>;
}

export interface Journey {
  id: number;
  key: string;
  name: string;
  description: string;
  persona: string | null;
  personas: string[];
  parent: string | null;
  scenario: string | null;
  expectations: string | null;
  version: number;
  changedAt: string;
  changedBy: string | null;
  archivedAt: string | null;
  warnings: ('no_phases' | 'no_prospect_phase' | 'phase_without_touchpoints')[];
  phases: Phase[];
  placement: Rule[];
}

export interface Person extends FacePerson {
  id: string;
}

/** What is sent back: no ids. A phase or touchpoint without a key gets one from its name. */
export interface Draft {
  name: string;
  description: string;
  persona: string | null;
  personas: string[];
  parent: string | null;
  scenario: string | null;
  expectations: string | null;
  phases: {
    key: string;
    name: string;
    prospect: boolean;
    emotion: number | null;
    touchpoints: Omit<Touchpoint, 'id'>[];
    notes: Omit<Note, 'id' | 'ownerId'>[];
  }[];
  placement: Omit<Rule, 'id'>[];
}

export function draftOf(journey: Journey): Draft {
  const { name, description, persona, personas, parent, scenario, expectations } = journey;
  return structuredClone({
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
  });
}

/** What the team believes is felt in a phase: said of it, or the mean of what is said of its touchpoints. */
export function assumedIn(phase: Phase): number | null {
  if (phase.emotion !== null) return phase.emotion;
  return meanOf(phase.touchpoints.flatMap((touchpoint) => touchpoint.emotion ?? []));
}

/** What customers expect of a phase: the mean of what they expect at its touchpoints. */
export function expectationOf(phase: Phase): number | null {
  return meanOf(phase.touchpoints.flatMap((touchpoint) => touchpoint.expectation ?? []));
}

function meanOf(numbers: number[]): number | null {
  return numbers.length === 0 ? null : numbers.reduce((a, b) => a + b, 0) / numbers.length;
}
