import { type Runner, sql, type Tx } from '../../platform/database.ts';
import { ERASED, type Forgotten } from '../../platform/forgotten.ts';

export interface TheirCase {
  caseId: string;
  number: number;
  open: boolean;
  ownerId: string;
  ownerName: string;
}

/** Every case of their records; and of them as they were when a case was opened, where no record says otherwise. */
export function casesOf(db: Runner, { identityIds, customerIds }: Forgotten): Promise<TheirCase[]> {
  return db.all<TheirCase>(sql`
    select c.case_id as "caseId", c.number, c.closure_id is null as open, c.owner_id as "ownerId", p.name as "ownerName"
    from cases c join people p on p.person_id = c.owner_id
    where c.identity_id = any(${identityIds}::uuid[])
      or (c.customer_id = any(${customerIds}::uuid[]) and not exists (select 1 from links l where l.identity_id = c.identity_id))
    order by c.case_id`);
}

export interface HeldByCases {
  mailIds: string[];
  /** Mails of the customer that stand in a case's thread. */
  incomingIds: number[];
  /** Where messages went. */
  addresses: string[];
  notes: number;
  messages: number;
  files: number;
}

export async function heldByCases(db: Runner, caseIds: string[]): Promise<HeldByCases> {
  const mine = sql`case_id = any(${caseIds}::uuid[])`;
  const messages = await db.all<{ mailId: string | null; incomingId: number | null; to: string | null }>(sql`
    select m.mail_id as "mailId", m.incoming_id as "incomingId", b.to_address as to
    from case_messages m left join mails b using (mail_id) where ${mine}`);
  const sent = await db.all<{ to: string }>(sql`select distinct to_address as to from mails
    where subject_kind = 'case' and subject_id = any(${caseIds}::text[]) and purpose = 'follow_up'`);
  const counted = await db.one<{ notes: number; files: number }>(sql`
    select (select count(*)::int from case_notes where ${mine}) + (select count(*)::int from case_actions where ${mine}) as notes,
      (select count(*)::int from case_files where ${mine}) as files`);
  return {
    mailIds: messages.flatMap(({ mailId }) => mailId ?? []),
    incomingIds: messages.flatMap(({ incomingId }) => incomingId ?? []),
    addresses: [...new Set([...messages.flatMap(({ to }) => to ?? []), ...sent.map(({ to }) => to)])],
    messages: messages.length,
    ...counted,
  };
}

/** Everything else that acts of these cases are on record by. */
export async function subjectsOf(
  tx: Tx,
  caseIds: string[],
): Promise<{ ids: string[]; disputeIds: string[] }> {
  const mine = sql`case_id = any(${caseIds}::uuid[])`;
  const rows = await tx.all<{ id: string; dispute: boolean }>(sql`
    select complaint_id as id, false as dispute from complaints where ${mine}
    union all select recognition_id, false from recognitions where ${mine}
    union all select redress_id, false from redresses where ${mine}
    union all select dispute_id, true from disputes where ${mine}`);
  return {
    ids: rows.map(({ id }) => id),
    disputeIds: rows.flatMap(({ id, dispute }) => (dispute ? id : [])),
  };
}

/** What waits to be sent is not sent; nobody is asked again whether it was put right. */
export async function cancelTelling(tx: Tx, caseIds: string[], at: Date, by: string | null): Promise<void> {
  const mine = sql`case_id = any(${caseIds}::uuid[])`;
  await tx.run(sql`update case_scheduled set ended_at = ${at}::timestamptz, ended_by = ${by}::uuid, held_at = null, held_why = null
    where ${mine} and ended_at is null`);
  await tx.run(sql`update case_closures set settled_at = ${at}::timestamptz, settled_as = 'unanswered'
    where ${mine} and message_id is not null and settled_at is null and reopened_at is null`);
}

/**
 * The words of these cases and about them. What was done when, by whom, and how it ended stays: who held it, clocks, hand-overs,
 * closures, scores. Why somebody holds it stays where the ledger or a rule said so, for those are words of ours.
 */
export async function eraseWords(tx: Tx, caseIds: string[], closures: string[]): Promise<void> {
  const mine = sql`case_id = any(${caseIds}::uuid[])`;
  const theirs = (table: string, column: string) =>
    sql`${sql.ref(column)} in (select ${sql.ref(column)} from ${sql.table(table)} where ${mine})`;
  const gone = sql`${ERASED}`;
  for (const statement of [
    sql`update cases set quote = null, reason = case when rule_id is null then ${gone} else reason end where ${mine}`,
    sql`update case_facts set quote = null where ${mine}`,
    sql`update case_holders set reason = ${gone} where ${mine} and (made_by is not null
      or rung in ('handed_over','stepped_in','reopened','ruled','handed_back'))`,
    // Other cases there went to somebody by what was ruled about these, and say so in the ruling’s words.
    sql`update case_holders h set reason = replace(h.reason, r.reason, ${gone}) from rulings r join cases c on c.touchpoint_id = r.touchpoint_id
      where r.${theirs('disputes', 'dispute_id')} and h.case_id = c.case_id and h.rung = 'ruling' and h.from_at >= r.from_at
        and strpos(h.reason, r.reason) > 0`,
    sql`update case_notes set text = ${gone} where ${mine}`,
    sql`update case_actions set text = ${gone} where ${mine}`,
    sql`update case_messages set subject = null, body = ${gone}, spoke_with = null, incoming_id = null where ${mine}`,
    sql`update case_closures set waiver = case when waiver is not null and closure_id <> all(${closures}::uuid[]) then ${gone} else waiver end,
      reopened_why = case when reopened_at is not null then ${gone} end where ${mine}`,
    sql`update case_confirmations set comment = null where ${mine}`,
    sql`update case_handovers set reason = ${gone}, answer_reason = null where ${mine}`,
    sql`update case_pauses set reason = ${gone} where ${mine}`,
    sql`update case_links set note = null where ${mine} or other_case_id = any(${caseIds}::uuid[])`,
    sql`update case_merges set reason = ${gone} where ${mine} or into_case_id = any(${caseIds}::uuid[])`,
    sql`update case_scheduled set subject = ${gone}, body = ${gone} where ${mine}`,
    sql`update disputes set reason = ${gone} where ${mine}`,
    sql`update dispute_rulings set reason = ${gone} where ${theirs('disputes', 'dispute_id')}`,
    sql`update complaint_stages set reason = case when skipped or reason is not null then ${gone} end, detail = '{}'
      where ${theirs('complaints', 'complaint_id')}`,
    sql`update complaint_clocks set extended_why = case when extended_at is not null then ${gone} end
      where ${theirs('complaints', 'complaint_id')}`,
    sql`update complaint_letters set parts = '{}' where ${theirs('complaints', 'complaint_id')}`,
    sql`update complaint_escalations set reference = null, note = null, decision_note = null
      where ${theirs('complaints', 'complaint_id')}`,
    sql`update complaints set summary = ${gone}, wants = null, findings = case when findings is not null then ${gone} end,
      redress = case when redress is not null then ${gone} end where ${mine}`,
    // A deed for many: its words went to these customers too, and may have been for one alone.
    sql`update case_bulks set deed = deed || (select coalesce(jsonb_object_agg(k, ${ERASED}::text), '{}')
        from jsonb_object_keys(deed) k where k in ('text','reason','body','subject','waiver'))
      where bulk_id in (select bulk_id from case_bulk_items where ${mine}) and ended_at is not null`,
    sql`update case_bulk_items set detail = null where ${mine}`,
  ])
    await tx.run(statement);
}
