import { z } from 'zod';
import { type Actor, require } from '../../platform/access.ts';
import { notFound } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import { tellingWords } from '../library/words.ts';
import { placeOfCase, similarWorked } from './worked.sql.ts';

export const Worked = z
  .object({
    items: z.array(
      z.object({
        id: z.uuid(),
        number: z.int(),
        reason: z.string(),
        quote: z.string().nullable(),
        touchpoint: z.string().nullable(),
        sameTouchpoint: z.boolean(),
        sameRule: z.boolean(),
        words: z.array(z.string()).describe('Words both have.'),
        confirmedAt: z.date(),
        comment: z.string().nullable().describe('What the customer said to it.'),
        actions: z.array(z.string()),
      }),
    ),
    next: z.null(),
  })
  .meta({ id: 'WorkedBefore' });
export type Worked = z.infer<typeof Worked>;

/** What was done in cases like this one whose customers said that it was put right. Nobody is named: it is about what helps. */
export async function workedBefore(platform: Platform, actor: Actor, caseId: string): Promise<Worked> {
  require(actor, 'case:read');
  const found = await placeOfCase(platform.db, caseId);
  if (!found) throw notFound('case', caseId);
  const words = tellingWords(`${found.quote ?? ''} ${found.reason}`);
  const items = await platform.db.tx((tx) => similarWorked(tx, { caseId, ...found, words, limit: 5 }));
  return { items, next: null };
}
