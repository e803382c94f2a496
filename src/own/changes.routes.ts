import { z } from 'zod';
import { type Route, route } from '../platform/http/route.ts';
import type { Platform } from '../platform/platform.ts';
import { AssignmentObject } from './assign.ts';
import { ApplyInput, BulkInput, ChangeSetChange, ChangeSetInput, Edit, UndoInput } from './changeSet.ts';
import { planes } from './ledger.ts';
import {
  applyChanges,
  changeChanges,
  changeSet,
  changeSets,
  changeTogether,
  discardChanges,
  draftChanges,
  previewChanges,
  undoChanges,
} from './own.ts';
import { Card } from './person.ts';
import { SeatShape } from './shapes.ts';

const ChangeSetId = z.object({ changeSetId: z.uuid() });
const Made = z.object({ id: z.uuid() });

const head = z.object({
  id: z.uuid(),
  name: z.string(),
  on: z.string(),
  state: z.enum(['draft', 'applied', 'discarded']),
  madeAt: z.iso.datetime(),
  madeBy: z.string().nullable(),
  edits: z.int(),
  reason: z.string().nullable(),
  endedAt: z.iso.datetime().nullable(),
  endedBy: z.string().nullable(),
  undoes: z.uuid().nullable(),
  undoneBy: z.uuid().nullable(),
  source: z.record(z.string(), z.unknown()).nullable(),
});

const ChangeSetShape = head
  .extend({ list: z.array(z.object({ id: z.uuid(), edit: Edit })) })
  .meta({ id: 'ChangeSet' });

const PreviewShape = z
  .object({
    effects: z.array(
      z.object({
        kind: AssignmentObject.shape.kind,
        key: z.string(),
        name: z.string(),
        plane: z.enum(planes),
        before: SeatShape,
        after: SeatShape,
        came: z.array(z.string()),
        went: z.array(z.string()),
      }),
    ),
    emptied: z.int(),
    filled: z.int(),
    people: z.array(z.object({ person: Card, gets: z.int(), gives: z.int() })),
    returns: z.array(z.object({ person: z.string(), to: z.string(), until: z.string() })),
    problems: z.array(z.object({ position: z.int(), code: z.string(), message: z.string() })),
  })
  .meta({ id: 'ChangeSetPreview' });

export function changesRoutes(platform: Platform): Route[] {
  return [
    route(
      'get',
      '/change-sets',
      'ownership:read',
      {
        summary: 'Planned reorganisations: drafts first, then what was applied or discarded.',
        answers: z.object({ items: z.array(head), next: z.null() }),
      },
      async ({ actor }) => ({ items: await changeSets(platform, actor), next: null }),
    ),
    route(
      'get',
      '/change-sets/:changeSetId',
      'ownership:read',
      { summary: 'One with its edits.', params: ChangeSetId, answers: ChangeSetShape },
      ({ params, actor }) => changeSet(platform, actor, params.changeSetId),
    ),
    route(
      'post',
      '/change-sets',
      'ownership:write',
      { summary: 'Draft a reorganisation.', body: ChangeSetInput, answers: Made, status: 201 },
      ({ body, actor }) => draftChanges(platform, actor, body),
    ),
    route(
      'patch',
      '/change-sets/:changeSetId',
      'ownership:write',
      {
        summary: 'Change a draft: its name, its day, edits to add and to remove.',
        params: ChangeSetId,
        body: ChangeSetChange,
        answers: ChangeSetShape,
      },
      async ({ params, body, actor }) => {
        await changeChanges(platform, actor, params.changeSetId, body);
        return changeSet(platform, actor, params.changeSetId);
      },
    ),
    route(
      'get',
      '/change-sets/:changeSetId/preview',
      'ownership:read',
      {
        summary:
          'What it does, or did: before and after for each thing, what becomes unowned, whom it concerns.',
        params: ChangeSetId,
        answers: PreviewShape,
      },
      ({ params, actor }) => previewChanges(platform, actor, params.changeSetId),
    ),
    route(
      'post',
      '/change-sets/:changeSetId/application',
      'ownership:write',
      { summary: 'Apply all of it, from its day on.', params: ChangeSetId, body: ApplyInput },
      ({ params, body, actor }) => applyChanges(platform, actor, params.changeSetId, body),
    ),
    route(
      'post',
      '/change-sets/:changeSetId/discarding',
      'ownership:write',
      { summary: 'Discard a draft.', params: ChangeSetId, body: ApplyInput },
      ({ params, body, actor }) => discardChanges(platform, actor, params.changeSetId, body),
    ),
    route(
      'post',
      '/change-sets/:changeSetId/undo',
      'ownership:write',
      {
        summary: 'Take an applied one back, by a new one.',
        params: ChangeSetId,
        body: UndoInput,
        answers: Made,
        status: 201,
      },
      ({ params, body, actor }) => undoChanges(platform, actor, params.changeSetId, body),
    ),
    route(
      'post',
      '/ownership/bulk',
      'ownership:write',
      {
        summary: 'Many edits at once, applied together; undone like any change set.',
        body: BulkInput,
        answers: Made,
        status: 201,
      },
      ({ body, actor }) => changeTogether(platform, actor, body),
    ),
  ];
}
