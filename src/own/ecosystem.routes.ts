import { z } from 'zod';
import { csvResponse } from '../platform/csv.ts';
import { type Route, route } from '../platform/http/route.ts';
import type { Platform } from '../platform/platform.ts';
import { Ecosystem, EcosystemQuery, PartsInput } from './ecosystem.ts';
import { ecosystem, endPart, enterParts } from './ecosystems.ts';

export function ecosystemRoutes(platform: Platform): Route[] {
  return [
    route(
      'get',
      '/ownership/ecosystem',
      'ownership:read',
      {
        summary: 'Which department provides, influences, defines and implements what; also as CSV.',
        query: EcosystemQuery,
        answers: Ecosystem,
        produces: ['text/csv'],
      },
      async ({ query, actor }) => {
        const found = await ecosystem(platform, actor, query);
        return query.format === 'csv' ? csv(found) : found;
      },
    ),
    route(
      'post',
      '/ownership/ecosystem/parts',
      'ownership:write',
      {
        summary: 'Enter parts; what stands already stays.',
        body: PartsInput,
        answers: z.object({ made: z.array(z.uuid()) }),
        status: 201,
      },
      ({ body, actor }) => enterParts(platform, actor, body),
    ),
    route(
      'delete',
      '/ownership/ecosystem/parts/:id',
      'ownership:write',
      { summary: 'End a part; it is not proposed again.', params: z.object({ id: z.uuid() }) },
      ({ params, actor }) => endPart(platform, actor, params.id),
    ),
  ];
}

function csv(found: Ecosystem): Response {
  const names = new Map(found.departments.map((one) => [one.id, one.name]));
  const rows = found.objects.flatMap((object) => [
    ...object.entered.map((one) => [
      object.kind,
      object.key,
      object.name,
      names.get(one.departmentId),
      one.part,
      'entered',
    ]),
    ...object.missing.map((part) => [object.kind, object.key, object.name, null, part, 'missing']),
  ]);
  return csvResponse(
    'ecosystem.csv',
    ['object_kind', 'object_key', 'object_name', 'department', 'part', 'state'],
    (async function* () {
      yield rows;
    })(),
  );
}
