import { z } from 'zod';
import { touchpointIndex } from '../map/map.ts';
import type { Actor } from '../platform/access.ts';
import { csvResponse } from '../platform/csv.ts';
import { notFound } from '../platform/errors.ts';
import { roomRoutes, route } from '../platform/http/route.ts';
import type { Platform } from '../platform/platform.ts';
import { AssignmentInput } from './assign.ts';
import { changesRoutes } from './changes.routes.ts';
import { coverRoutes } from './cover.routes.ts';
import { ecosystemRoutes } from './ecosystem.routes.ts';
import { greyAreaRoutes } from './greyAreas.routes.ts';
import { lintRoutes } from './lint.routes.ts';
import { mandateRoutes } from './mandate.routes.ts';
import {
  accountableFor,
  accountableThen,
  acknowledge,
  allAssignments,
  assign,
  assignmentsOfObject,
  assignmentsOfPerson,
  endAssignment,
  type Held,
  journeySeats,
  ledgerLog,
  ownershipChart,
  standInsFor,
} from './own.ts';
import { peopleRoutes } from './people.routes.ts';
import { raciRoutes } from './raci.routes.ts';
import { roundRoutes } from './round.routes.ts';
import * as shape from './shapes.ts';

const AssignmentId = z.object({ assignmentId: z.uuid() });
const TouchpointKey = z.object({ key: z.string().max(100) });
const Instant = z.iso.datetime({ offset: true }).or(z.iso.date());
const AtQuery = z.object({
  at: Instant.optional(),
  knownAt: Instant.optional().meta({
    description: 'Answers with what was known at this instant, before later corrections.',
  }),
});

export function routes(platform: Platform) {
  return roomRoutes('Ownership', [
    route(
      'get',
      '/ownership',
      'ownership:read',
      { summary: 'Who answers for what on a day.', query: shape.ChartQuery, answers: shape.Chart },
      ({ query, actor }) => ownershipChart(platform, actor, query),
    ),
    route(
      'get',
      '/ownership/journeys',
      'ownership:read',
      {
        summary: 'Who is accountable in each journey today, and how many seats are empty.',
        answers: shape.JourneySeatList,
      },
      async ({ actor }) => ({ items: await journeySeats(platform, actor), next: null }),
    ),
    route(
      'get',
      '/touchpoints/:key/accountable',
      'ownership:read',
      {
        summary: 'The one accountable person at an instant, or why there is none.',
        params: TouchpointKey,
        query: AtQuery,
        answers: shape.AccountableAnswer,
      },
      ({ params, query }) =>
        accountable(platform, params.key, {
          at: query.at ? new Date(query.at) : platform.clock.now(),
          knownAt: query.knownAt ? new Date(query.knownAt) : undefined,
        }),
    ),
    route(
      'get',
      '/assignments',
      'ownership:read',
      {
        summary: 'The ledger: of an object, a person, a day, or all of it; also as CSV.',
        query: shape.HeldQuery,
        answers: shape.HeldList,
        produces: ['text/csv'],
      },
      async ({ query, actor }) => {
        const items = await ledger(platform, actor, query);
        return query.format === 'csv' ? csv(items) : { items, next: null };
      },
    ),
    route(
      'get',
      '/assignments/log',
      'ownership:read',
      {
        summary: 'Everything ever written about one thing, and where it rewrote days that had passed.',
        query: shape.LogQuery,
        answers: shape.LedgerLog,
      },
      ({ query, actor }) => ledgerLog(platform, actor, query),
    ),
    route(
      'post',
      '/assignments',
      'ownership:write',
      {
        summary: 'Make somebody accountable, responsible, consulted or informed from a day on.',
        body: AssignmentInput,
        status: 201,
      },
      ({ body, actor }) => assign(platform, actor, body),
    ),
    route(
      'post',
      '/assignments/:assignmentId/end',
      'ownership:write',
      { summary: 'End an assignment on a day.', params: AssignmentId, body: shape.EndInput },
      ({ params, body, actor }) => endAssignment(platform, actor, params.assignmentId, body),
    ),
    route(
      'post',
      '/assignments/:assignmentId/acknowledgement',
      'signed-in',
      { summary: 'Say yes to what is yours.', params: AssignmentId },
      ({ params, actor }) => acknowledge(platform, actor, params.assignmentId),
    ),
    ...changesRoutes(platform),
    ...coverRoutes(platform),
    ...raciRoutes(platform),
    ...greyAreaRoutes(platform),
    ...peopleRoutes(platform),
    ...roundRoutes(platform),
    ...lintRoutes(platform),
    ...mandateRoutes(platform),
    ...ecosystemRoutes(platform),
  ]);
}

async function accountable(platform: Platform, key: string, when: { at: Date; knownAt: Date | undefined }) {
  const touchpoint = (await touchpointIndex(platform.db)).byKey.get(key);
  if (!touchpoint) throw notFound('touchpoint', key);
  const { at, knownAt } = when;
  const seat = await accountableFor(platform, { kind: 'touchpoint', id: touchpoint.id }, at, knownAt);
  const row = seat.person ? seat.assignment : null;
  const [then] = await accountableThen(platform.db, [{ touchpointId: touchpoint.id, at }]);
  const [acting = null] = seat.person
    ? await standInsFor(platform.db, [{ personId: seat.person.id, touchpointId: touchpoint.id }], at)
    : [];
  return {
    at,
    knownAt: knownAt ?? null,
    touchpoint: { key, name: touchpoint.name },
    level: seat.level,
    person: seat.person,
    reason: seat.person ? null : seat.reason,
    candidates: seat.person ? [] : seat.candidates,
    since: row?.from ?? null,
    until: row?.until ?? null,
    acknowledgedAt: row?.acknowledgedAt ?? null,
    acting,
    knownThen: then!.asKnown,
    corrected: then!.corrected,
  };
}

function ledger(platform: Platform, actor: Actor, query: z.infer<typeof shape.HeldQuery>): Promise<Held[]> {
  if (query.person) return assignmentsOfPerson(platform, actor, query.person);
  if (query.kind && query.key)
    return assignmentsOfObject(platform, actor, { kind: query.kind, key: query.key });
  return allAssignments(platform, actor, query.asOf);
}

const columns = [
  'object_kind',
  'object_key',
  'object_name',
  'role',
  'holder_kind',
  'holder',
  'from',
  'until',
  'reason',
  'acknowledged_at',
];

function csv(items: Held[]): Response {
  const rows = items.map((held) => [
    held.object.kind,
    held.object.key,
    held.object.name,
    held.role,
    held.holder.kind,
    held.holder.name,
    held.from,
    held.until,
    held.reason,
    held.acknowledgedAt,
  ]);
  return csvResponse(
    'assignments.csv',
    columns,
    (async function* () {
      yield rows;
    })(),
  );
}
