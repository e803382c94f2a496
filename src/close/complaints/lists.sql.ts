import { type Runner, sql, type Tx } from '../../platform/database.ts';
import { ComplaintLists, firstLists } from './lists.ts';

export async function readLists(db: Runner): Promise<ComplaintLists> {
  const row = await db.maybe<{ value: object }>(sql`select value from settings where key = 'complaints'`);
  return row ? ComplaintLists.parse({ ...firstLists, ...row.value }) : firstLists;
}

export async function writeLists(tx: Tx, lists: ComplaintLists, at: Date, by: string | null): Promise<void> {
  await tx.run(sql`insert into settings (key, value, changed_at, changed_by)
    values ('complaints', ${JSON.stringify(lists)}::jsonb, ${at}::timestamptz, ${by}::uuid)
    on conflict (key) do update set value = excluded.value, changed_at = excluded.changed_at, changed_by = excluded.changed_by`);
}

/** Keys that complaints use already, so that a list keeps them. */
export async function keysInUse(db: Runner): Promise<{ categories: string[]; causes: string[] }> {
  const rows = await db.all<{ kind: 'category' | 'cause'; key: string }>(sql`
    select distinct 'category' as kind, category as key from complaints
    union select distinct 'cause', cause from complaints where cause is not null`);
  const of = (kind: string) => rows.filter((row) => row.kind === kind).map(({ key }) => key);
  return { categories: of('category'), causes: of('cause') };
}
