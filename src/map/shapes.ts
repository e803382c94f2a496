import { z } from 'zod';
import {
  JourneyDocument,
  NoteDocument,
  PhaseDocument,
  RuleDocument,
  TouchpointDocument,
} from './document.ts';
import { Key } from './key.ts';

/** The version the editor started from; another one in the meantime is refused with 409. Also as If-Match. */
const expect = z.number().int().min(0).optional();
const at = z.number().int().min(0).optional();

export const JourneyKey = z.object({ key: Key });
/** The key comes with the file's ending. */
export const JourneyFile = z.object({
  key: z
    .string()
    .transform((file) => file.replace(/\.yaml$/, ''))
    .pipe(Key),
});
export const VersionInput = z.object({ version: z.number().int().min(1), expect });
export const OrderInput = z.object({ journeys: z.array(Key).max(1000) });
export const ExpectQuery = z.object({ expect: z.coerce.number().int().min(0).optional() });

/** Without a key the server makes one from the name. */
export const JourneyInput = z.object({ ...JourneyDocument.shape, key: Key.optional() });
export const JourneyReplacement = z.object({
  ...JourneyDocument.shape,
  key: Key.optional(),
  expect,
  merge: z.enum(['both', 'mine', 'theirs']).optional().meta({
    description:
      'When somebody saved since `expect`: put both edits together instead of refusing with 409. `both` refuses where they clash.',
  }),
});

export const PhaseInput = z.object({ ...PhaseDocument.shape, key: Key.optional(), at, expect });
export const PhaseChange = z.object({
  name: PhaseDocument.shape.name.optional(),
  prospect: z.boolean().optional(),
  emotion: z.int().min(-2).max(2).nullable().optional(),
  at,
  expect,
});
export const TouchpointInput = z.object({
  ...TouchpointDocument.shape,
  key: Key.optional(),
  phase: Key,
  at,
  expect,
});
export const TouchpointChange = z.object({
  name: TouchpointDocument.shape.name.optional(),
  description: z.string().max(4000).optional(),
  channel: z.string().max(100).nullable().optional(),
  momentOfTruth: z.boolean().optional(),
  expectation: z.number().min(-1e6).max(1e6).nullable().optional(),
  emotion: z.int().min(-2).max(2).nullable().optional(),
  phase: Key.optional(),
  at,
  expect,
});
export const NoteInput = z.object({ ...NoteDocument.shape, phase: Key, expect });
export const NoteChange = z.object({
  text: NoteDocument.shape.text.optional(),
  owner: NoteDocument.shape.owner.optional(),
  expect,
});
export const RuleInput = z.object({ ...RuleDocument.shape, at, expect });
export const RuleChange = z.object({
  applies: RuleDocument.shape.applies.optional(),
  when: RuleDocument.shape.when.optional(),
  at,
  expect,
});

const Touchpoint = z.object({
  id: z.int(),
  key: z.string(),
  name: z.string(),
  description: z.string(),
  channel: z.string().nullable(),
  momentOfTruth: z.boolean(),
  expectation: z.number().nullable(),
  emotion: z.int().nullable().meta({ description: 'Assumed, −2 … 2.' }),
});
const Note = z.object({
  id: z.uuid(),
  lane: NoteDocument.shape.lane,
  text: z.string(),
  owner: z.string().nullable(),
  ownerId: z.uuid().nullable(),
});
const Rule = z.object({
  id: z.int(),
  touchpoint: z.string(),
  applies: z.enum(['interaction', 'response', 'any']),
  when: z.record(z.string(), z.unknown()),
});

export const JourneyAnswer = z
  .object({
    id: z.int(),
    key: z.string(),
    name: z.string(),
    description: z.string(),
    persona: z.string().nullable(),
    personas: z.array(z.string()),
    parent: z.string().nullable(),
    scenario: z.string().nullable(),
    expectations: z.string().nullable(),
    position: z.int(),
    version: z.int(),
    changedAt: z.iso.datetime(),
    changedBy: z.string().nullable(),
    archivedAt: z.iso.datetime().nullable(),
    warnings: z.array(z.enum(['no_phases', 'no_prospect_phase', 'phase_without_touchpoints'])),
    phases: z.array(
      z.object({
        id: z.int(),
        key: z.string(),
        name: z.string(),
        prospect: z.boolean(),
        emotion: z.int().nullable(),
        touchpoints: z.array(Touchpoint),
        notes: z.array(Note),
      }),
    ),
    placement: z.array(Rule),
  })
  .meta({ id: 'Journey' });

export const JourneyList = z.object({ items: z.array(JourneyAnswer), next: z.null() });

export const AppliedList = z.object({
  journeys: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      outcome: z.enum(['created', 'changed', 'unchanged']),
      version: z.int(),
      phases: z.int(),
      touchpoints: z.int(),
      warnings: z.array(z.string()),
    }),
  ),
});

export const VersionList = z.object({
  items: z.array(z.object({ version: z.int(), madeAt: z.iso.datetime(), madeBy: z.string() })),
  next: z.null(),
});

export const DiffQuery = z.object({
  from: z.coerce.number().int().min(1),
  to: z.coerce.number().int().min(1).optional(),
});
export const Diff = z.object({
  from: z.int(),
  to: z.int(),
  changes: z.array(
    z.object({
      act: z.enum(['added', 'removed', 'changed', 'moved']),
      object: z.enum(['journey', 'phase', 'touchpoint', 'note', 'rule']),
      key: z.string().nullable(),
      name: z.string(),
      phase: z.string().nullable(),
      lane: z.string().nullable(),
      field: z.string().nullable(),
      before: z.string().nullable(),
      after: z.string().nullable(),
    }),
  ),
});

export const TouchpointList = z.object({
  items: z.array(
    z.object({
      id: z.int(),
      key: z.string(),
      name: z.string(),
      phaseId: z.int(),
      phaseKey: z.string(),
      phaseName: z.string(),
      journeyId: z.int(),
      journeyKey: z.string(),
      journeyName: z.string(),
      archived: z.boolean(),
    }),
  ),
  next: z.null(),
});

export const PlacementAnswer = z.object({
  unplaced: z.array(
    z.object({
      applies: z.enum(['interaction', 'response']),
      key: z.string(),
      name: z.string(),
      source: z.string(),
      n: z.int(),
      lastAt: z.iso.datetime(),
    }),
  ),
  waiting: z.boolean().meta({ description: 'Rules changed since earlier facts were last placed by them.' }),
});
