import { z } from 'zod';
import { type Route, route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { ImportPreview } from '../imports/preview.ts';
import { ImportRun } from '../imports/run.ts';
import { lookPull } from './lookPull.ts';
import { Pull, PullInput, PullLook } from './pull.ts';
import { changePull, listPulls, makePull, onePull, removePull, runPull } from './pulls.ts';

const ById = z.object({ id: z.uuid() });

export function pullRoutes(platform: Platform): Route[] {
  return [
    route(
      'get',
      '/pulls',
      'source:read',
      {
        summary: 'Databases that are fetched from, with their newest run',
        answers: z.object({ items: z.array(Pull), next: z.null() }),
      },
      async ({ actor }) => ({ items: await listPulls(platform, actor), next: null }),
    ),
    route(
      'post',
      '/pulls',
      'source:write',
      {
        summary: 'Connect a database (PostgreSQL, MySQL, MariaDB) by a query',
        description: 'The password is sealed at rest and never in an answer.',
        body: PullInput,
        answers: Pull,
        status: 201,
      },
      ({ body, actor }) => makePull(platform, actor, body),
    ),
    route(
      'post',
      '/pulls/preview',
      'source:write',
      {
        summary: 'What a query brings and what its rows would become',
        body: PullLook,
        answers: ImportPreview,
      },
      ({ body, actor }) => lookPull(platform, actor, body),
    ),
    route(
      'get',
      '/pulls/:id',
      'source:read',
      { summary: 'One connection', params: ById, answers: Pull },
      ({ params, actor }) => onePull(platform, actor, params.id),
    ),
    route(
      'put',
      '/pulls/:id',
      'source:write',
      {
        summary: 'Change a connection; without a password the stored one stays, as long as the server does',
        params: ById,
        body: PullInput,
        answers: Pull,
      },
      ({ params, body, actor }) => changePull(platform, actor, params.id, body),
    ),
    route(
      'delete',
      '/pulls/:id',
      'source:write',
      { summary: 'Fetch no longer; what came in stays', params: ById },
      ({ params, actor }) => removePull(platform, actor, params.id),
    ),
    route(
      'post',
      '/pulls/:id/runs',
      'import:write',
      {
        summary: 'Fetch now; progress and report are those of any import',
        params: ById,
        answers: ImportRun,
        status: 202,
      },
      ({ params, actor }) => runPull(platform, actor, params.id),
    ),
  ];
}
