import { bring } from '../platform/bulk.ts';
import { copyLine, type Runner, sql, type Tx } from '../platform/database.ts';
import { hold } from '../platform/locks.ts';

/** Only one batch opens cases at a time, so that two never open a second case for the same customer and touchpoint. */
export async function lockOpening(tx: Tx): Promise<void> {
  await hold(tx, 'openingCases');
}

/** Which of these facts belong to a case already. */
export async function factsOnCases(tx: Tx, factIds: string[]): Promise<Set<string>> {
  const rows = await tx.all<{ id: string }>(
    sql`select fact_id as id from case_facts where fact_id = any(${factIds}::uuid[])`,
  );
  return new Set(rows.map((row) => row.id));
}

export interface OpenCase {
  caseId: string;
  number: number;
  customerId: string;
  touchpointId: number;
  ownerId: string;
  urgent: boolean;
}

/** Ids of these customers' open cases, by index: the customers of a batch against all cases that are open. */
export function openOf(customerIds: readonly string[]) {
  return sql`
    select c.case_id from links l join cases c on c.identity_id = l.identity_id
      where l.customer_id = any(${customerIds}::uuid[]) and c.closure_id is null
    union select c.case_id from cases c
      where c.customer_id = any(${customerIds}::uuid[]) and c.closure_id is null`;
}

/** Open cases of these customers, by the links of now; the oldest first. One that took in a duplicate stands at its place as well. */
export async function openCasesOf(tx: Tx, customerIds: string[]): Promise<OpenCase[]> {
  return tx.all<OpenCase>(sql`
    select c.case_id as "caseId", c.number, coalesce(l.customer_id, c.customer_id) as "customerId",
      c.touchpoint_id as "touchpointId", c.owner_id as "ownerId", c.urgent, c.opened_at as "openedAt"
    from cases c left join links l on l.identity_id = c.identity_id
    where c.case_id in (${openOf(customerIds)})
    union all
    select c.case_id, c.number, coalesce(l.customer_id, c.customer_id), d.touchpoint_id, c.owner_id, c.urgent, c.opened_at
    from case_merges m join cases d on d.case_id = m.case_id join cases c on c.case_id = m.into_case_id
      left join links l on l.identity_id = c.identity_id
    where m.undone_at is null and m.into_case_id in (${openOf(customerIds)})
    order by "openedAt"`);
}

export interface NewCase {
  caseId: string;
  customerId: string;
  identityId: string;
  touchpointId: number;
  ruleId: number | null;
  factKind: 'response' | 'interaction' | 'person';
  factId: string | null;
  reason: string;
  quote: string | null;
  score: number | null;
  urgent: boolean;
  occurredAt: Date;
  openedAt: Date;
  dueAt: Date;
  holderId: string;
  ownerId: string;
  rung: string;
  why: string;
  /** The routing rule that sent it there. */
  routedBy?: string | null;
  openedBy: string | null;
}

/** Holders first: a case must point at its current one from its first moment. Gives back each case's number. */
export async function insertCases(tx: Tx, cases: NewCase[]): Promise<Map<string, number>> {
  await tx.copyFrom(
    'case_holders',
    ['holder_id', 'case_id', 'person_id', 'from_at', 'rung', 'reason', 'made_by', 'routing_rule_id'],
    cases.map((c) =>
      copyLine([c.holderId, c.caseId, c.ownerId, c.openedAt, c.rung, c.why, c.openedBy, c.routedBy ?? null]),
    ),
  );
  await tx.copyFrom(
    'cases',
    [
      'case_id',
      'customer_id',
      'identity_id',
      'touchpoint_id',
      'rule_id',
      'fact_kind',
      'fact_id',
      'reason',
      'quote',
      'score',
      'urgent',
      'occurred_at',
      'opened_at',
      'due_at',
      'holder_id',
      'owner_id',
    ],
    cases.map((c) =>
      copyLine([
        c.caseId,
        c.customerId,
        c.identityId,
        c.touchpointId,
        c.ruleId,
        c.factKind,
        c.factId,
        c.reason,
        c.quote,
        c.score,
        c.urgent,
        c.occurredAt,
        c.openedAt,
        c.dueAt,
        c.holderId,
        c.ownerId,
      ]),
    ),
  );
  const ids = cases.map((c) => c.caseId);
  const rows = await tx.all<{ id: string; number: number }>(
    sql`select case_id as id, number from cases where case_id = any(${ids}::uuid[])`,
  );
  return new Map(rows.map((row) => [row.id, row.number]));
}

export interface CaseFact {
  factId: string;
  caseId: string;
  factKind: 'response' | 'interaction';
  ruleId: number;
  opened: boolean;
  urgent: boolean;
  reason: string;
  quote: string | null;
  score: number | null;
  occurredAt: Date;
  linkedAt: Date;
}

export async function insertCaseFacts(tx: Tx, facts: CaseFact[]): Promise<void> {
  await tx.copyFrom(
    'case_facts',
    [
      'fact_id',
      'case_id',
      'fact_kind',
      'rule_id',
      'opened',
      'urgent',
      'reason',
      'quote',
      'score',
      'occurred_at',
      'linked_at',
    ],
    facts.map((f) =>
      copyLine([
        f.factId,
        f.caseId,
        f.factKind,
        f.ruleId,
        f.opened,
        f.urgent,
        f.reason,
        f.quote,
        f.score,
        f.occurredAt,
        f.linkedAt,
      ]),
    ),
  );
}

/** A case that a worse fact joined becomes urgent. */
export async function makeUrgent(tx: Tx, caseIds: string[]): Promise<void> {
  await bring(
    tx,
    'cases_made_urgent',
    [['case_id', 'uuid']],
    caseIds.map((id) => [id]),
  );
  await tx.run(sql`update cases set urgent = true
    where case_id in (select case_id from cases_made_urgent)`);
}

/** What metrics and kinds are called, for the words on a case. */
export async function namesOf(
  db: Runner,
  metricKeys: string[],
  kindKeys: string[],
): Promise<Map<string, string>> {
  const rows = await db.all<{ key: string; name: string }>(sql`
    select 'metric:' || key as key, name from metrics where key = any(${metricKeys}::text[])
    union all select 'kind:' || key, name from kinds where key = any(${kindKeys}::text[])`);
  return new Map(rows.map((row) => [row.key, row.name]));
}
