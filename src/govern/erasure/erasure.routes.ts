import { z } from 'zod';
import { type Route, route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { eraseCustomer, erasure } from './erase.ts';
import { Erasure, ErasureInput } from './erasure.ts';

const Customer = z.object({ customerId: z.guid() });

export function erasureRoutes(platform: Platform): Route[] {
  return [
    route(
      'get',
      '/customers/:customerId/erasure',
      'customer:erase',
      {
        summary: 'What erasing a customer would take and what would stay; of an erased one, what went.',
        params: Customer,
        answers: Erasure,
      },
      ({ params, actor }) => erasure(platform, actor, params.customerId),
    ),
    route(
      'post',
      '/customers/:customerId/erasure',
      'customer:erase',
      {
        summary: 'Erase a customer for good: the person goes, the figures stay. Once more changes nothing.',
        params: Customer,
        body: ErasureInput,
        answers: Erasure,
      },
      ({ params, body, actor }) => eraseCustomer(platform, actor, params.customerId, body),
    ),
  ];
}
