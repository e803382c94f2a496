import { Refusal } from '../platform/errors.ts';
import { roomRoutes, route } from '../platform/http/route.ts';
import type { Platform } from '../platform/platform.ts';
import { commentRoutes } from './comments.routes.ts';
import { discoveredRoutes } from './discovered.routes.ts';
import { editRoutes } from './edits.routes.ts';
import { expected } from './ifMatch.ts';
import {
  applyJourney,
  archiveJourney,
  askToPlaceAgain,
  exportJourney,
  freeJourneyKey,
  journeyByKey,
  journeyDiff,
  journeyVersions,
  listJourneys,
  orderJourneys,
  placementState,
  restoreJourney,
  saveJourney,
  touchpointIndex,
} from './map.ts';
import { personaRoutes } from './personas.routes.ts';
import { promiseRoutes } from './promises.routes.ts';
import * as shape from './shapes.ts';
import { templateRoutes } from './templates.routes.ts';

const yaml = ['application/yaml', 'text/yaml', 'text/plain'];

export function routes(platform: Platform) {
  return roomRoutes('Journeys', [
    route(
      'get',
      '/journeys',
      'journey:read',
      { summary: 'Every journey with its phases, touchpoints, notes and rules.', answers: shape.JourneyList },
      async ({ actor }) => ({
        items: await listJourneys(platform, actor),
        next: null,
      }),
    ),
    route(
      'post',
      '/journeys',
      'journey:write',
      { summary: 'Make a journey.', body: shape.JourneyInput, answers: shape.JourneyAnswer, status: 201 },
      async ({ body, actor }) => {
        const document = { ...body, key: body.key ?? (await freeJourneyKey(platform, body.name)) };
        return saveJourney(platform, actor, { document, fresh: true });
      },
    ),
    route(
      'put',
      '/journeys.yaml',
      'journey:write',
      {
        summary: 'Apply a file of one or several journeys, all or none.',
        raw: yaml,
        answers: shape.AppliedList,
      },
      async ({ stream, actor }) => ({
        journeys: await applyJourney(platform, actor, await textOf(stream)),
      }),
    ),
    route(
      'put',
      '/journeys/order',
      'journey:write',
      { summary: 'The order of journeys, and of rules between them.', body: shape.OrderInput },
      ({ body, actor }) => orderJourneys(platform, actor, body.journeys),
    ),
    route(
      'get',
      '/journeys/:key{[a-z0-9_-]+\\.yaml}',
      'journey:read',
      {
        summary: 'A journey as the file that gives it back.',
        params: shape.JourneyFile,
        produces: ['application/yaml'],
      },
      async ({ params, actor }) => {
        const file = await exportJourney(platform, actor, params.key);
        const headers = {
          'content-type': 'application/yaml; charset=utf-8',
          'content-disposition': `attachment; filename="${params.key}.yaml"`,
          'cache-control': 'no-store',
        };
        return new Response(file, { headers });
      },
    ),
    route(
      'get',
      '/journeys/:key',
      'journey:read',
      { summary: 'One journey.', params: shape.JourneyKey, answers: shape.JourneyAnswer },
      ({ params, actor }) => journeyByKey(platform, actor, params.key),
    ),
    route(
      'put',
      '/journeys/:key',
      'journey:write',
      {
        summary: 'Replace a whole journey; keys keep their history.',
        params: shape.JourneyKey,
        body: shape.JourneyReplacement,
        answers: shape.JourneyAnswer,
      },
      ({ params, body, actor, c }) => {
        const { expect, merge, ...document } = body;
        if (body.key && body.key !== params.key)
          throw new Refusal('key_fixed', 'A key never changes. Rename the journey and leave its key.', {
            key: params.key,
          });
        return saveJourney(platform, actor, {
          document: { ...document, key: params.key },
          expect: expected(c, expect),
          merge,
        });
      },
    ),
    route(
      'delete',
      '/journeys/:key',
      'journey:write',
      {
        summary: 'Archive a journey; restoring a version brings it back.',
        params: shape.JourneyKey,
        query: shape.ExpectQuery,
      },
      ({ params, query, actor, c }) => archiveJourney(platform, actor, params.key, expected(c, query.expect)),
    ),
    route(
      'get',
      '/journeys/:key/versions',
      'journey:read',
      { summary: 'Who changed a journey when.', params: shape.JourneyKey, answers: shape.VersionList },
      async ({ params, actor }) => ({
        items: await journeyVersions(platform, actor, params.key),
        next: null,
      }),
    ),
    route(
      'get',
      '/journeys/:key/diff',
      'journey:read',
      {
        summary: 'What changed between two versions of a journey; until the present one without `to`.',
        params: shape.JourneyKey,
        query: shape.DiffQuery,
        answers: shape.Diff,
      },
      ({ params, query, actor }) => journeyDiff(platform, actor, { key: params.key, ...query }),
    ),
    route(
      'post',
      '/journeys/:key/restoration',
      'journey:write',
      {
        summary: 'Undo: bring an earlier version back as a new one.',
        params: shape.JourneyKey,
        body: shape.VersionInput,
        answers: shape.JourneyAnswer,
      },
      ({ params, body, actor, c }) =>
        restoreJourney(platform, actor, {
          key: params.key,
          version: body.version,
          expect: expected(c, body.expect),
        }),
    ),
    ...templateRoutes(platform),
    ...editRoutes(platform),
    ...commentRoutes(platform),
    ...personaRoutes(platform),
    ...promiseRoutes(platform),
    ...discoveredRoutes(platform),
    route(
      'get',
      '/touchpoints',
      'journey:read',
      { summary: 'Every touchpoint in use, in the order of the maps.', answers: shape.TouchpointList },
      async () => ({
        items: (await touchpointIndex(platform.db)).inOrder.filter((touchpoint) => !touchpoint.archived),
        next: null,
      }),
    ),
    route(
      'get',
      '/placement',
      'journey:read',
      { summary: 'What lies on no touchpoint, by kind or metric.', answers: shape.PlacementAnswer },
      ({ actor }) => placementState(platform, actor),
    ),
    route(
      'post',
      '/placement/again',
      'journey:write',
      { summary: 'Place earlier facts by the rules now in force (a job).', status: 202 },
      async ({ actor }) => {
        await askToPlaceAgain(platform, actor);
        return { accepted: true };
      },
    ),
  ]);
}

async function textOf(stream: ReadableStream<Uint8Array>): Promise<string> {
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal('not_utf8', 'Save the file as UTF-8 and send it again.');
  }
}
