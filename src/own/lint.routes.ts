import { z } from 'zod';
import type { Actor } from '../platform/access.ts';
import { require } from '../platform/access.ts';
import { csvResponse } from '../platform/csv.ts';
import { type Route, route } from '../platform/http/route.ts';
import type { Platform } from '../platform/platform.ts';
import { dayOf } from './day.ts';
import { dismissFinding, liftDismissal } from './dismissal.ts';
import { countFindings, countUrgent, findings } from './findings.ts';
import { applyRemedy, undoRemedy } from './fixing.ts';
import { holderBy } from './holder.sql.ts';
import { readLimits, saveLimits } from './limits.ts';
import * as shape from './lint.ts';

const Id = z.object({ id: z.uuid() });
const Made = z.object({ id: z.uuid() });

export function lintRoutes(platform: Platform): Route[] {
  return [
    route(
      'get',
      '/ownership/findings',
      'ownership:read',
      {
        summary: 'Faults of the registry on a day, the gravest first, each with a remedy; also as CSV.',
        query: shape.FindingQuery,
        answers: shape.FindingList,
        produces: ['text/csv'],
      },
      async ({ query, actor }) => {
        const found = await listFindings(platform, actor, query);
        return query.format === 'csv' ? csv(found.items) : found;
      },
    ),
    route(
      'get',
      '/ownership/findings/counts',
      'ownership:read',
      { summary: 'How many faults stand today.', answers: shape.FindingCountsShape },
      async () => countFindings(platform.db, await dayOf(platform.db, platform.clock.now())),
    ),
    route(
      'get',
      '/ownership/findings/urgent',
      'ownership:read',
      { summary: 'How many urgent faults stand today.', answers: z.object({ high: z.int() }) },
      async () => ({ high: await countUrgent(platform.db, await dayOf(platform.db, platform.clock.now())) }),
    ),
    route(
      'post',
      '/ownership/remedies',
      'ownership:write',
      {
        summary: 'Do what a finding proposes.',
        body: shape.RemedyInput,
        answers: Made.extend({ undoable: z.boolean() }),
        status: 201,
      },
      ({ body, actor }) => applyRemedy(platform, actor, body),
    ),
    route(
      'post',
      '/ownership/remedies/:id/undo',
      'ownership:write',
      { summary: 'Take a remedy back: the registry stands as before.', params: Id },
      ({ params, actor }) => undoRemedy(platform, actor, params.id),
    ),
    route(
      'post',
      '/ownership/dismissals',
      'ownership:write',
      {
        summary: 'Let a fault stand until a day, with the reason.',
        body: shape.DismissalInput,
        answers: Made,
        status: 201,
      },
      ({ body, actor }) => dismissFinding(platform, actor, body),
    ),
    route(
      'delete',
      '/ownership/dismissals/:id',
      'ownership:write',
      { summary: 'Let a fault count again.', params: Id },
      ({ params, actor }) => liftDismissal(platform, actor, params.id),
    ),
    route(
      'get',
      '/ownership/limits',
      'ownership:read',
      { summary: 'From when on something counts as a fault.', answers: shape.Limits },
      () => readLimits(platform.db),
    ),
    route(
      'put',
      '/ownership/limits',
      'people:write',
      {
        summary: 'Change from when on something counts as a fault.',
        body: shape.Limits,
        answers: shape.Limits,
      },
      ({ body, actor }) => saveLimits(platform, actor, body),
    ),
  ];
}

async function listFindings(
  platform: Platform,
  actor: Actor,
  query: z.output<typeof shape.FindingQuery>,
): Promise<z.input<typeof shape.FindingList>> {
  require(actor, 'ownership:read');
  const day = query.day ?? (await dayOf(platform.db, platform.clock.now()));
  const all = await findings(platform.db, day, { dismissed: true });
  const department = query.department
    ? (await holderBy(platform.db, { department: query.department })).id
    : undefined;
  const items = all.filter(
    (one) =>
      (query.dismissed ? one.dismissed : !one.dismissed) &&
      (!query.severity || one.severity === query.severity) &&
      (!query.fault || one.fault === query.fault) &&
      (!department || one.departmentIds.includes(department)),
  );
  return { day, counts: shape.countBySeverity(all), items, next: null };
}

const columns = [
  'severity',
  'fault',
  'object_kind',
  'object_key',
  'object_name',
  'people',
  'since',
  'detail',
  'remedy',
];

function csv(items: shape.Finding[]): Response {
  const rows = items.map((one) => [
    one.severity,
    one.fault,
    one.object.kind,
    one.object.key,
    one.object.name,
    one.people.map((person) => person.name).join(', '),
    one.since,
    one.detail,
    one.remedy.because,
  ]);
  return csvResponse(
    'faults.csv',
    columns,
    (async function* () {
      yield rows;
    })(),
  );
}
