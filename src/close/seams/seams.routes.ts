import type { Actor } from '../../platform/access.ts';
import { csvResponse } from '../../platform/csv.ts';
import { route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { seamCases, seamCasesCsv } from './behind.ts';
import { originOf } from './origin.ts';
import { SeamCases, SeamCasesQuery, SeamLogs, Seams, SeamsQuery } from './seam.ts';
import { seamLogs, seams, seamsOf } from './seams.ts';

/** What lies between the departments. */
export const seamRoutes = (platform: Platform) => [
  route(
    'get',
    '/seams',
    'ownership:read',
    {
      summary: 'Hand-overs between groups: of our own cases or of a log; format=csv gives every pair',
      query: SeamsQuery,
      answers: Seams,
      produces: ['text/csv'],
    },
    ({ query, actor }) =>
      query.format === 'csv' ? csv(platform, actor, query) : seams(platform, actor, query),
  ),
  route(
    'get',
    '/seams/logs',
    'ownership:read',
    { summary: 'Our own cases and every log, the one with most bounces first', answers: SeamLogs },
    async () => ({ items: await seamLogs(platform), next: null }),
  ),
  route(
    'get',
    '/seams/cases',
    'case:read',
    {
      summary:
        'The cases behind a seam (from, to), a pair (a, b) or a number of hand-overs, with their paths',
      query: SeamCasesQuery,
      answers: SeamCases,
      produces: ['text/csv'],
    },
    ({ query, actor }) =>
      query.format === 'csv' ? seamCasesCsv(platform, actor, query) : seamCases(platform, actor, query),
  ),
];

async function csv(platform: Platform, _actor: Actor, query: SeamsQuery): Promise<Response> {
  const origin = await originOf(platform, query.log);
  const all = await seamsOf(platform, origin, await origin.analysis());
  const party = (name: string) => origin.partyOf(origin.idOf(name) ?? '').person?.name ?? null;
  const rows = all.map((one) => [
    one.from,
    one.to,
    party(one.from),
    party(one.to),
    one.count,
    one.cases,
    one.bounces,
    one.waitHours,
    one.lost,
    one.satisfaction?.n,
    one.satisfaction?.before,
    one.satisfaction?.after,
  ]);
  const header = [
    'from',
    'to',
    'accountable_from',
    'accountable_to',
    'hand_overs',
    'cases',
    'bounces',
    'median_wait_hours',
    'lost',
    'scores',
    'score_before',
    'score_after',
  ];
  return csvResponse(
    'seams.csv',
    header,
    (async function* () {
      yield rows;
    })(),
  );
}
