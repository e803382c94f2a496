import { z } from 'zod';
import { type Route, route } from '../platform/http/route.ts';
import type { Platform } from '../platform/platform.ts';
import { AssignmentObject } from './assign.ts';
import { previewRaci, RaciInput, raciFile, takeInRaci } from './own.ts';
import { ChartQuery } from './shapes.ts';

const files = [
  'text/csv',
  'text/plain',
  'text/tab-separated-values',
  'application/octet-stream',
  'application/vnd.ms-excel',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
];
const mostBytes = 8_000_000;

const Holder = z.object({ kind: z.enum(['person', 'team', 'department']), id: z.uuid(), name: z.string() });
const Thing = AssignmentObject.extend({ name: z.string() });
const Preview = z
  .object({
    sheet: z.string().nullable(),
    columns: z.array(
      z.object({
        index: z.int(),
        header: z.string(),
        match: Holder.nullable(),
        suggestions: z.array(Holder),
      }),
    ),
    rows: z.array(
      z.object({
        line: z.int(),
        labels: z.array(z.string()),
        cells: z.array(z.object({ column: z.int(), roles: z.array(z.enum(['A', 'R', 'C', 'I'])) })),
        match: Thing.nullable(),
        suggestions: z.array(Thing),
      }),
    ),
    headings: z.array(z.object({ line: z.int(), text: z.string() })),
    unread: z.array(z.object({ line: z.int(), header: z.string(), text: z.string() })),
  })
  .meta({ id: 'RaciPreview' });

export function raciRoutes(platform: Platform): Route[] {
  return [
    route(
      'get',
      '/ownership/raci',
      'ownership:read',
      {
        summary: 'The chart as a sheet, CSV or XLSX; it can be taken in again.',
        query: ChartQuery.extend({
          format: z.enum(['csv', 'xlsx']).default('csv'),
          by: z.enum(['department', 'holder']).default('department'),
        }),
        produces: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
      },
      ({ query, actor }) => raciFile(platform, actor, query),
    ),
    route(
      'post',
      '/ownership/raci/preview',
      'ownership:write',
      {
        summary: 'Read an existing RACI sheet (CSV, XLSX) and say what of it is known. Nothing is written.',
        query: z.object({ sheet: z.string().max(100).optional() }),
        raw: files,
        bodyLimit: mostBytes,
        answers: Preview,
      },
      async ({ query, stream, actor }) =>
        previewRaci(platform, actor, {
          bytes: new Uint8Array(await new Response(stream).arrayBuffer()),
          sheet: query.sheet,
        }),
    ),
    route(
      'post',
      '/ownership/raci',
      'ownership:write',
      {
        summary: 'Take a sheet in, its rows and columns resolved, as one change set.',
        body: RaciInput,
        bodyLimit: mostBytes,
        answers: z.object({
          id: z.uuid(),
          edits: z.int(),
          left: z.int().meta({ description: 'Rows, columns and cells kept with the set but not resolved.' }),
        }),
        status: 201,
      },
      ({ body, actor }) => takeInRaci(platform, actor, body),
    ),
  ];
}
