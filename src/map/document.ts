import { z } from 'zod';
import { Key } from './key.ts';
import { Lane, lanes } from './lanes.ts';
import { Applies, Conditions } from './placement.ts';

/** PostgreSQL holds no NUL and JSON no half of a surrogate pair: such text could not come back as it went in. */
const text = (max: number) =>
  z
    .string()
    .max(max)
    .trim()
    .refine((value) => value.isWellFormed() && !value.includes('\0'), {
      message: 'This text holds a broken character.',
    });
const name = text(200).min(1, { message: 'A name must not be empty.' });
const optional = (max: number) =>
  text(max)
    .nullish()
    .transform((value) => value || null);

/** What the team believes customers feel here: −2 dreadful … 2 delighted. The curve from data stands beside it. */
const emotion = z
  .int()
  .min(-2, { message: 'An assumed emotion goes from -2 to 2.' })
  .max(2, { message: 'An assumed emotion goes from -2 to 2.' })
  .nullish()
  .transform((value) => (value == null ? null : value + 0));

export const TouchpointDocument = z.strictObject({
  key: Key,
  name,
  description: text(4000).default(''),
  channel: optional(100),
  momentOfTruth: z.boolean().default(false),
  /** What customers expect here, in units of the common metric. */
  expectation: z
    .number()
    .min(-1e6)
    .max(1e6)
    .nullish()
    .transform((value) => (value == null ? null : value + 0)),
  emotion,
});

export const NoteDocument = z.strictObject({
  lane: Lane,
  text: text(2000).min(1, { message: 'A note must not be empty.' }),
  /** E-mail of the person who owns it (opportunities have owners). */
  owner: z
    .string()
    .trim()
    .toLowerCase()
    .max(320)
    .nullish()
    .transform((value) => value || null),
});

export const PhaseDocument = z.strictObject({
  key: Key,
  name,
  /** Before the purchase. */
  prospect: z.boolean().default(false),
  emotion,
  touchpoints: z.array(TouchpointDocument).max(200).default([]),
  notes: z.array(NoteDocument).max(500).default([]).transform(byLane),
});

export const RuleDocument = z.strictObject({
  touchpoint: Key,
  applies: Applies.default('any'),
  when: Conditions.default({}),
});

/**
 * A whole journey as people edit it, keep it in a file and send it. Everything is named by key; ids never show.
 * Placement rules are tried in the order of the journeys and, within one, in the order they stand here.
 */
export const JourneyDocument = z.strictObject({
  key: Key,
  name,
  description: text(4000).default(''),
  /** In a few words; `personas` names those that are described. */
  persona: optional(200),
  personas: z.array(Key).max(20).default([]),
  /** The larger journey this one is a part of. */
  parent: Key.nullish().transform((value) => value ?? null),
  scenario: optional(4000),
  expectations: optional(4000),
  phases: z.array(PhaseDocument).max(60).default([]),
  placement: z.array(RuleDocument).max(2000).default([]),
});

export type JourneyDocument = z.infer<typeof JourneyDocument>;
export type PhaseDocument = z.infer<typeof PhaseDocument>;
export type TouchpointDocument = z.infer<typeof TouchpointDocument>;
export type NoteDocument = z.infer<typeof NoteDocument>;
export type RuleDocument = z.infer<typeof RuleDocument>;

function byLane<N extends { lane: Lane }>(notes: N[]): N[] {
  return [...notes].sort((a, b) => lanes.indexOf(a.lane) - lanes.indexOf(b.lane));
}

export interface Fault {
  path: (string | number)[];
  message: string;
}

/** What no shape can say: keys that appear twice and rules that point at nothing. Empty when all is well. */
export function faultsOf(journey: JourneyDocument): Fault[] {
  const faults: Fault[] = [];
  const phases = new Set<string>();
  const touchpoints = new Set<string>();
  if (journey.parent === journey.key)
    faults.push({ path: ['parent'], message: `“${journey.name}” cannot be a part of itself.` });
  journey.personas.forEach((persona, n) => {
    if (journey.personas.indexOf(persona) < n)
      faults.push({ path: ['personas', n], message: `The persona “${persona}” is named twice.` });
  });
  journey.phases.forEach((phase, p) => {
    if (phases.has(phase.key))
      faults.push({ path: ['phases', p, 'key'], message: twice('phase', phase.key) });
    phases.add(phase.key);
    phase.touchpoints.forEach((touchpoint, t) => {
      if (touchpoints.has(touchpoint.key)) {
        faults.push({
          path: ['phases', p, 'touchpoints', t, 'key'],
          message: twice('touchpoint', touchpoint.key),
        });
      }
      touchpoints.add(touchpoint.key);
    });
  });
  journey.placement.forEach((rule, r) => {
    if (touchpoints.has(rule.touchpoint)) return;
    const message = `This rule places on “${rule.touchpoint}”, which is not a touchpoint of this journey.`;
    faults.push({ path: ['placement', r, 'touchpoint'], message });
  });
  return faults;
}

function twice(what: string, key: string): string {
  return `The ${what} key “${key}” appears twice. Give each ${what} a key of its own.`;
}

/** Hints a reader should see; none of them stops a save. A journey begins before the purchase (requirement J2). */
export function warningsOf(journey: {
  phases: readonly { prospect: boolean; touchpoints: { length: number } }[];
}): ('no_phases' | 'no_prospect_phase' | 'phase_without_touchpoints')[] {
  if (journey.phases.length === 0) return ['no_phases'];
  const warnings: ReturnType<typeof warningsOf> = [];
  if (!journey.phases.some((phase) => phase.prospect)) warnings.push('no_prospect_phase');
  if (journey.phases.some((phase) => phase.touchpoints.length === 0))
    warnings.push('phase_without_touchpoints');
  return warnings;
}
