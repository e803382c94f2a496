import { type Runner, sql, type Tx } from '../../platform/database.ts';
import type { Tag } from './tag.ts';

/** Tags that can be given, each with how many open cases have it, counted up to a bound. */
export function readTags(db: Runner, most: number): Promise<(Tag & { open: number })[]> {
  return db.all(sql`
    select t.tag_id as id, t.name, (select count(*) from (
      select 1 from case_tags g join cases c using (case_id) where g.tag_id = t.tag_id and c.closure_id is null limit ${most}::int) n) as open
    from tags t where t.archived_at is null order by lower(t.name)`);
}

export function readTag(db: Runner, tagId: number): Promise<Tag | undefined> {
  return db.maybe<Tag>(
    sql`select tag_id as id, name from tags where tag_id = ${tagId} and archived_at is null`,
  );
}

/** The tag of this name, made where there is none: two who make it at once get the same. */
export async function tagNamed(tx: Tx, name: string, at: Date, by: string | null): Promise<Tag> {
  await tx.run(sql`insert into tags (name, made_at, made_by) values (${name}, ${at}::timestamptz, ${by}::uuid)
    on conflict (lower(name)) where archived_at is null do nothing`);
  return tx.one<Tag>(
    sql`select tag_id as id, name from tags where lower(name) = lower(${name}) and archived_at is null`,
  );
}

export async function renameTag(tx: Tx, tagId: number, name: string): Promise<boolean> {
  const rows = await tx.run(sql`update tags set name = ${name} where tag_id = ${tagId}
    and not exists (select 1 from tags o where lower(o.name) = lower(${name}) and o.archived_at is null and o.tag_id <> ${tagId})`);
  return rows === 1;
}

export async function archiveTag(tx: Tx, tagId: number, at: Date): Promise<void> {
  await tx.run(
    sql`update tags set archived_at = ${at}::timestamptz where tag_id = ${tagId} and archived_at is null`,
  );
}

/** False where the case has it already. */
export async function putTag(
  tx: Tx,
  put: { caseId: string; tagId: number; at: Date; personId: string },
): Promise<boolean> {
  const rows = await tx.run(sql`insert into case_tags (case_id, tag_id, at, person_id)
    values (${put.caseId}::uuid, ${put.tagId}, ${put.at}::timestamptz, ${put.personId}::uuid) on conflict do nothing`);
  return rows === 1;
}

/** False where the case does not have it. */
export async function takeTag(tx: Tx, caseId: string, tagId: number): Promise<boolean> {
  return (
    (await tx.run(sql`delete from case_tags where case_id = ${caseId}::uuid and tag_id = ${tagId}`)) === 1
  );
}
