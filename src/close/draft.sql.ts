import { type Runner, sql } from '../platform/database.ts';

export interface DraftFacts {
  customerId: string;
  touchpoint: string | null;
  occurredAt: Date;
  quote: string | null;
  person: string;
  title: string | null;
}

/** What the case and the person who writes bring to a draft. */
export function readDraft(db: Runner, caseId: string, personId: string): Promise<DraftFacts | undefined> {
  return db.maybe<DraftFacts>(sql`
    select coalesce(l.customer_id, c.customer_id) as "customerId", t.name as touchpoint, c.occurred_at as "occurredAt",
      c.quote, p.name as person, p.title
    from cases c
    left join links l on l.identity_id = c.identity_id
    left join touchpoints t on t.touchpoint_id = c.touchpoint_id
    join people p on p.person_id = ${personId}::uuid
    where c.case_id = ${caseId}::uuid`);
}
