import { z } from 'zod';
import { route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { Huddle, HuddleList, HuddleView, Note, NoteInput, TeamQuery } from './huddle.ts';
import {
  addHuddleNote,
  beginHuddle,
  endOfHuddle,
  huddleById,
  listHuddles,
  settleDecision,
} from './huddles.ts';
import { huddleView } from './view.ts';

const params = z.object({ huddleId: z.uuid() });
const Begin = z.object({ team: z.string().max(100).nullish() });
const Done = z.object({ done: z.boolean() });

/** A team's short talk about its customers: what came, what repeats, who needs whom, what went well, who does what. */
export const huddleRoutes = (platform: Platform) => [
  route(
    'get',
    '/huddles',
    'case:read',
    {
      summary: 'Huddles that were, the newest first, with what was noted and decided',
      query: TeamQuery.extend({ after: z.coerce.date().optional() }),
      answers: HuddleList,
    },
    ({ query, actor }) => listHuddles(platform, actor, { team: query.team, before: query.after }),
  ),
  route(
    'post',
    '/huddles',
    'case:work',
    { summary: 'Begin the huddle of a team, or of everybody.', body: Begin, answers: Huddle, status: 201 },
    ({ body, actor }) => beginHuddle(platform, actor, { team: body.team ?? undefined }),
  ),
  route(
    'get',
    '/huddles/view',
    'case:read',
    {
      summary: 'What there is to say since the last huddle of a team',
      query: TeamQuery,
      answers: HuddleView,
    },
    ({ query, actor }) => huddleView(platform, actor, query),
  ),
  route(
    'get',
    '/huddles/:huddleId',
    'case:read',
    { summary: 'One huddle.', params, answers: Huddle },
    ({ params, actor }) => huddleById(platform, actor, params.huddleId),
  ),
  route(
    'post',
    '/huddles/:huddleId/ending',
    'case:work',
    { summary: 'End it.', params, answers: Huddle },
    ({ params, actor }) => endOfHuddle(platform, actor, params.huddleId),
  ),
  route(
    'post',
    '/huddles/:huddleId/notes',
    'case:work',
    {
      summary: 'Note something; with somebody and a day it is a decision.',
      params,
      body: NoteInput,
      answers: Note,
      status: 201,
    },
    ({ params, body, actor }) => addHuddleNote(platform, actor, params.huddleId, body),
  ),
  route(
    'put',
    '/huddle-decisions/:noteId/done',
    'case:work',
    {
      summary: 'Say that a decision is done, or that it is not after all.',
      params: z.object({ noteId: z.uuid() }),
      body: Done,
      answers: Note,
    },
    ({ params, body, actor }) => settleDecision(platform, actor, params.noteId, body.done),
  ),
];
