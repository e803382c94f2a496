import { z } from 'zod';
import { csvResponse } from '../platform/csv.ts';
import { type RoomRoutes, roomRoutes, route } from '../platform/http/route.ts';
import type { Platform } from '../platform/platform.ts';
import { connectionRoutes } from './conventions/connections.routes.ts';
import { eventLogRoutes } from './eventLogs/logs.routes.ts';
import { cancelImport, importStatus, listImports, startImport } from './imports/imports.ts';
import { ImportPreview, PreviewInput, previewImport } from './imports/preview.ts';
import { listRejections, rejectionsCsv } from './imports/rejections.ts';
import { ImportRun, Rejection, StartImport } from './imports/run.ts';
import { MAX_UPLOAD, receiveUpload } from './imports/uploads.ts';
import { Delivery, DeliveryAnswer, MAX_BYTES } from './intake/delivery.ts';
import { deliver } from './intake/intake.ts';
import { mailboxRoutes } from './mailIn/mailbox.routes.ts';
import { pullRoutes } from './pull/pull.routes.ts';
import { Drift, DriftVerdict } from './quality/drift.ts';
import { judgeDrift } from './quality/drifts.ts';
import { listRecipes, RecipeListing, runRecipe, StartRecipe } from './recipe/recipes.ts';
import { Source, SourceChange, SourceInput } from './source.ts';
import {
  changeSource,
  listSources,
  MySource,
  makeSource,
  mySources,
  SourceRecord,
  source,
  sourceRecord,
} from './sources.ts';

const ByKey = z.object({ key: z.string() });
const ByRun = z.object({ runId: z.coerce.number().int() });
const page = {
  after: z.string().max(40).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};
const listOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable() });
const files = [
  'application/octet-stream',
  'text/csv',
  'application/gzip',
  'application/x-ndjson',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
];

export function routes(platform: Platform): RoomRoutes {
  return roomRoutes('Sources', [
    route(
      'get',
      '/sources',
      'source:read',
      { summary: 'Every source with its freshness, last error and volume', answers: listOf(Source) },
      async ({ actor }) => ({ items: await listSources(platform, actor), next: null }),
    ),
    route(
      'post',
      '/sources',
      'source:write',
      { summary: 'Add a source', body: SourceInput, answers: Source, status: 201 },
      ({ body, actor }) => makeSource(platform, actor, body),
    ),
    route(
      'get',
      '/sources/:key',
      'source:read',
      { summary: 'One source', params: ByKey, answers: Source },
      ({ params, actor }) => source(platform, actor, params.key),
    ),
    route(
      'patch',
      '/sources/:key',
      'source:write',
      {
        summary: 'Change a source; what is left out stays',
        params: ByKey,
        body: SourceChange,
        answers: Source,
      },
      ({ params, body, actor }) => changeSource(platform, actor, params.key, body),
    ),
    route(
      'get',
      '/sources/:key/record',
      'source:read',
      {
        summary:
          'How a source did: days, fields and how they are filled, changes of its shape, when it was late',
        params: ByKey,
        answers: SourceRecord,
      },
      ({ params, actor }) => sourceRecord(platform, actor, params.key),
    ),
    route(
      'get',
      '/sources/:key/fields.csv',
      'source:read',
      { summary: 'The fields of a source as a file', params: ByKey, produces: ['text/csv'] },
      async ({ params, actor }) => {
        const { fields } = await sourceRecord(platform, actor, params.key);
        const columns = ['kind', 'feedName', 'field', 'type', 'records', 'filled', 'unfit', 'gone'] as const;
        const rows = fields.map((field) => columns.map((one) => field[one]));
        return csvResponse(`fields-${params.key}.csv`, [...columns], ReadableStream.from([rows]));
      },
    ),
    route(
      'get',
      '/me/sources',
      'signed-in',
      { summary: 'Sources I own that ask for attention now', answers: listOf(MySource) },
      async ({ actor }) => ({ items: await mySources(platform, actor), next: null }),
    ),
    route(
      'post',
      '/drifts/:id/verdict',
      'source:write',
      {
        summary: 'Say of a change of shape that it is right from now on, or not to be warned of again',
        params: z.object({ id: z.uuid() }),
        body: DriftVerdict,
        answers: Drift,
        status: 201,
      },
      ({ params, body, actor }) => judgeDrift(platform, actor, params.id, body),
    ),

    route(
      'post',
      '/imports',
      'import:write',
      {
        summary: 'Upload a file to import: CSV, TSV, NDJSON, JSON or XLSX, gzipped or not, as the raw body',
        query: z.object({ fileName: z.string().min(1).max(300) }),
        raw: files,
        bodyLimit: MAX_UPLOAD,
        answers: z.object({ uploadId: z.string(), fileName: z.string(), bytes: z.number() }),
        status: 201,
      },
      async ({ query, stream, actor }) => {
        const { uploadId, fileName, bytes } = await receiveUpload(platform, actor, {
          fileName: query.fileName,
          body: stream,
        });
        return { uploadId, fileName, bytes };
      },
    ),
    route(
      'post',
      '/imports/preview',
      'import:write',
      {
        summary: 'What an upload holds and what its rows would become',
        body: PreviewInput,
        answers: ImportPreview,
      },
      ({ body, actor }) => previewImport(platform, actor, body),
    ),
    route(
      'post',
      '/imports/start',
      'import:write',
      {
        summary: 'Import an upload; it waits for those before it',
        body: StartImport,
        answers: ImportRun,
        status: 202,
      },
      ({ body, actor }) => startImport(platform, actor, body),
    ),
    route(
      'get',
      '/imports',
      'source:read',
      {
        summary: 'Imports, the newest first',
        query: z.object({ ...page, source: z.string().optional() }),
        answers: listOf(ImportRun),
      },
      ({ query, actor }) =>
        listImports(platform, actor, {
          after: query.after ?? null,
          limit: query.limit,
          source: query.source ?? null,
        }),
    ),
    route(
      'get',
      '/imports/:runId',
      'source:read',
      { summary: 'Progress and report of an import', params: ByRun, answers: ImportRun },
      ({ params, actor }) => importStatus(platform, actor, params.runId),
    ),
    route(
      'post',
      '/imports/:runId/cancellation',
      'import:write',
      { summary: 'Stop an import after the batch under way', params: ByRun, answers: ImportRun },
      ({ params, actor }) => cancelImport(platform, actor, params.runId),
    ),
    route(
      'get',
      '/imports/:runId/rejections',
      'source:read',
      {
        summary: 'Rows that were refused, with line and reason; format=csv to correct and import again',
        params: ByRun,
        query: z.object({
          after: z.coerce.number().int().default(-1),
          limit: page.limit,
          format: z.enum(['json', 'csv']).default('json'),
        }),
        answers: listOf(Rejection),
        produces: ['text/csv'],
      },
      async ({ params, query, actor }) => {
        if (query.format === 'csv')
          return csv(rejectionsCsv(platform, actor, params.runId), `rejected-${params.runId}.csv`);
        return listRejections(platform, actor, {
          runId: params.runId,
          after: query.after,
          limit: query.limit,
        });
      },
    ),
    route(
      'get',
      '/imports/:runId/rejections.csv',
      'source:read',
      { summary: 'The same as a file', params: ByRun, produces: ['text/csv'] },
      ({ params, actor }) =>
        csv(rejectionsCsv(platform, actor, params.runId), `rejected-${params.runId}.csv`),
    ),

    ...connectionRoutes(platform),
    ...eventLogRoutes(platform),
    ...pullRoutes(platform),
    ...mailboxRoutes(platform),

    route(
      'get',
      '/recipes',
      'source:read',
      { summary: 'Recipes that come with Onus', answers: listOf(RecipeListing) },
      async ({ actor }) => ({ items: await listRecipes(actor), next: null }),
    ),
    route(
      'post',
      '/recipes/run',
      'settings:write',
      {
        summary: 'Run a recipe over uploaded files; its steps are SQL, so only administrators may',
        body: StartRecipe,
        answers: ImportRun,
        status: 202,
      },
      ({ body, actor }) => runRecipe(platform, actor, body),
    ),

    route(
      'post',
      '/intake',
      'intake:write',
      {
        summary: 'Deliver facts; what is accepted is durable when the answer comes',
        description:
          'Each item is accepted or rejected by itself. The same delivery key and content again is answered the same and changes nothing.',
        body: Delivery,
        bodyLimit: MAX_BYTES,
        answers: DeliveryAnswer,
      },
      ({ body, actor, c }) => {
        const key = body.deliveryKey ?? c.req.header('idempotency-key')?.slice(0, 200);
        return deliver(platform, actor, key ? { ...body, deliveryKey: key } : body);
      },
    ),
  ]);
}

async function csv(lines: AsyncGenerator<string>, fileName: string): Promise<Response> {
  // The first piece before the answer begins, so that a refusal is still one.
  const first = await lines.next();
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start(out) {
      if (!first.done) out.enqueue(encoder.encode(first.value));
    },
    async pull(out) {
      const next = await lines.next();
      if (next.done) out.close();
      else out.enqueue(encoder.encode(next.value));
    },
    async cancel() {
      await lines.return(undefined);
    },
  });
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'no-store',
    },
  });
}
