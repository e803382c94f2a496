import { z } from 'zod';
import { csvResponse } from '../platform/csv.ts';
import { type RoomRoutes, roomRoutes, route } from '../platform/http/route.ts';
import type { Platform } from '../platform/platform.ts';
import { erasureRoutes } from './erasure/erasure.routes.ts';
import { departmentHome, departmentsTogether, myImpact } from './govern.ts';
import { SourceLineage, sourceLineage } from './lineage.ts';
import { opennessRoutes } from './openness/openness.routes.ts';
import * as shape from './shapes.ts';

const Key = z.object({ key: z.string().max(100) });
const Days = z.object({ days: z.coerce.number().int().min(7).max(730).default(90) });

export function routes(platform: Platform): RoomRoutes {
  return roomRoutes('Governance', [
    ...erasureRoutes(platform),
    ...opennessRoutes(platform),
    route(
      'get',
      '/ownership/departments',
      'ownership:read',
      {
        summary: 'Departments with what is to be put in place, and who affects whom.',
        answers: shape.DepartmentsAnswer,
      },
      ({ actor }) => departmentsTogether(platform, actor),
    ),
    route(
      'get',
      '/ownership/departments/:key',
      'ownership:read',
      { summary: 'One department’s home.', params: Key, answers: shape.DepartmentHome },
      ({ params, actor }) => departmentHome(platform, actor, params.key),
    ),
    route(
      'get',
      '/sources/:key/lineage',
      'source:read',
      {
        summary: 'What a source feeds: metrics at touchpoints, departments, pages. Twelve months.',
        params: Key,
        query: z.object({ format: z.enum(['json', 'csv']).default('json') }),
        answers: SourceLineage,
        produces: ['text/csv'],
      },
      async ({ params, query, actor }) => {
        const found = await sourceLineage(platform, actor, params.key);
        if (query.format === 'json') return found;
        const rows = found.flows.map((one) => [
          one.metric.key,
          one.touchpoint?.key,
          one.journey?.key,
          one.departments.map(({ key }) => key).join(' '),
          one.n,
          one.lastMonth,
        ]);
        const columns = ['metric', 'touchpoint', 'journey', 'departments', 'n', 'last_month'];
        return csvResponse(`${params.key}-lineage.csv`, columns, ReadableStream.from([rows]));
      },
    ),
    route(
      'get',
      '/me/impact',
      'signed-in',
      {
        summary: 'How my work moves the common metric; what I did for customers, visible to me alone.',
        query: Days,
        answers: shape.Impact,
      },
      ({ query, actor }) => myImpact(platform, actor, query.days),
    ),
  ]);
}
