import { z } from 'zod';
import { type RoomRoutes, roomRoutes, route } from '../platform/http/route.ts';
import type { Platform } from '../platform/platform.ts';
import {
  answerImprovement,
  casesOfImprovement,
  improvementById,
  linkToImprovement,
  listImprovements,
  propose,
  unlinkFromImprovement,
} from './improve.ts';
import {
  AnswerInput,
  Improvement,
  ImprovementList,
  ImprovementQuery,
  LinkedCases,
  LinkedQuery,
  LinkInput,
  ProposalInput,
} from './improvement.ts';

const params = z.object({ improvementId: z.uuid() });

export function routes(platform: Platform): RoomRoutes {
  return roomRoutes('improve', [
    route(
      'get',
      '/improvements',
      'case:read',
      { summary: 'Improvements, the newest first.', query: ImprovementQuery, answers: ImprovementList },
      ({ query, actor }) => listImprovements(platform, actor, query),
    ),
    route(
      'post',
      '/improvements',
      'case:work',
      {
        summary: 'Propose an improvement to whoever is to own it, with the cases that show why.',
        body: ProposalInput,
        answers: Improvement,
        status: 201,
      },
      ({ body, actor }) => propose(platform, actor, body),
    ),
    route(
      'get',
      '/improvements/:improvementId',
      'case:read',
      { summary: 'One improvement.', params, answers: Improvement },
      ({ params, actor }) => improvementById(platform, actor, params.improvementId),
    ),
    route(
      'post',
      '/improvements/:improvementId/answers',
      'case:work',
      { summary: 'Accept it, or decline it with a reason.', params, body: AnswerInput, answers: Improvement },
      ({ params, body, actor }) => answerImprovement(platform, actor, params.improvementId, body),
    ),
    route(
      'get',
      '/improvements/:improvementId/cases',
      'case:read',
      { summary: 'The cases that show why.', params, query: LinkedQuery, answers: LinkedCases },
      ({ params, query, actor }) => casesOfImprovement(platform, actor, params.improvementId, query),
    ),
    route(
      'post',
      '/improvements/:improvementId/cases',
      'case:work',
      { summary: 'Link further cases.', params, body: LinkInput, answers: Improvement },
      ({ params, body, actor }) => linkToImprovement(platform, actor, params.improvementId, body.caseIds),
    ),
    route(
      'delete',
      '/improvements/:improvementId/cases/:caseId',
      'case:work',
      { summary: 'Take a case out again.', params: params.extend({ caseId: z.uuid() }) },
      ({ params, actor }) => unlinkFromImprovement(platform, actor, params.improvementId, params.caseId),
    ),
  ]);
}
