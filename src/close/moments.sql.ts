import { type Runner, sql } from '../platform/database.ts';
import { type Moment, toldByEvents } from './case.ts';
import { openOf } from './open.sql.ts';

export interface MomentRow {
  caseId: string;
  id: string;
  at: Date;
  kind: Moment['kind'];
  personId: string | null;
  otherId: string | null;
  text: string | null;
  more: Record<string, unknown>;
}

/** What is attached to a note, an action or a message, in the order it was brought. */
const filesOf = (
  id: ReturnType<typeof sql>,
) => sql`(select jsonb_agg(jsonb_build_object('id', f.file_id, 'name', f.name,
  'type', f.media_type, 'bytes', f.bytes) order by x.at, x.file_id) from case_files x join files f using (file_id) where x.used_id = ${id})`;

const eventNames = toldByEvents.map((verb) => `case.${verb}`);

/** Every record of these cases as one story, the oldest first. */
export function readMoments(db: Runner, caseIds: string[]): Promise<MomentRow[]> {
  const mine = sql`case_id = any(${caseIds}::uuid[])`;
  return db.all<MomentRow>(
    sql`
    select case_id as "caseId", id, at, kind, person_id as "personId", other_id as "otherId", text, more from (
      select case_id, case_id::text || ':opened' as id, opened_at as at, 'opened' as kind,
        (select h.person_id from case_holders h where h.case_id = c.case_id order by h.from_at, h.holder_id limit 1) as person_id,
        null::uuid as other_id, reason as text,
        jsonb_build_object('quote', quote, 'score', score, 'occurredAt', occurred_at, 'urgent', urgent) as more, 0 as turn
      from cases c where ${mine}
      union all
      select case_id, fact_id::text, linked_at, 'fact', null, null, reason,
        jsonb_build_object('quote', quote, 'score', score, 'occurredAt', occurred_at, 'urgent', urgent, 'factKind', fact_kind), 1
      from case_facts where ${mine} and not opened
      union all
      select case_id, note_id::text, at, 'note', person_id, null, text,
        jsonb_build_object('files', ${filesOf(sql`n.note_id`)},
          'edited', (select count(*) from case_note_versions v where v.note_id = n.note_id),
          'mentions', (select jsonb_agg(jsonb_build_object('id', p.person_id, 'name', p.name) order by p.name)
            from case_mentions m join people p using (person_id) where m.note_id = n.note_id)), 2
      from case_notes n where ${mine}
      union all
      select case_id, action_id::text, at, 'action', person_id, null, text,
        jsonb_build_object('files', ${filesOf(sql`a.action_id`)}), 2
      from case_actions a where ${mine}
      union all
      select case_id, tick_id::text, s.at, 'step', person_id, null, t.text, '{}', 2
      from case_steps s join checklist_steps t using (step_id) where ${mine}
      union all
      select case_id, tick_id::text || ':undone', s.undone_at, 'step_undone', undone_by, null, t.text, '{}', 2
      from case_steps s join checklist_steps t using (step_id) where ${mine} and s.undone_at is not null
      union all
      select case_id, message_id::text, at, 'message', person_id, null, body,
        jsonb_build_object('channel', channel, 'subject', subject, 'inbound', inbound, 'mailId', mail_id, 'files', ${filesOf(sql`m.message_id`)},
          'attached', (select i.attachments from incoming_mails i where i.incoming_id = m.incoming_id),
          'outcome', outcome, 'spokeWith', spoke_with, 'tells', tells, 'elsewhere', from_elsewhere,
          'returned', (select b.returned_as from mails b where b.mail_id = m.mail_id),
          'returnedWhy', (select b.returned_why from mails b where b.mail_id = m.mail_id),
          'from', (select jsonb_build_object('name', i.sender_name, 'address', i.sender, 'attachments', jsonb_array_length(i.attachments))
            from incoming_mails i where i.incoming_id = m.incoming_id)), 3
      from case_messages m where ${mine}
      union all
      select case_id, holder_id::text, from_at, 'holder', person_id, made_by, reason, jsonb_build_object('rung', rung), 6
      from case_holders h where ${mine} and exists (select 1 from case_holders b where b.case_id = h.case_id and b.from_at <= h.from_at and b.holder_id < h.holder_id)
      union all
      select case_id, handover_id::text, offered_at, 'offered', from_person_id, to_person_id, reason,
        jsonb_build_object('answerBy', answer_by), 2 from case_handovers where ${mine}
      union all
      select case_id, handover_id::text || ':answer', answered_at, 'offer_answered', coalesce(answered_by, to_person_id), from_person_id, answer_reason,
        jsonb_build_object('answer', answer), 3 from case_handovers where ${mine} and answer is not null
      union all
      select case_id, dispute_id::text, opened_at, 'disputed', person_id, null, reason, '{}', 1 from disputes where ${mine}
      union all
      select case_id, dispute_id::text || ':arbiter', arbitrated_at, 'arbiter', null, null, null, '{}', 5
      from disputes where ${mine} and arbitrated_at is not null
      union all
      select d.case_id, d.dispute_id::text || ':end', d.ended_at, 'dispute_ended', d.ended_by, r.owner_id, r.reason,
        jsonb_build_object('ending', d.ending, 'rule', r.ruling_id is not null), 4
      from disputes d left join dispute_rulings r using (dispute_id) where ${mine} and d.ending is not null
      union all
      select case_id, breach_id::text, at, 'breach', null, told_person_id, null, jsonb_build_object('rung', rung, 'dueAt', due_at), 2
      from case_breaches where ${mine}
      union all
      select case_id, pause_id::text, from_at, 'paused', made_by, null, reason,
        jsonb_build_object('until', planned_until, 'waitsFor', waits_for), 2 from case_pauses where ${mine}
      union all
      select case_id, pause_id::text || ':end', until_at, 'resumed', ended_by, null, null, '{}', 2
      from case_pauses where ${mine} and until_at < planned_until
      union all
      select case_id, closure_id::text, at, 'closed', person_id, null, waiver,
        jsonb_build_object('told', message_id is not null), 4 from case_closures where ${mine}
      union all
      select case_id, closure_id::text || ':reopened', reopened_at, 'reopened', reopened_by, null, reopened_why,
        jsonb_build_object('returned', reopened_by is null and exists (select 1 from case_messages m join mails b using (mail_id)
          where m.message_id = case_closures.message_id and b.returned_as = 'hard')), 5
      from case_closures where ${mine} and reopened_at is not null
      union all
      select case_id, closure_id::text || ':unanswered', settled_at, 'unanswered', null, null, null, '{}', 5
      from case_closures where ${mine} and settled_as = 'unanswered'
      union all
      select case_id, confirmation_id::text, at, case when helped then 'confirmed' else 'denied' end, null, null, comment,
        jsonb_build_object('score', score), 4 from case_confirmations where ${mine}
      union all
      select subject_id::uuid, event_id::text, at, substr(name, 6), (data ->> 'personId')::uuid, null, coalesce(data ->> 'note', data ->> 'reason'),
        jsonb_build_object('tag', data -> 'tag', 'number', data -> 'otherNumber', 'kind', data -> 'kind',
          'amount', data -> 'amount', 'currency', data -> 'currency'), 5
      from events where subject_kind = 'case' and subject_id = any(${caseIds}::text[]) and name = any(${eventNames}::text[])
    ) moments order by at, turn, id`,
    'case moments',
  );
}

export interface LastAnswer {
  at: Date;
  helped: boolean;
  comment: string | null;
  score: number | null;
}

export function lastAnswer(db: Runner, caseId: string): Promise<LastAnswer | undefined> {
  return db.maybe<LastAnswer>(sql`select at, helped, comment, score from case_confirmations
    where case_id = ${caseId}::uuid order by at desc, confirmation_id desc limit 1`);
}

export async function openCasesOfCustomer(db: Runner, customerId: string): Promise<number> {
  const row = await db.one<{
    n: number;
  }>(
    sql`select count(*) as n from cases c left join links l on l.identity_id = c.identity_id
    where c.case_id in (${openOf([customerId])}) and coalesce(l.customer_id, c.customer_id) = ${customerId}::uuid`,
    'open cases of customer',
  );
  return row.n;
}
