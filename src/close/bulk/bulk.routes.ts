import { z } from 'zod';
import { type Route, route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { beginBulk, bulk, myBulks, stopBulk, undoBulk } from './bulks.ts';
import { Bulk, BulkInput, Bulks } from './deed.ts';

const params = z.object({ bulkId: z.uuid() });

/** Deeds on many cases; each case is judged by its own verb. */
export function bulkRoutes(platform: Platform): Route[] {
  return [
    route(
      'post',
      '/case-bulks',
      'case:work',
      {
        summary: 'Do one thing to many cases: those named, or all that a filter finds.',
        body: BulkInput,
        bodyLimit: 512 * 1024,
        answers: Bulk,
        status: 202,
      },
      ({ body, actor }) => beginBulk(platform, actor, body),
    ),
    route(
      'get',
      '/case-bulks',
      'case:work',
      { summary: 'What I did to many cases lately, the last first.', answers: Bulks },
      async ({ actor }) => ({ items: await myBulks(platform, actor), next: null }),
    ),
    route(
      'get',
      '/case-bulks/:bulkId',
      'case:work',
      { summary: 'How far it is, and which were refused and why.', params, answers: Bulk },
      ({ params, actor }) => bulk(platform, actor, params.bulkId),
    ),
    route(
      'post',
      '/case-bulks/:bulkId/stop',
      'case:work',
      { summary: 'Leave what still waits.', params, answers: Bulk },
      ({ params, actor }) => stopBulk(platform, actor, params.bulkId),
    ),
    route(
      'post',
      '/case-bulks/:bulkId/undo',
      'case:work',
      { summary: 'Take back what was done, case by case.', params, answers: Bulk, status: 202 },
      ({ params, actor }) => undoBulk(platform, actor, params.bulkId),
    ),
  ];
}
