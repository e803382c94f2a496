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
}

export const lanes = [
  'does',
  'thinks',
  'feels',
  'says',
  'evidence',
  'back_stage',
  'systems',
  'pain',
  'opportunity',
] as const;
export type Lane = (typeof lanes)[number];

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
  scenario: string | null;
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
  scenario: string | null;
  phases: {
    key: string;
    name: string;
    prospect: boolean;
    touchpoints: Omit<Touchpoint, 'id'>[];
    notes: Omit<Note, 'id' | 'ownerId'>[];
  }[];
  placement: Omit<Rule, 'id'>[];
}

export function draftOf(journey: Journey): Draft {
  const { name, description, persona, scenario } = journey;
  return structuredClone({
    name,
    description,
    persona,
    scenario,
    phases: journey.phases.map((phase) => ({
      key: phase.key,
      name: phase.name,
      prospect: phase.prospect,
      touchpoints: phase.touchpoints.map(({ id: _, ...touchpoint }) => touchpoint),
      notes: phase.notes.map(({ lane, text, owner }) => ({ lane, text, owner })),
    })),
    placement: journey.placement.map(({ touchpoint, applies, when }) => ({ touchpoint, applies, when })),
  });
}
