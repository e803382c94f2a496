import { bring, type Columns, idList } from '../platform/bulk.ts';
import { uuidOf } from '../platform/copied.ts';
import { type Runner, sql, type Tx } from '../platform/database.ts';
import type { Known } from './linking.ts';

export interface IdentityRow {
  identity_id: string;
  customer_id: string | null;
  content_hash: string;
  attributes: Record<string, string | number | boolean | null>;
}

/** From so many on, reading them one by one costs less than having each made an object by the driver. */
const MANY = 150;
const none = Object.freeze({});

/** What is known of these identities; those never seen are missing from the answer. */
export async function knownIdentities(db: Runner, ids: string[]): Promise<IdentityRow[]> {
  if (ids.length < MANY) {
    return db.all<IdentityRow>(sql`
      select i.identity_id, i.content_hash, i.attributes, l.customer_id
      from identities i left join links l using (identity_id)
      where i.identity_id = any(${idList(ids)}::uuid[])`);
  }
  // Ids are made of hexadecimal digits here, whatever a source named.
  const found = await db.copied(sql`
    select i.identity_id, i.content_hash, nullif(i.attributes, '{}')::text, l.customer_id
    from identities i left join links l using (identity_id)
    where i.identity_id = any(${sql.lit(idList(ids))}::uuid[])`);
  const rows: IdentityRow[] = [];
  while (found.next()) {
    const identityId = found.uuid() as string;
    const contentHash = found.text() as string;
    const attributes = found.text();
    const customerId = found.uuid();
    rows.push({
      identity_id: uuidOf(identityId),
      content_hash: contentHash,
      attributes: attributes === null ? none : JSON.parse(attributes),
      customer_id: customerId === null ? null : uuidOf(customerId),
    });
  }
  return rows;
}

export interface IdentityWrite {
  identityId: string;
  sourceId: number;
  externalKey: string;
  kind: string;
  name: string | null;
  email: string | null;
  phone: string | null;
  accountIdentityId: string | null;
  attributes: object;
  contentHash: string;
  seenAt: Date;
}

const identityColumns: Columns = [
  ['identity_id', 'uuid'],
  ['source_id', 'int'],
  ['external_key', 'text'],
  ['kind', 'text'],
  ['name', 'text'],
  ['email', 'text'],
  ['phone', 'text'],
  ['account_identity_id', 'uuid'],
  ['attributes', 'jsonb'],
  ['content_hash', 'text'],
  ['seen_at', 'timestamptz'],
];

/** Inserts new records and overwrites changed ones; a stub (a key somebody mentioned) never overwrites a record. */
export async function writeIdentities(tx: Tx, rows: IdentityWrite[], now: Date): Promise<void> {
  if (rows.length === 0) return;
  await bring(
    tx,
    'new_identities',
    identityColumns,
    rows.map((r) => [
      r.identityId,
      r.sourceId,
      r.externalKey,
      r.kind,
      r.name,
      r.email,
      r.phone,
      r.accountIdentityId,
      r.attributes,
      r.contentHash,
      r.seenAt,
    ]),
  );
  await tx.run(sql`
    insert into identities (identity_id, source_id, external_key, kind, name, email, phone, account_identity_id, attributes,
      content_hash, first_seen_at, changed_at)
    select identity_id, source_id, external_key, kind, name, email, phone, account_identity_id, attributes,
      content_hash, seen_at, ${now}::timestamptz
    from new_identities order by identity_id
    on conflict (identity_id) do update set kind = excluded.kind, name = excluded.name, email = excluded.email,
      phone = excluded.phone, account_identity_id = excluded.account_identity_id, attributes = excluded.attributes,
      content_hash = excluded.content_hash, changed_at = excluded.changed_at
    where excluded.content_hash <> 'stub'`);
}

/** The exact keys of these identities, replaced. */
export async function writeKeys(
  tx: Tx,
  known: string[],
  keys: [kind: string, value: string, identityId: string][],
): Promise<void> {
  if (known.length > 0)
    await tx.run(sql`delete from identity_keys where identity_id = any(${idList(known)}::uuid[])`);
  if (keys.length === 0) return;
  await bring(
    tx,
    'new_keys',
    [
      ['kind', 'text'],
      ['value', 'text'],
      ['identity_id', 'uuid'],
    ],
    keys,
  );
  await tx.run(
    sql`insert into identity_keys select kind, value, identity_id from new_keys order by 1, 2, 3 on conflict do nothing`,
  );
}

/** Who holds these keys already, with the customer each belongs to. */
export function holdersOf(db: Runner, keys: { kind: string; value: string }[]): Promise<Known[]> {
  return db.all<Known>(sql`
    select k.kind, k.value, k.identity_id as "identityId", l.customer_id as "customerId"
    from unnest(${keys.map((k) => k.kind)}::text[], ${keys.map((k) => k.value)}::text[]) q(kind, value)
    join identity_keys k on k.kind = q.kind and k.value = q.value
    join links l on l.identity_id = k.identity_id
    join customers c on c.customer_id = l.customer_id
    order by c.made_at, c.customer_id, k.identity_id`);
}

export function separationsOf(db: Runner, ids: string[]): Promise<{ a: string; b: string }[]> {
  return db.all(sql`
    select identity_id as a, other_identity_id as b from separations
    where identity_id = any(${idList(ids)}::uuid[]) or other_identity_id = any(${idList(ids)}::uuid[])`);
}
