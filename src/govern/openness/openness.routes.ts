import { z } from 'zod';
import { csvResponse } from '../../platform/csv.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { accessRequests, answerAccess, askAccess, withdrawAccess } from './access.ts';
import { Catalogue, Item, ItemChange, ItemInput, itemKinds } from './catalogue.ts';
import { archiveItem, catalogue, changeItem, makeItem } from './catalogues.ts';
import { aloneWith, openness, sayOpenness } from './matrix.ts';
import { AccessRequest, Matrix, MatrixChange, RequestAnswer, RequestInput } from './openness.ts';
import { OpennessTerms, saveOpennessTerms } from './terms.ts';

const ByKey = z.object({ key: z.string().max(80) });
const ById = z.object({ id: z.uuid() });
const format = z.enum(['json', 'csv']).default('json');
const csv = ['text/csv'];
const listOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable() });

export function opennessRoutes(platform: Platform): Route[] {
  return [
    route(
      'get',
      '/catalogue',
      'ownership:read',
      {
        summary: 'Data sets, products and services, outside trends, each with its owner.',
        query: z.object({ kind: z.enum(itemKinds).optional(), format }),
        answers: Catalogue,
        produces: csv,
      },
      async ({ query, actor }) => {
        const found = await catalogue(platform, actor, query);
        if (query.format === 'json') return found;
        const columns = [
          'kind',
          'key',
          'name',
          'description',
          'ownerName',
          'departmentName',
          'sensitivity',
          'url',
          'reviewOn',
        ] as const;
        const rows = found.items.map((item) => [
          ...columns.map((one) => item[one]),
          item.sources.map(({ key }) => key).join(' '),
        ]);
        return csvResponse('catalogue.csv', [...columns, 'sources'], ReadableStream.from([rows]));
      },
    ),
    route(
      'post',
      '/catalogue',
      'source:write',
      { summary: 'Add an entry to the catalogue', body: ItemInput, answers: Item, status: 201 },
      ({ body, actor }) => makeItem(platform, actor, body),
    ),
    route(
      'patch',
      '/catalogue/:key',
      'source:write',
      { summary: 'Change an entry; what is left out stays', params: ByKey, body: ItemChange, answers: Item },
      ({ params, body, actor }) => changeItem(platform, actor, params.key, body),
    ),
    route(
      'delete',
      '/catalogue/:key',
      'source:write',
      { summary: 'Take an entry out of the catalogue; its history stays', params: ByKey },
      ({ params, actor }) => archiveItem(platform, actor, params.key),
    ),
    route(
      'get',
      '/openness',
      'ownership:read',
      {
        summary:
          'Data set × department: who may see it; the silo index and its course; whom one department alone reaches.',
        query: z.object({ format }),
        answers: Matrix,
        produces: csv,
      },
      async ({ query, actor }) => {
        const found = await openness(platform, actor);
        if (query.format === 'json') return found;
        const rows = found.rows.map((row) => [
          row.key,
          row.name,
          ...row.cells.map((cell) => (cell.own ? 'own' : cell.level)),
        ]);
        const columns = ['data_set', 'name', ...found.departments.map(({ name }) => name)];
        return csvResponse('openness.csv', columns, ReadableStream.from([rows]));
      },
    ),
    route(
      'put',
      '/openness',
      'source:write',
      {
        summary: 'Say for many data sets and departments who may see what; closed needs a reason',
        body: MatrixChange,
        answers: z.object({ changed: z.int() }),
      },
      ({ body, actor }) => sayOpenness(platform, actor, body),
    ),
    route(
      'put',
      '/openness/terms',
      'source:write',
      {
        summary: 'Working days in which access requests are to be answered',
        body: OpennessTerms,
        answers: OpennessTerms,
      },
      ({ body, actor }) => saveOpennessTerms(platform, actor, body),
    ),
    route(
      'get',
      '/openness/alone/:id/customers',
      'customer:read',
      {
        summary: 'Customers of whom only sources of this department know',
        params: ById,
        query: z.object({
          after: z.guid().optional(),
          limit: z.coerce.number().int().min(1).max(200).default(50),
        }),
        answers: listOf(
          z.object({ id: z.guid(), name: z.string().nullable(), email: z.string().nullable() }),
        ),
      },
      ({ params, query, actor }) =>
        aloneWith(platform, actor, params.id, { after: query.after ?? null, limit: query.limit }),
    ),
    route(
      'get',
      '/access-requests',
      'ownership:read',
      {
        summary: 'Who asked for which data, what became of it; mine=true: what waits for my answer',
        query: z.object({ mine: z.stringbool().optional(), format }),
        answers: listOf(AccessRequest),
        produces: csv,
      },
      async ({ query, actor }) => {
        const items = await accessRequests(platform, actor, query);
        if (query.format === 'json') return { items, next: null };
        const columns = [
          'data_set',
          'department',
          'level',
          'purpose',
          'asked_by',
          'asked_at',
          'due_at',
          'state',
          'reason',
        ];
        const rows = items.map((one) => [
          one.set.key,
          one.department.name,
          one.level,
          one.purpose,
          one.askedBy.name,
          one.askedAt,
          one.dueAt,
          one.state,
          one.answer?.reason,
        ]);
        return csvResponse('access-requests.csv', columns, ReadableStream.from([rows]));
      },
    ),
    route(
      'post',
      '/access-requests',
      'signed-in',
      {
        summary: 'Ask to see another department’s data',
        body: RequestInput,
        answers: AccessRequest,
        status: 201,
      },
      ({ body, actor }) => askAccess(platform, actor, body),
    ),
    route(
      'post',
      '/access-requests/:id/answer',
      'signed-in',
      {
        summary: 'Grant, which opens the matrix, or deny with a reason; who was asked, or a data steward',
        params: ById,
        body: RequestAnswer,
        answers: AccessRequest,
        status: 201,
      },
      ({ params, body, actor }) => answerAccess(platform, actor, params.id, body),
    ),
    route(
      'delete',
      '/access-requests/:id',
      'signed-in',
      { summary: 'Withdraw what I asked for', params: ById },
      ({ params, actor }) => withdrawAccess(platform, actor, params.id),
    ),
  ];
}
