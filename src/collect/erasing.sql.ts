import { sql, type Tx } from '../platform/database.ts';
import { ERASED, type Forgotten, needlesOf } from '../platform/forgotten.ts';

const WHY = 'The customer this was about was erased.';

/**
 * What is kept as it came and is about them: rejected rows, deliveries refused behind the door, events that found no place, mails
 * they wrote. Nothing of it hangs on a record, so it is found by what names them, source by source for their keys.
 * @returns how many of their mails
 */
export async function eraseRaw(
  tx: Tx,
  who: Forgotten,
  of: { incomingIds: number[]; now: Date },
): Promise<number> {
  const sources = [...new Set(who.records.map(({ sourceId }) => sourceId))];
  for (const sourceId of sources) await eraseOfSource(tx, sourceId, needlesOf(who, sourceId));
  const words = needlesOf({ ...who, records: [] }, null);
  if (words.length > 0) await eraseOfSource(tx, null, words);
  for (const { sourceId, key } of who.records)
    await tx.run(
      sql`delete from stitches where source_id = ${sourceId} and (user_id = ${key} or anonymous_id = ${key})`,
    );
  await tx.run(sql`delete from troubled_addresses where address = any(${who.emails}::text[])`);
  return eraseMails(tx, who, of);
}

/** `null`: of every source. */
async function eraseOfSource(tx: Tx, sourceId: number | null, needles: string[]): Promise<void> {
  const like = sql`${needles.map((one) => `%${one.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`)}::text[]`;
  const of = (column: string) =>
    sourceId === null ? sql`true` : sql`${sql.ref(column)} is not distinct from ${sourceId}::int`;
  await tx.run(sql`update rejections r set raw = '[]', reason = ${WHY}
    from import_runs i where i.run_id = r.run_id and ${of('i.source_id')} and lower(r.raw::text) like any(${like})`);
  await tx.run(sql`update deliveries set refused = (
      select jsonb_agg(e) from jsonb_array_elements(refused) e where not lower(e::text) like any(${like}))
    where refused is not null and ${of('source_id')} and lower(refused::text) like any(${like})`);
  await tx.run(sql`update deliveries set results = (
      select jsonb_agg(case when lower(e::text) like any(${like}) then e || jsonb_build_object('reason', ${WHY}::text) else e end)
      from jsonb_array_elements(results) e)
    where jsonb_typeof(results) = 'array' and ${of('source_id')} and lower(results::text) like any(${like})`);
  await tx.run(sql`update dead_letters d set event = '', reason = ${WHY}, settled_at = coalesce(d.settled_at, now()),
      set_aside_reason = ${WHY}
    from connections c where c.connection_id = d.connection_id and ${of('c.source_id')} and lower(d.event) like any(${like})`);
}

/** By who wrote them, and by the case they were an answer to. */
async function eraseMails(
  tx: Tx,
  { emails }: Forgotten,
  { incomingIds, now }: { incomingIds: number[]; now: Date },
): Promise<number> {
  const theirs = sql`(incoming_id = any(${incomingIds}::bigint[]) or lower(sender) = any(${emails}::text[])
    or lower(envelope_from) = any(${emails}::text[]))`;
  if (emails.length > 0)
    await tx.run(sql`update incoming_mails set taken_detail = null
      where taken_as = 'bounce' and lower(taken_detail) like any(${emails.map((one) => `%${one}%`)}::text[])`);
  return tx.run(sql`update incoming_mails set raw = null, envelope_from = null, envelope_to = '{}', sender = null, sender_name = null,
      subject = ${ERASED}, message_id = null, taken_detail = null, attachments = '[]', failure = case when failed_at is null then null else ${WHY} end,
      set_aside_at = case when taken_at is null then coalesce(set_aside_at, ${now}::timestamptz) else set_aside_at end,
      set_aside_reason = case when taken_at is null or set_aside_at is not null then ${WHY} end
    where ${theirs}`);
}
