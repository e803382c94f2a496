import { z } from 'zod';
import { csvResponse } from '../platform/csv.ts';
import { type Route, route } from '../platform/http/route.ts';
import type { Platform } from '../platform/platform.ts';
import * as shape from './round.shapes.ts';
import { AnswerInput, OutcomeInput, PulseInput, RoundInput, RoundPreviewInput } from './round.ts';
import { answerSheet, myRounds, saveAnswer, savePulse, submitAnswers } from './roundAnswer.ts';
import { decideOutcome } from './roundOutcome.ts';
import { roundResult } from './roundResult.ts';
import { closeRound, listRounds, openRound, previewRound, remindRound, roundById } from './rounds.ts';

const Id = z.object({ roundId: z.uuid() });
const Place = Id.extend({ touchpoint: z.string().max(100) });
const ResultQuery = z.object({ format: z.enum(['json', 'csv']).default('json') });

export function roundRoutes(platform: Platform): Route[] {
  return [
    route(
      'get',
      '/rounds',
      'ownership:read',
      { summary: 'Role rounds, the newest first.', answers: shape.RoundList },
      async ({ actor }) => ({ items: await listRounds(platform, actor), next: null }),
    ),
    route(
      'post',
      '/rounds',
      'ownership:write',
      { summary: 'Begin a role round and invite by mail.', body: RoundInput, status: 201 },
      ({ body, actor }) => openRound(platform, actor, body),
    ),
    route(
      'post',
      '/rounds/preview',
      'ownership:write',
      {
        summary: 'Which touchpoints and people a round would have; writes nothing.',
        body: RoundPreviewInput,
        answers: shape.RoundPreview,
      },
      ({ body, actor }) => previewRound(platform, actor, body),
    ),
    route(
      'get',
      '/rounds/mine',
      'signed-in',
      { summary: 'Open rounds that wait for my answers.', answers: shape.MyRounds },
      async ({ actor }) => ({ items: await myRounds(platform, actor), next: null }),
    ),
    route(
      'get',
      '/rounds/:roundId',
      'ownership:read',
      { summary: 'A round and how many have answered, never who.', params: Id, answers: shape.Round },
      ({ params, actor }) => roundById(platform, actor, params.roundId),
    ),
    route(
      'post',
      '/rounds/:roundId/reminders',
      'ownership:write',
      { summary: 'Remind by mail everybody who is not done; once a day at most.', params: Id },
      ({ params, actor }) => remindRound(platform, actor, params.roundId),
    ),
    route(
      'post',
      '/rounds/:roundId/closing',
      'ownership:write',
      {
        summary: 'Close before the deadline: nobody answers any more, everybody sees the result.',
        params: Id,
      },
      ({ params, actor }) => closeRound(platform, actor, params.roundId),
    ),
    route(
      'get',
      '/rounds/:roundId/answers',
      'ownership:read',
      { summary: 'What I am asked and have answered.', params: Id, answers: shape.AnswerSheet },
      ({ params, actor }) => answerSheet(platform, actor, params.roundId),
    ),
    route(
      'put',
      '/rounds/:roundId/answers/:touchpoint',
      'signed-in',
      {
        summary: 'Keep my answer about one touchpoint, complete or not.',
        params: Place,
        body: AnswerInput,
        answers: shape.AnswerSaved,
      },
      ({ params, body, actor }) => saveAnswer(platform, actor, { ...params, ...body }),
    ),
    route(
      'put',
      '/rounds/:roundId/pulse',
      'signed-in',
      { summary: 'Keep how clear my role is in general.', params: Id, body: PulseInput },
      ({ params, body, actor }) => savePulse(platform, actor, { ...params, ...body }),
    ),
    route(
      'post',
      '/rounds/:roundId/submission',
      'signed-in',
      { summary: 'Say that I am done.', params: Id },
      ({ params, actor }) => submitAnswers(platform, actor, params.roundId),
    ),
    route(
      'get',
      '/rounds/:roundId/result',
      'ownership:read',
      {
        summary: 'What a closed round shows, ranked for the meeting; also as CSV.',
        params: Id,
        query: ResultQuery,
        answers: shape.RoundResult,
        produces: ['text/csv'],
      },
      async ({ params, query, actor }) => {
        const result = await roundResult(platform, actor, params.roundId);
        return query.format === 'csv' ? csv(result) : result;
      },
    ),
    route(
      'post',
      '/rounds/:roundId/outcomes',
      'ownership:write',
      {
        summary: 'Record what the meeting decided about a touchpoint; an assignment goes into the ledger.',
        params: Id,
        body: OutcomeInput,
        answers: shape.OutcomeMade,
        status: 201,
      },
      ({ params, body, actor }) => decideOutcome(platform, actor, { ...params, ...body }),
    ),
  ];
}

const columns = [
  'touchpoint',
  'name',
  'n',
  'agreement',
  'kappa',
  'most_say',
  'share',
  'ledger',
  'claim_accountable',
  'clarity',
  'customers',
  'findings',
  'outcome',
];

function csv({ touchpoints }: Awaited<ReturnType<typeof roundResult>>): Response {
  const rows = touchpoints.map(({ key, name, figures, ledger, customers, findings, outcome }) => {
    const most = figures?.modal.answer as { kind: string; person?: { name: string } | null } | undefined;
    return [
      key,
      name,
      figures?.n,
      figures?.agreement,
      figures?.kappa,
      most?.person?.name ?? most?.kind,
      figures?.modal.share,
      ledger.accountable?.name ?? ledger.reason,
      figures?.claims.A,
      figures?.clarity.mean,
      customers,
      findings.join(' '),
      outcome?.kind,
    ];
  });
  return csvResponse(
    'round.csv',
    columns,
    (async function* () {
      yield rows;
    })(),
  );
}
