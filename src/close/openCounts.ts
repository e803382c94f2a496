import { z } from 'zod';
import { type Runner, sql } from '../platform/database.ts';
import type { Platform } from '../platform/platform.ts';
import { openOf } from './open.sql.ts';

/** At most one page of customers at once. */
export const OpenCountsQuery = z.object({
  customers: z
    .string()
    .max(200 * 37)
    .transform((text) => text.split(',').filter(Boolean))
    .pipe(z.array(z.guid()).max(200)),
});

export const OpenCounts = z
  .object({ items: z.array(z.object({ customerId: z.guid(), open: z.int() })) })
  .meta({ id: 'OpenCounts' });

/** Open cases of each of these customers; who has none is left out. A merged customer's count for whom they became. */
export async function openCounts(
  platform: Pick<Platform, 'db'>,
  customers: string[],
): Promise<z.infer<typeof OpenCounts>> {
  return { items: customers.length === 0 ? [] : await selectOpenCounts(platform.db, customers) };
}

function selectOpenCounts(db: Runner, customers: string[]) {
  return db.all<{ customerId: string; open: number }>(sql`
    select coalesce(l.customer_id, c.customer_id) as "customerId", count(*) as open
    from cases c left join links l on l.identity_id = c.identity_id
    where c.case_id in (${openOf(customers)}) and coalesce(l.customer_id, c.customer_id) = any(${customers}::uuid[])
    group by 1`);
}
