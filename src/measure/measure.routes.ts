import { csvResponse } from '../platform/csv.ts';
import { roomRoutes, route } from '../platform/http/route.ts';
import type { Platform } from '../platform/platform.ts';
import { allBehind, BehindList, behind } from './behind.ts';
import { exportResponses } from './export.ts';
import { Grid, grid } from './grid.ts';
import { Lineage, lineage } from './lineage.ts';
import { metricRoutes } from './metrics.routes.ts';
import { Movers, movers } from './movers.ts';
import type { Reading } from './reading.ts';
import { dimensionValues } from './readings.sql.ts';
import { readings } from './readings.ts';
import * as shape from './shapes.ts';
import { verifyCells } from './verify.ts';

const csv = ['text/csv'];

export function routes(platform: Platform) {
  return roomRoutes('Measures', [
    ...metricRoutes(platform),
    route(
      'get',
      '/metrics/:key/readings',
      'measure:read',
      {
        summary: 'A metric’s figures with n and 95 % interval, in total or by group.',
        description:
          'from and to are days of the organisation’s calendar, both included. Narrow down with touchpoint, phase, journey and where.<dimension>=value. Keys of day, week and month are first days. Groups without answers are left out.',
        params: shape.MetricKey,
        query: shape.ReadingsQuery,
        answers: shape.ReadingList,
        produces: csv,
      },
      async ({ params, query }) => {
        const found = await readings(platform, { ...shape.scopeOf(query), metric: params.key, by: query.by });
        return query.format === 'csv' ? readingsCsv(params.key, found) : found;
      },
    ),
    route(
      'get',
      '/metrics/:key/trend',
      'measure:read',
      {
        summary: 'The course of a metric.',
        params: shape.MetricKey,
        query: shape.TrendQuery,
        answers: shape.Trend,
      },
      async ({ params, query }) => {
        const found = await readings(platform, { ...shape.scopeOf(query), metric: params.key, by: query.by });
        return { metric: params.key, by: query.by, points: found.map((one) => ({ ...one, at: one.key })) };
      },
    ),
    route(
      'get',
      '/metrics/:key/movers',
      'measure:read',
      {
        summary: 'What moved a metric between two periods, into rate and mix, exactly.',
        description:
          'Σ w̄ Δr + Σ (r̄ᵢ − r̄) Δw by touchpoint or any other group; the period before is as long, where not given.',
        params: shape.MetricKey,
        query: shape.MoversQuery,
        answers: Movers,
      },
      ({ params, query }) => {
        const { by, beforeFrom, beforeTo, from, to } = query;
        return movers(platform, {
          ...shape.scopeOf(query),
          metric: params.key,
          from,
          to,
          by,
          beforeFrom,
          beforeTo,
        });
      },
    ),
    route(
      'get',
      '/metrics/:key/behind',
      'measure:read',
      {
        summary: 'The customers, words and events behind a figure, the newest first.',
        description:
          'Takes the same scope as the readings, so that every number opens. Needs customer:read too.',
        params: shape.MetricKey,
        query: shape.BehindQuery,
        answers: BehindList,
        produces: csv,
      },
      async ({ params, query, actor }) => {
        const { least, most, words, after, limit } = query;
        const asked = { ...shape.scopeOf(query), metric: params.key, least, most, words };
        if (query.format === 'json') return behind(platform, actor, { ...asked, after, limit });
        await behind(platform, actor, { ...asked, limit: 1 });
        return behindCsv(params.key, allBehind(platform, actor, asked));
      },
    ),
    route(
      'get',
      '/metrics/:key/lineage',
      'measure:read',
      {
        summary: 'From which sources the values behind a figure came, and at which touchpoints.',
        description: 'Takes the same scope as the readings; n is theirs.',
        params: shape.MetricKey,
        query: shape.LineageQuery,
        answers: Lineage,
        produces: csv,
      },
      async ({ params, query, actor }) => {
        const found = await lineage(platform, actor, { ...shape.scopeOf(query), metric: params.key });
        if (query.format === 'json') return found;
        const rows = found.flows.map((one) => [
          one.source,
          one.sourceName,
          one.touchpoint,
          one.touchpointName,
          one.n,
        ]);
        const columns = ['source', 'source_name', 'touchpoint', 'touchpoint_name', 'n'];
        return csvResponse(`${params.key}-lineage.csv`, columns, ReadableStream.from([rows]));
      },
    ),
    route(
      'get',
      '/grid',
      'measure:read',
      { summary: 'Phase × metric, with what nobody measures.', query: shape.GridQuery, answers: Grid },
      ({ query }) => grid(platform, query),
    ),
    route(
      'get',
      '/dimensions',
      'measure:read',
      { summary: 'Reporting dimensions and the values seen.', answers: shape.Dimensions },
      async () => ({ items: await dimensionValues(platform.db), next: null }),
    ),
    route(
      'get',
      '/responses',
      'measure:read',
      {
        summary: 'Every response as CSV, streamed.',
        description:
          'Text that a spreadsheet would run as a formula has an apostrophe in front. Needs customer:read too.',
        query: shape.ResponsesQuery,
        produces: csv,
      },
      async ({ query, actor }) => {
        const text = exportResponses(platform, actor, query);
        // The first part before the answer begins: a refusal then still is one.
        const first = await text.next();
        return stream('responses.csv', first.value ?? new Uint8Array(), text);
      },
    ),
    route(
      'get',
      '/cells/verification',
      'measure:read',
      { summary: 'Recounts every cell from the facts and compares exactly.', answers: shape.Verdict },
      () => verifyCells(platform.db),
    ),
  ]);
}

function stream(fileName: string, first: Uint8Array, rest: AsyncIterable<Uint8Array>): Response {
  const parts = (async function* () {
    yield first;
    yield* rest;
  })();
  return new Response(ReadableStream.from(parts) as ReadableStream<Uint8Array>, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'no-store',
    },
  });
}

function readingsCsv(key: string, found: Reading[]): Response {
  const columns = ['key', 'label', 'value', 'n', 'low', 'high', 'suppressed', 'few', 'wide'] as const;
  const rows = (async function* () {
    yield found.map((one) => columns.map((column) => one[column]));
  })();
  return csvResponse(`${key}.csv`, [...columns], rows);
}

function behindCsv(key: string, pages: AsyncIterable<BehindList['items']>): Response {
  const header = [
    'at',
    'customer',
    'customer_id',
    'touchpoint',
    'value',
    'words',
    'kind',
    'source',
    'dimensions',
    'id',
  ];
  const rows = (async function* () {
    for await (const page of pages) {
      yield page.map((one) => [
        one.at,
        one.customer?.name,
        one.customer?.id,
        one.touchpoint?.name,
        one.value,
        one.words,
        one.kind,
        one.source,
        one.dims,
        one.id,
      ]);
    }
  })();
  return csvResponse(`${key}-behind.csv`, header, rows);
}
