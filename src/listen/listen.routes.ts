import { z } from 'zod';
import type { TakeIn } from '../collect/collect.ts';
import { type RoomRoutes, roomRoutes, route } from '../platform/http/route.ts';
import type { Platform } from '../platform/platform.ts';
import { newToken } from '../platform/token.ts';
import { faultCodes } from './answers/answer.ts';
import { readSentFile } from './answers/files.ts';
import { takeAnswer } from './answers/take.ts';
import { AnswerDecision, decideOnAnswer } from './guards/guards.ts';
import { OwnNetworks, readOwnNetworks, saveOwnNetworks } from './guards/networks.ts';
import { interviewRoutes } from './interviews/interviews.routes.ts';
import { AnswersQuery, ResultsQuery, SurveyAnswer, SurveyResults } from './results/results.ts';
import { surveyAnswers, surveyResults } from './results/surveyResults.ts';
import { SurveyDocument } from './survey/document.ts';
import { Language } from './survey/question.ts';
import { SurveyStarter, starters } from './survey/starters.ts';
import {
  DraftInput,
  PublishInput,
  SurveyChange,
  SurveyDetail,
  SurveyInput,
  SurveyListing,
  SurveyVersion,
} from './survey/survey.ts';
import {
  changeSurvey,
  discardDraft,
  exportSurvey,
  listSurveys,
  makeSurvey,
  publishSurvey,
  saveDraft,
  surveyByKey,
  surveyVersion,
} from './survey/surveys.ts';

const ByKey = z.object({ key: z.string() });
const listOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable() });

const PreviewInput = z
  .object({
    document: SurveyDocument,
    language: Language.optional(),
    screen: z.int().min(0).max(500).default(0),
    answers: z.record(z.string(), z.unknown()).default({}),
    end: z.string().max(40).optional().describe('Key of the end to show instead of a screen.'),
  })
  .meta({ id: 'SurveyPreviewInput' });
export type PreviewInput = z.infer<typeof PreviewInput>;
const Preview = z.object({ html: z.string(), screens: z.int() }).meta({ id: 'SurveyPreview' });
export type Preview = z.infer<typeof Preview>;

const AnswerInput = z
  .object({
    answers: z.record(z.string(), z.unknown()),
    language: Language.optional(),
    secret: z
      .string()
      .min(8)
      .max(200)
      .optional()
      .describe('The same again goes on with the same answer, and changes nothing where it says the same.'),
    turn: z.int().min(1).max(100_000).optional(),
    complete: z.boolean().default(true),
    facts: z.record(z.string(), z.string().max(200)).optional(),
  })
  .meta({ id: 'SurveyAnswerInput' });
const AnswerTaken = z
  .object({
    answerId: z.guid(),
    secret: z.string(),
    state: z.enum(['partial', 'complete', 'full']),
    faults: z.array(
      z.object({
        question: z.string(),
        code: z.enum(faultCodes),
        limit: z.union([z.number(), z.string()]).optional(),
      }),
    ),
  })
  .meta({ id: 'SurveyAnswerTaken' });

/** `preview` draws a document as whoever answers would see it; pages belong to another part of the house. */
export function routes(
  platform: Platform,
  { preview, takeIn }: { preview: (input: PreviewInput) => Promise<Preview>; takeIn: TakeIn },
): RoomRoutes {
  return roomRoutes('Surveys', [
    ...interviewRoutes(platform, takeIn),
    route(
      'get',
      '/surveys',
      'survey:read',
      { summary: 'Every survey with how often it was answered', answers: listOf(SurveyListing) },
      async ({ actor }) => ({ items: await listSurveys(platform, actor), next: null }),
    ),
    route(
      'post',
      '/surveys',
      'survey:write',
      {
        summary: 'Make a survey, from a starter or a document',
        body: SurveyInput,
        answers: SurveyDetail,
        status: 201,
      },
      ({ body, actor }) => makeSurvey(platform, actor, body),
    ),
    route(
      'get',
      '/survey-starters',
      'survey:read',
      { summary: 'Documents to begin with, by type of touchpoint', answers: listOf(SurveyStarter) },
      () => ({ items: starters, next: null }),
    ),
    route(
      'post',
      '/surveys/preview',
      'signed-in',
      { summary: 'A document as whoever answers would see it', body: PreviewInput, answers: Preview },
      ({ body }) => preview(body),
    ),
    route(
      'get',
      '/surveys/:key',
      'survey:read',
      {
        summary: 'One survey: draft, what is published, what is wrong',
        params: ByKey,
        answers: SurveyDetail,
      },
      ({ params, actor }) => surveyByKey(platform, actor, params.key),
    ),
    route(
      'patch',
      '/surveys/:key',
      'survey:write',
      {
        summary: 'Rename, move to another touchpoint, archive',
        params: ByKey,
        body: SurveyChange,
        answers: SurveyDetail,
      },
      ({ params, body, actor }) => changeSurvey(platform, actor, params.key, body),
    ),
    route(
      'put',
      '/surveys/:key/draft',
      'survey:write',
      {
        summary: 'Write the draft; half a survey may be saved',
        params: ByKey,
        body: DraftInput,
        answers: SurveyDetail,
      },
      ({ params, body, actor }) => saveDraft(platform, actor, params.key, body),
    ),
    route(
      'delete',
      '/surveys/:key/draft',
      'survey:write',
      {
        summary: 'Throw the draft away; what is published stays',
        params: ByKey,
        answers: SurveyDetail,
      },
      ({ params, actor }) => discardDraft(platform, actor, params.key),
    ),
    route(
      'post',
      '/surveys/:key/publish',
      'survey:write',
      {
        summary: 'From now on the draft is answered',
        params: ByKey,
        body: PublishInput,
        answers: SurveyDetail,
      },
      ({ params, body, actor }) => publishSurvey(platform, actor, params.key, body.revision),
    ),
    route(
      'get',
      '/surveys/:key/versions/:number',
      'survey:read',
      {
        summary: 'A published version as it was answered',
        params: ByKey.extend({ number: z.coerce.number().int() }),
        answers: SurveyVersion,
      },
      ({ params, actor }) => surveyVersion(platform, actor, params.key, params.number),
    ),
    route(
      'get',
      '/surveys/:key/export',
      'survey:read',
      {
        summary: 'The document as a file that makes the same survey again',
        params: ByKey,
        answers: SurveyDocument,
      },
      async ({ params, actor }) =>
        new Response(JSON.stringify(await exportSurvey(platform, actor, params.key), null, 2), {
          headers: {
            'content-type': 'application/json; charset=utf-8',
            'content-disposition': `attachment; filename="${params.key}.survey.json"`,
            'cache-control': 'no-store',
          },
        }),
    ),
    route(
      'get',
      '/surveys/:key/results',
      'survey:read',
      {
        summary: 'What was answered, question by question',
        params: ByKey,
        query: ResultsQuery,
        answers: SurveyResults,
      },
      ({ params, query, actor }) => surveyResults(platform, actor, params.key, query),
    ),
    route(
      'get',
      '/surveys/:key/answers',
      'customer:read',
      {
        summary: 'Single answers, the newest first',
        params: ByKey,
        query: AnswersQuery,
        answers: listOf(SurveyAnswer),
      },
      ({ params, query, actor }) => surveyAnswers(platform, actor, params.key, query),
    ),
    route(
      'post',
      '/surveys/:key/answers',
      'intake:write',
      {
        summary: 'An answer from a program',
        params: ByKey,
        body: AnswerInput,
        answers: AnswerTaken,
        status: 201,
      },
      async ({ params, body }) => {
        const secret = body.secret ?? newToken('');
        const taken = await takeAnswer(platform, {
          survey: params.key,
          secret,
          channel: 'api',
          language: body.language ?? 'en',
          answers: body.answers,
          turn: body.turn,
          complete: body.complete,
          piped: body.facts,
        });
        const { answerId, state, faults } = taken;
        return { answerId, secret, state, faults };
      },
    ),
    route(
      'post',
      '/surveys/:key/answers/:answerId/decision',
      'survey:write',
      {
        summary: 'Take an answer out of the figures, or put it back, with the reason',
        params: ByKey.extend({ answerId: z.guid() }),
        body: AnswerDecision,
      },
      ({ params, body, actor }) =>
        decideOnAnswer(platform, actor, { survey: params.key, answerId: params.answerId, ...body }),
    ),
    route(
      'get',
      '/survey-networks',
      'survey:read',
      { summary: 'Networks our own people answer from', answers: OwnNetworks },
      () => readOwnNetworks(platform.db),
    ),
    route(
      'put',
      '/survey-networks',
      'survey:write',
      { summary: 'Say which networks are our own', body: OwnNetworks, answers: OwnNetworks },
      ({ body, actor }) => saveOwnNetworks(platform, actor, body),
    ),
    route(
      'get',
      '/survey-files/:fileId',
      'customer:read',
      {
        summary: 'A file somebody sent with an answer',
        params: z.object({ fileId: z.guid() }),
        produces: ['application/octet-stream'],
      },
      async ({ params, actor }) => {
        const file = await readSentFile(platform, actor, params.fileId);
        return new Response(file.content as Uint8Array<ArrayBuffer>, {
          headers: {
            // Never shown within Onus: whatever it holds, it is somebody else's.
            'content-type': 'application/octet-stream',
            'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
            'cache-control': 'no-store',
          },
        });
      },
    ),
  ]);
}
