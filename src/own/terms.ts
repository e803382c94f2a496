import { z } from 'zod';
import { type Actor, require } from '../platform/access.ts';
import { audit } from '../platform/audit.ts';
import { type Runner, sql } from '../platform/database.ts';
import type { Platform } from '../platform/platform.ts';

const hours = z.int().min(1).max(8760);

/** What the organisation agrees on: how long each rung has, and where a customer's value stands. */
export const Terms = z
  .object({
    /** Hours until it climbs from each rung. `arbiter`: until a dispute goes to the next one. */
    hours: z.object({ owner: hours, accountable: hours, heads: hours, lead: hours, arbiter: hours }),
    /** The customers' attribute that holds what they are worth; null: revenue is not shown. */
    value: z
      .object({
        attribute: z.string().trim().min(1).max(100),
        per: z.enum(['year', 'month']),
      })
      .nullable(),
  })
  .meta({ id: 'OwnershipTerms' });
export type Terms = z.infer<typeof Terms>;

const usual: Terms = {
  hours: { owner: 120, accountable: 72, heads: 72, lead: 72, arbiter: 24 },
  value: null,
};

export async function readTerms(on: Runner): Promise<Terms> {
  const row = await on.maybe<{ value: Partial<Terms> }>(
    sql`select value from settings where key = 'ownership_terms'`,
  );
  return { hours: { ...usual.hours, ...row?.value.hours }, value: row?.value.value ?? null };
}

export async function saveTerms(platform: Platform, actor: Actor, terms: Terms): Promise<Terms> {
  require(actor, 'settings:write');
  const given = Terms.parse(terms);
  await platform.db.tx(async (tx) => {
    const before = await readTerms(tx);
    await tx.run(sql`insert into settings (key, value, changed_at, changed_by)
      values ('ownership_terms', ${JSON.stringify(given)}::jsonb, ${platform.clock.now()}::timestamptz, ${actor.personId}::uuid)
      on conflict (key) do update set value = excluded.value, changed_at = excluded.changed_at, changed_by = excluded.changed_by`);
    await audit(tx, platform, actor, {
      verb: 'settings.changed',
      subject: { kind: 'setting', id: 'ownership_terms' },
      detail: { before, after: given },
    });
  });
  return given;
}

/** Attributes of customers that hold numbers, the most frequent first, to choose the value from. */
export async function valueAttributes(on: Runner): Promise<string[]> {
  const rows = await on.all<{ key: string }>(sql`
    select a.key from (select attributes from customers where merged_into is null limit 2000) c, jsonb_each_text(c.attributes) a
    where a.value ~ '^-?[0-9]+([.][0-9]+)?$' group by a.key order by count(*) desc, a.key limit 50`);
  return rows.map((row) => row.key);
}
