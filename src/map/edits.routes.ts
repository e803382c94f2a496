import { z } from 'zod';
import { notFound } from '../platform/errors.ts';
import { type Route, route } from '../platform/http/route.ts';
import type { Platform } from '../platform/platform.ts';
import type { JourneyDocument } from './document.ts';
import {
  addNote,
  addPhase,
  addRule,
  addTouchpoint,
  changePhase,
  changeTouchpoint,
  removePhase,
  removeTouchpoint,
} from './edits.ts';
import { expected } from './ifMatch.ts';
import { Key } from './key.ts';
import { editJourney, type StoredJourney, touchpointIndex } from './map.ts';
import { whereIs } from './places.sql.ts';
import * as shape from './shapes.ts';

const answers = shape.JourneyAnswer;
const InJourney = z.object({ key: Key, phase: Key });
const NoteId = z.object({ noteId: z.uuid() });
const RuleId = z.object({ ruleId: z.coerce.number().int() });

/** One edit each, for scripts and other programs; all of them answer with the whole journey in its new version. */
export function editRoutes(platform: Platform): Route[] {
  return [
    route(
      'post',
      '/journeys/:key/phases',
      'journey:write',
      { summary: 'Add a phase.', params: shape.JourneyKey, body: shape.PhaseInput, answers, status: 201 },
      ({ params, body, actor, c }) =>
        editJourney(platform, actor, {
          key: params.key,
          expect: expected(c, body.expect),
          change: (journey) => addPhase(journey, without(body)),
        }),
    ),
    route(
      'patch',
      '/journeys/:key/phases/:phase',
      'journey:write',
      { summary: 'Rename, mark or move a phase.', params: InJourney, body: shape.PhaseChange, answers },
      ({ params, body, actor, c }) =>
        editJourney(platform, actor, {
          key: params.key,
          expect: expected(c, body.expect),
          change: (journey) => changePhase(journey, params.phase, without(body)),
        }),
    ),
    route(
      'delete',
      '/journeys/:key/phases/:phase',
      'journey:write',
      { summary: 'Remove an empty phase.', params: InJourney, query: shape.ExpectQuery, answers },
      ({ params, query, actor, c }) =>
        editJourney(platform, actor, {
          key: params.key,
          expect: expected(c, query.expect),
          change: (journey) => removePhase(journey, params.phase),
        }),
    ),

    route(
      'post',
      '/journeys/:key/touchpoints',
      'journey:write',
      {
        summary: 'Add a touchpoint to a phase.',
        params: shape.JourneyKey,
        body: shape.TouchpointInput,
        answers,
        status: 201,
      },
      async ({ params, body, actor, c }) => {
        const { phase, ...touchpoint } = without(body);
        const taken = (await touchpointIndex(platform.db)).byKey.keys();
        return editJourney(platform, actor, {
          key: params.key,
          expect: expected(c, body.expect),
          change: (journey) => addTouchpoint(journey, phase, touchpoint, taken),
        });
      },
    ),
    route(
      'patch',
      '/touchpoints/:key',
      'journey:write',
      {
        summary: 'Change or move a touchpoint.',
        params: shape.JourneyKey,
        body: shape.TouchpointChange,
        answers,
      },
      async ({ params, body, actor, c }) =>
        editJourney(platform, actor, {
          key: await whereIs(platform.db, 'touchpoint', params.key),
          expect: expected(c, body.expect),
          change: (journey) => changeTouchpoint(journey, params.key, without(body)),
        }),
    ),
    route(
      'delete',
      '/touchpoints/:key',
      'journey:write',
      {
        summary: 'Remove a touchpoint; one with history is archived.',
        params: shape.JourneyKey,
        query: shape.ExpectQuery,
        answers,
      },
      async ({ params, query, actor, c }) =>
        editJourney(platform, actor, {
          key: await whereIs(platform.db, 'touchpoint', params.key),
          expect: expected(c, query.expect),
          change: (journey) => removeTouchpoint(journey, params.key),
        }),
    ),

    route(
      'post',
      '/journeys/:key/notes',
      'journey:write',
      {
        summary: 'Write a note into a lane.',
        params: shape.JourneyKey,
        body: shape.NoteInput,
        answers,
        status: 201,
      },
      ({ params, body, actor, c }) => {
        const { phase, ...note } = without(body);
        return editJourney(platform, actor, {
          key: params.key,
          expect: expected(c, body.expect),
          change: (journey) => addNote(journey, phase, note),
        });
      },
    ),
    route(
      'patch',
      '/notes/:noteId',
      'journey:write',
      { summary: 'Change a note.', params: NoteId, body: shape.NoteChange, answers },
      async ({ params, body, actor, c }) =>
        editJourney(platform, actor, {
          key: await whereIs(platform.db, 'note', params.noteId),
          expect: expected(c, body.expect),
          change: (journey, stored) =>
            Object.assign(noteIn(journey, stored, params.noteId).note, without(body)),
        }),
    ),
    route(
      'delete',
      '/notes/:noteId',
      'journey:write',
      { summary: 'Remove a note.', params: NoteId, query: shape.ExpectQuery, answers },
      async ({ params, query, actor, c }) =>
        editJourney(platform, actor, {
          key: await whereIs(platform.db, 'note', params.noteId),
          expect: expected(c, query.expect),
          change: (journey, stored) => {
            const { phase, note } = noteIn(journey, stored, params.noteId);
            phase.notes = phase.notes.filter((one) => one !== note);
          },
        }),
    ),

    route(
      'post',
      '/journeys/:key/placement-rules',
      'journey:write',
      {
        summary: 'Add a rule that places facts on a touchpoint.',
        params: shape.JourneyKey,
        body: shape.RuleInput,
        answers,
        status: 201,
      },
      ({ params, body, actor, c }) => {
        const { at, ...rule } = without(body);
        return editJourney(platform, actor, {
          key: params.key,
          expect: expected(c, body.expect),
          change: (journey) => addRule(journey, rule, at),
        });
      },
    ),
    route(
      'patch',
      '/placement-rules/:ruleId',
      'journey:write',
      { summary: 'Change or move a rule.', params: RuleId, body: shape.RuleChange, answers },
      async ({ params, body, actor, c }) =>
        editJourney(platform, actor, {
          key: await whereIs(platform.db, 'rule', params.ruleId),
          expect: expected(c, body.expect),
          change: (journey, stored) => {
            const { at, ...fields } = without(body);
            const index = ruleIn(stored, params.ruleId);
            const [rule] = journey.placement.splice(index, 1);
            addRule(journey, { ...rule!, ...fields }, at ?? index);
          },
        }),
    ),
    route(
      'delete',
      '/placement-rules/:ruleId',
      'journey:write',
      { summary: 'Remove a rule.', params: RuleId, query: shape.ExpectQuery, answers },
      async ({ params, query, actor, c }) =>
        editJourney(platform, actor, {
          key: await whereIs(platform.db, 'rule', params.ruleId),
          expect: expected(c, query.expect),
          change: (journey, stored) => void journey.placement.splice(ruleIn(stored, params.ruleId), 1),
        }),
    ),
  ];
}

/** The body's fields that were sent, without the version. */
function without<T extends { expect?: number | undefined }>(body: T): Omit<T, 'expect'> {
  const { expect: _, ...rest } = body;
  return Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) as Omit<
    T,
    'expect'
  >;
}

function noteIn(journey: JourneyDocument, stored: StoredJourney, id: string) {
  const p = stored.phases.findIndex((phase) => phase.notes.some((note) => note.id === id));
  const n = stored.phases[p]?.notes.findIndex((note) => note.id === id) ?? -1;
  const phase = journey.phases[p];
  const note = phase?.notes[n];
  if (!phase || !note) throw notFound('note', id);
  return { phase, note };
}

function ruleIn(stored: StoredJourney, id: number): number {
  const index = stored.placement.findIndex((rule) => rule.id === id);
  if (index < 0) throw notFound('placement rule', id);
  return index;
}
