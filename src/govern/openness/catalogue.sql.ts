import { type Runner, sql, type Tx } from '../../platform/database.ts';
import type { Item, ItemInput } from './catalogue.ts';

export function itemRows(db: Runner, today: string, which: { key?: string } = {}): Promise<Item[]> {
  return db.all(sql`
    select i.item_id as id, i.kind, i.key, i.name, i.description, i.owner_person_id as "ownerPersonId", i.department_id as "departmentId",
      i.sensitivity, i.url, i.review_on::text as "reviewOn", p.name as "ownerName", d.name as "departmentName",
      coalesce(i.review_on <= ${today}::date, false) as stale,
      coalesce((select jsonb_agg(jsonb_build_object('key', s.key, 'name', s.name) order by s.name)
        from catalogue_sources c join sources s using (source_id) where c.item_id = i.item_id), '[]') as sources
    from catalogue_items i left join people p on p.person_id = i.owner_person_id left join departments d on d.department_id = i.department_id
    where i.archived_at is null and (${which.key ?? null}::text is null or i.key = ${which.key ?? null}::text)
    order by array_position(array['data_set','product','trend'], i.kind), i.name, i.key`);
}

export function undescribed(db: Runner): Promise<{ key: string; name: string }[]> {
  return db.all(sql`
    select s.key, s.name from sources s where not exists (
      select 1 from catalogue_sources c join catalogue_items i using (item_id) where c.source_id = s.source_id and i.archived_at is null)
    order by s.name`);
}

/** A key that was archived is used again by a new row of the same key: the old one keeps its history under a number. */
export async function insertItem(
  tx: Tx,
  id: string,
  item: ItemInput,
  made: { at: Date; by: string | null },
): Promise<boolean> {
  const done = await tx.run(sql`
    insert into catalogue_items (item_id, kind, key, name, description, owner_person_id, department_id, sensitivity, url, review_on, made_at, made_by)
    values (${id}::uuid, ${item.kind}, ${item.key}, ${item.name}, ${item.description}, ${item.ownerPersonId}::uuid, ${item.departmentId}::uuid,
      ${item.sensitivity}, ${item.url}, ${item.reviewOn}::date, ${made.at}::timestamptz, ${made.by}::uuid)
    on conflict (key) do nothing`);
  return done > 0;
}

export async function updateItem(
  tx: Tx,
  id: string,
  item: Omit<ItemInput, 'kind' | 'key' | 'sources'>,
): Promise<void> {
  await tx.run(sql`
    update catalogue_items set name = ${item.name}, description = ${item.description}, owner_person_id = ${item.ownerPersonId}::uuid,
      department_id = ${item.departmentId}::uuid, sensitivity = ${item.sensitivity}, url = ${item.url}, review_on = ${item.reviewOn}::date
    where item_id = ${id}::uuid`);
}

/** @returns keys that no source has */
export async function setSources(tx: Tx, id: string, keys: string[]): Promise<string[]> {
  await tx.run(sql`delete from catalogue_sources where item_id = ${id}::uuid`);
  await tx.run(sql`
    insert into catalogue_sources (item_id, source_id) select ${id}::uuid, source_id from sources where key = any(${keys}::text[])`);
  const known = await tx.all<{ key: string }>(sql`select key from sources where key = any(${keys}::text[])`);
  const names = new Set(known.map(({ key }) => key));
  return keys.filter((key) => !names.has(key));
}

export function archiveItemRow(tx: Tx, id: string, at: Date): Promise<number> {
  return tx.run(sql`
    update catalogue_items set archived_at = ${at}::timestamptz, key = key || '~' || left(item_id::text, 8)
    where item_id = ${id}::uuid and archived_at is null`);
}
