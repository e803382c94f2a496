import { sql } from '../platform/database.ts';

/** Parts of the linter's statement (lint.sql.ts). `accountable`: who is accountable for anything on the day. */

const standing = (day: string, zone: string) => sql`
  select n.* from mandate_needs n where (n.stated_at at time zone ${zone})::date <= ${day}::date
    and (n.withdrawn_at is null or (n.withdrawn_at at time zone ${zone})::date > ${day}::date)`;

const department = sql`case when p.department_id is null then '{}'::uuid[] else array[p.department_id] end`;

/** Accountable, and never said what that takes. */
export const unstated = (day: string, zone: string, accountable: string[]) => sql`
  select 'mandate_unstated', 'person', p.person_id::text, array[p.person_id], ${department}, null::date, '{}'::jsonb
  from people p where p.person_id = any(${accountable}::uuid[])
    and p.person_id not in (select person_id from (${standing(day, zone)}) n)`;

/** Accountable, and something that takes is not granted: unanswered or refused on that day, at the last rung asked. */
export const ungranted = (day: string, zone: string, accountable: string[]) => sql`
  select 'without_mandate' as fault, 'person' as kind, n.need_id::text as id,
    case when a.person_id is null or g.answer is not null then array[p.person_id] else array[p.person_id, a.person_id] end as people,
    ${department} as departments, (n.stated_at at time zone ${zone})::date as since,
    jsonb_build_object('need', n.need_id, 'piece', n.piece, 'words', n.words, 'amount', n.amount, 'currency', n.currency,
      'state', coalesce(g.answer, 'open'), 'rung', a.rung, 'asked', a.person_id, 'due', (a.due_at at time zone ${zone})::date,
      'overdue', g.answer is null and coalesce((a.due_at at time zone ${zone})::date < ${day}::date, false)) as facts
  from (${standing(day, zone)}) n join people p on p.person_id = n.person_id
    left join lateral (select * from mandate_asks a where a.need_id = n.need_id
      and (a.asked_at at time zone ${zone})::date <= ${day}::date order by a.asked_at desc, a.rung desc limit 1) a on true
    left join lateral (select * from mandate_answers g where g.ask_id = a.ask_id
      and (g.answered_at at time zone ${zone})::date <= ${day}::date
      and (g.taken_back_at is null or (g.taken_back_at at time zone ${zone})::date > ${day}::date)
      order by g.answered_at desc limit 1) g on true
  where n.person_id = any(${accountable}::uuid[]) and n.piece <> 'nothing' and coalesce(g.answer, 'open') in ('open', 'denied')`;
