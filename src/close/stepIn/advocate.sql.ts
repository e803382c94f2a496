import { type Runner, sql } from '../../platform/database.ts';

export interface AdvocateRow {
  customerId: string;
  personId: string;
  from: Date;
  /** Stepped in, and not merely the first to have the customer's oldest open case. */
  steppedIn: boolean;
  reason: string;
  caseId: string;
}

/**
 * One advocate for each of these customers who has something open (O4): whoever stepped in last and did not hand it back,
 * else the first person the oldest open case came to, through every hand-over since; who has left is nobody's advocate.
 * Where all of them left it is the owner of the oldest case.
 */
export function advocatesOf(db: Runner, customerIds: string[], today: string): Promise<AdvocateRow[]> {
  return db.all<AdvocateRow>(sql`
    select distinct on (l.customer_id) l.customer_id as "customerId", h.person_id as "personId", h.from_at as "from",
      h.rung = 'stepped_in' and h.handed_back_at is null as "steppedIn", h.reason, c.case_id as "caseId"
    from links l join cases c on c.identity_id = l.identity_id and c.closure_id is null
      join case_holders h on h.case_id = c.case_id join people p on p.person_id = h.person_id
    where l.customer_id = any(${customerIds}::uuid[])
      and (h.until_at is null or ((p.left_on is null or p.left_on > ${today}::date) and h.handed_back_at is null))
    order by l.customer_id, (p.left_on is null or p.left_on > ${today}::date) desc,
      (h.rung = 'stepped_in' and h.handed_back_at is null) desc,
      case when h.rung = 'stepped_in' and h.handed_back_at is null then h.from_at end desc,
      c.opened_at, c.case_id, h.from_at, h.holder_id`);
}

/** The open case of a customer whose deadline is nearest and which this person does not have. */
export function nextToTake(
  db: Runner,
  customerId: string,
  personId: string,
): Promise<{ caseId: string | null; mine: number }> {
  return db.one(sql`select count(*) filter (where c.owner_id = ${personId}::uuid) as mine,
      (array_agg(c.case_id order by c.due_at, c.case_id) filter (where c.owner_id <> ${personId}::uuid))[1] as "caseId"
    from links l join cases c on c.identity_id = l.identity_id and c.closure_id is null
    where l.customer_id = ${customerId}::uuid`);
}
