import { type Runner, sql, type Tx } from '../platform/database.ts';

/** What a case must be for a ruling to route it; what is not named may be anything. Keys. */
export interface Conditions {
  rule?: string | undefined;
  kind?: string | undefined;
  source?: string | undefined;
}

export interface RulingRow {
  id: string;
  touchpointId: number;
  conditions: Conditions;
  personId: string;
  personName: string;
  leftOn: string | null;
  reason: string;
  from: Date;
  /** First day on which it no longer routes. */
  reviewOn: string;
  retiredAt: Date | null;
  retiredWhy: string | null;
  renewals: number;
  madeBy: string | null;
  disputeId: string | null;
  decisionId: string | null;
}

const last = (column: string) =>
  sql.raw(
    `(select v.${column} from ruling_reviews v where v.ruling_id = r.ruling_id order by v.at desc, v.review_id desc limit 1)`,
  );

/** Rulings as they stand after all their reviews, of some touchpoints or all; the newest first. */
export function readRulings(on: Runner, touchpointIds?: number[]): Promise<RulingRow[]> {
  const these = touchpointIds ? sql`where r.touchpoint_id = any(${touchpointIds}::int[])` : sql``;
  return on.all<RulingRow>(sql`
    select r.ruling_id as id, r.touchpoint_id as "touchpointId", r.conditions, r.person_id as "personId", p.name as "personName",
      p.left_on as "leftOn", r.reason, r.from_at as "from", r.made_by as "madeBy", r.dispute_id as "disputeId", r.decision_id as "decisionId",
      coalesce(${last('review_on')}, r.review_on) as "reviewOn",
      (select max(v.at) from ruling_reviews v where v.ruling_id = r.ruling_id and v.review_on is null) as "retiredAt",
      (select max(v.reason) from ruling_reviews v where v.ruling_id = r.ruling_id and v.review_on is null) as "retiredWhy",
      (select count(*) from ruling_reviews v where v.ruling_id = r.ruling_id and v.review_on is not null) as renewals
    from rulings r join people p using (person_id) ${these} order by r.from_at desc, r.ruling_id desc`);
}

export interface NewRuling {
  id: string;
  touchpointId: number;
  conditions: Conditions;
  personId: string;
  reason: string;
  from: Date;
  reviewOn: string;
  madeBy: string | null;
  disputeId?: string | null;
  decisionId?: string | null;
}

export async function insertRuling(tx: Tx, made: NewRuling): Promise<void> {
  await tx.run(sql`insert into rulings (ruling_id, touchpoint_id, conditions, person_id, reason, from_at, review_on, made_by, dispute_id, decision_id)
    values (${made.id}::uuid, ${made.touchpointId}::int, ${JSON.stringify(made.conditions)}::jsonb, ${made.personId}::uuid, ${made.reason},
      ${made.from}::timestamptz, ${made.reviewOn}::date, ${made.madeBy}::uuid, ${made.disputeId ?? null}::uuid, ${made.decisionId ?? null}::uuid)`);
}

export async function insertReview(
  tx: Tx,
  review: {
    id: string;
    rulingId: string;
    at: Date;
    by: string | null;
    reviewOn: string | null;
    reason: string | null;
  },
): Promise<void> {
  await tx.run(sql`insert into ruling_reviews (review_id, ruling_id, at, by_person_id, review_on, reason)
    values (${review.id}::uuid, ${review.rulingId}::uuid, ${review.at}::timestamptz, ${review.by}::uuid, ${review.reviewOn}::date, ${review.reason})`);
}

/** Whoever reviews second waits and then sees the first review. */
export async function lockRuling(tx: Tx, id: string): Promise<RulingRow | undefined> {
  const row = await tx.maybe<{ touchpointId: number }>(
    sql`select touchpoint_id as "touchpointId" from rulings where ruling_id = ${id}::uuid for update`,
  );
  return row && (await readRulings(tx, [row.touchpointId])).find((one) => one.id === id);
}
