import { likes } from '../platform/auditErasure.ts';
import { sql, type Tx } from '../platform/database.ts';
import { ERASED, type Forgotten, needlesOf } from '../platform/forgotten.ts';

const WHY = 'The customer this was about was erased.';

/**
 * What is kept as it came and is about them: rejected rows, deliveries refused behind the door, events that found no place, mails
 * they wrote. Nothing of it hangs on a record, so it is found by what names them; by a key within its source alone.
 */
export async function eraseRaw(
  tx: Tx,
  who: Forgotten,
  of: { incomingIds: number[]; now: Date },
): Promise<void> {
  const { words, keys } = needlesOf(who);
  const names = (text: ReturnType<typeof sql>, sourceId: string) =>
    sql.join(
      [
        sql`lower(${text}) like any(${likes(words)}::text[])`,
        ...keys.map(
          (one) =>
            sql`(${sql.ref(sourceId)} = ${one.sourceId}::int and strpos(lower(${text}), ${one.key}) > 0)`,
        ),
      ],
      sql` or `,
    );
  await tx.run(sql`update rejections r set raw = '[]', reason = ${WHY}
    from import_runs i where i.run_id = r.run_id and (${names(sql`r.raw::text`, 'i.source_id')})`);
  await tx.run(sql`update deliveries d set refused = (
      select jsonb_agg(e) from jsonb_array_elements(d.refused) e where not (${names(sql`e::text`, 'd.source_id')}))
    where d.refused is not null and (${names(sql`d.refused::text`, 'd.source_id')})`);
  await tx.run(sql`update deliveries d set results = (
      select jsonb_agg(case when ${names(sql`e::text`, 'd.source_id')} then e || jsonb_build_object('reason', ${WHY}::text) else e end)
      from jsonb_array_elements(d.results) e)
    where jsonb_typeof(d.results) = 'array' and (${names(sql`d.results::text`, 'd.source_id')})`);
  await tx.run(sql`update dead_letters d set event = '', reason = ${WHY}, set_aside_reason = ${WHY},
      settled_at = coalesce(d.settled_at, ${of.now}::timestamptz)
    from connections c where c.connection_id = d.connection_id and (${names(sql`d.event`, 'c.source_id')})`);
  for (const { sourceId, key } of who.records)
    await tx.run(
      sql`delete from stitches where source_id = ${sourceId} and (user_id = ${key} or anonymous_id = ${key})`,
    );
  await tx.run(sql`delete from troubled_addresses where address = any(${who.emails}::text[])`);
  await eraseMails(tx, who, of);
}

/** By who wrote them, and by the case they were an answer to. */
async function eraseMails(
  tx: Tx,
  { emails }: Forgotten,
  { incomingIds, now }: { incomingIds: number[]; now: Date },
): Promise<void> {
  const theirs = sql`(incoming_id = any(${incomingIds}::bigint[]) or lower(sender) = any(${emails}::text[])
    or lower(envelope_from) = any(${emails}::text[]))`;
  if (emails.length > 0)
    await tx.run(sql`update incoming_mails set taken_detail = null
      where taken_as = 'bounce' and lower(taken_detail) like any(${likes(emails)}::text[])`);
  await tx.run(sql`update incoming_mails set raw = null, envelope_from = null, envelope_to = '{}', sender = null, sender_name = null,
      subject = ${ERASED}, message_id = null, taken_detail = null, attachments = '[]', failure = case when failed_at is null then null else ${WHY} end,
      set_aside_at = case when taken_at is null then coalesce(set_aside_at, ${now}::timestamptz) else set_aside_at end,
      set_aside_reason = case when taken_at is null or set_aside_at is not null then ${WHY} end
    where ${theirs}`);
}
