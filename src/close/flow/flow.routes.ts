import { csvResponse } from '../../platform/csv.ts';
import { route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { flowCases, flowCasesCsv } from './behind.ts';
import {
  Flow,
  FlowCases,
  FlowCasesQuery,
  FlowNow,
  FlowQuery,
  type Group,
  type Middle,
  NowQuery,
  OwnFlow,
  type Rate,
} from './flow.ts';
import { flow, ownFlow } from './flows.ts';
import { flowNow } from './now.ts';

/** How cases flow: how long each step takes, where the time goes, what comes of it. */
export const flowRoutes = (platform: Platform) => [
  route(
    'get',
    '/flow',
    'case:read',
    {
      summary: 'How the cases closed in these weeks went; format=csv gives weeks, teams and touchpoints',
      query: FlowQuery,
      answers: Flow,
      produces: ['text/csv'],
    },
    async ({ query, actor }) => {
      const found = await flow(platform, actor, query);
      return query.format === 'csv' ? csv(found) : found;
    },
  ),
  route(
    'get',
    '/flow/now',
    'case:read',
    {
      summary: 'What is open, how many will be, which are likely to be late',
      query: NowQuery,
      answers: FlowNow,
    },
    ({ query, actor }) => flowNow(platform, actor, query),
  ),
  route(
    'get',
    '/flow/mine',
    'case:read',
    {
      summary: 'My own figures; nobody else can ask for them',
      query: FlowQuery.pick({ weeks: true }),
      answers: OwnFlow,
    },
    ({ query, actor }) => ownFlow(platform, actor, query.weeks),
  ),
  route(
    'get',
    '/flow/cases',
    'case:read',
    {
      summary: 'The cases behind a figure, the longest first',
      query: FlowCasesQuery,
      answers: FlowCases,
      produces: ['text/csv'],
    },
    ({ query, actor }) =>
      query.format === 'csv' ? flowCasesCsv(platform, actor, query) : flowCases(platform, actor, query),
  ),
];

function csv(found: Flow): Response {
  const middle = (one: Middle | null) => [one?.n, one?.median, one?.low, one?.high, one?.p90];
  const rate = (one: Rate | null) => [one?.x, one?.n, one?.low, one?.high];
  const group = (by: string) => (one: Group) => [
    by,
    one.key,
    one.name,
    null,
    one.closed,
    ...middle(one.total),
    one.waiting,
    ...rate(one.reopened),
    ...rate(one.confirmed),
    one.hidden,
  ];
  const header = [
    'by',
    'key',
    'name',
    'opened',
    'closed',
    ...['n', 'median_minutes', 'median_low', 'median_high', 'p90_minutes'],
    'waiting_share',
    ...['reopened', 'reopened_of', 'reopened_low', 'reopened_high'],
    ...['confirmed', 'confirmed_of', 'confirmed_low', 'confirmed_high'],
    'hidden',
  ];
  const none = Array.from({ length: 9 }, () => null);
  const all = [found.opened, found.closed, ...middle(found.total), null];
  const rows: unknown[][] = [
    ['all', null, null, ...all, ...rate(found.reopened), ...rate(found.confirmed), found.tooFew],
    ...found.trend.map((one) => [
      'week',
      one.week,
      null,
      one.opened,
      one.closed,
      ...middle(one.total),
      ...none,
      found.tooFew,
    ]),
    ...found.teams.map(group('team')),
    ...found.touchpoints.map(group('touchpoint')),
  ];
  return csvResponse(
    'flow.csv',
    header,
    (async function* () {
      yield rows;
    })(),
  );
}
