import { bring } from '../platform/bulk.ts';
import { type Runner, sql, type Tx } from '../platform/database.ts';

export interface LinkWrite {
  identityId: string;
  customerId: string;
  reason: string;
  evidence: object;
}

export async function writeLinks(tx: Tx, links: LinkWrite[], now: Date, by: string | null): Promise<void> {
  if (links.length === 0) return;
  await bring(
    tx,
    'new_links',
    [
      ['identity_id', 'uuid'],
      ['customer_id', 'uuid'],
      ['reason', 'text'],
      ['evidence', 'jsonb'],
    ],
    links.map((l) => [l.identityId, l.customerId, l.reason, l.evidence]),
  );
  await tx.run(sql`
    insert into links (identity_id, customer_id, reason, evidence, linked_at, linked_by)
    select identity_id, customer_id, reason, evidence, ${now}::timestamptz, ${by}::uuid from new_links order by identity_id
    on conflict (identity_id) do update set customer_id = excluded.customer_id, reason = excluded.reason,
      evidence = excluded.evidence, linked_at = excluded.linked_at, linked_by = excluded.linked_by`);
}

/** What a customer is found by. */
const searchText = sql`concat_ws(' ', i.name, i.email, split_part(i.email, '@', 1), regexp_replace(i.phone, '\\D', '', 'g'), i.external_key)`;

/** Summaries of customers that have just been made from one record each: nothing to weigh, so no window over their records. */
export async function makeCustomers(tx: Runner, identityIds: string[], now: Date): Promise<void> {
  if (identityIds.length === 0) return;
  await tx.run(sql`
    insert into customers (customer_id, kind, name, email, phone, attributes, search, made_at)
    select i.identity_id, i.kind, i.name, i.email, i.phone, i.attributes, to_tsvector('simple', ${searchText}), ${now}::timestamptz
    from identities i where i.identity_id = any(${identityIds}::uuid[])
    on conflict (customer_id) do update set kind = excluded.kind, name = excluded.name, email = excluded.email,
      phone = excluded.phone, attributes = excluded.attributes, search = excluded.search, merged_into = null`);
}

/**
 * Makes or refreshes the summary of these customers from their identities: the CRM's spelling first, then the record
 * changed last. Attributes are merged in the same order, so the CRM's value wins.
 */
export async function refreshCustomers(tx: Runner, customerIds: string[], now: Date): Promise<void> {
  if (customerIds.length === 0) return;
  await tx.run(sql`
    with records as (
      select l.customer_id, i.kind, i.name, i.email, i.phone, i.attributes, ${searchText} as words,
        row_number() over (partition by l.customer_id order by (s.kind = 'crm') desc nulls last,
          (i.content_hash = 'stub'), i.changed_at desc, i.identity_id) as rank
      from links l join identities i using (identity_id) left join sources s using (source_id)
      where l.customer_id = any(${customerIds}::uuid[]))
    insert into customers (customer_id, kind, name, email, phone, attributes, search, made_at)
    select customer_id, max(kind) filter (where rank = 1),
      (array_agg(name order by rank) filter (where name is not null))[1],
      (array_agg(email order by rank) filter (where email is not null))[1],
      (array_agg(phone order by rank) filter (where phone is not null))[1],
      jsonb_merged(attributes order by rank desc), to_tsvector('simple', string_agg(words, ' ')), ${now}::timestamptz
    from records group by customer_id order by customer_id
    on conflict (customer_id) do update set kind = excluded.kind, name = excluded.name, email = excluded.email,
      phone = excluded.phone, attributes = excluded.attributes, search = excluded.search, merged_into = null`);
}
