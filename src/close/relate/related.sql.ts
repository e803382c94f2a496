import { type Runner, sql, type Tx } from '../../platform/database.ts';
import type { Other } from './related.ts';

const other = sql`c.case_id as id, c.number, c.reason, c.quote, t.name as touchpoint, c.opened_at as "openedAt",
  case when c.closure_id is null then 'open' when m.merge_id is not null then 'merged' else 'closed' end as state,
  jsonb_build_object('id', coalesce(l.customer_id, c.customer_id), 'name', u.name) as customer,
  jsonb_build_object('id', c.owner_id, 'name', p.name) as owner`;
const joined = sql`join people p on p.person_id = c.owner_id
  left join links l on l.identity_id = c.identity_id
  left join customers u on u.customer_id = coalesce(l.customer_id, c.customer_id)
  left join touchpoints t on t.touchpoint_id = c.touchpoint_id
  left join case_merges m on m.case_id = c.case_id and m.undone_at is null`;

/** Other cases on the records of the same customer. */
export function ofSameCustomer(
  db: Runner,
  caseId: string,
  customerId: string,
  most: number,
): Promise<Other[]> {
  return db.all<Other>(sql`select ${other} from cases c ${joined}
    where c.case_id in (select o.case_id from links k join cases o on o.identity_id = k.identity_id where k.customer_id = ${customerId}::uuid)
      and c.case_id <> ${caseId}::uuid and m.merge_id is null
    order by c.closure_id is not null, c.opened_at desc, c.case_id limit ${most}::int`);
}

export type Linked = Other & {
  linkId: string;
  kind: 'relates' | 'same_cause';
  note: string | null;
  by: string;
  at: Date;
};

export function linkedTo(db: Runner, caseId: string): Promise<Linked[]> {
  return db.all<Linked>(sql`
    select ${other}, k.link_id as "linkId", k.kind, k.note, b.name as by, k.made_at as at from (
      select *, other_case_id as beside from case_links where case_id = ${caseId}::uuid and ended_at is null
      union all select *, case_id from case_links where other_case_id = ${caseId}::uuid and ended_at is null) k
    join cases c on c.case_id = k.beside join people b on b.person_id = k.made_by ${joined}
    order by k.made_at, k.link_id limit 100`);
}

export async function insertLink(
  tx: Tx,
  link: {
    id: string;
    caseId: string;
    otherId: string;
    kind: string;
    note: string | null;
    at: Date;
    by: string;
  },
): Promise<boolean> {
  const rows =
    await tx.run(sql`insert into case_links (link_id, case_id, other_case_id, kind, note, made_at, made_by)
    values (${link.id}::uuid, ${link.caseId}::uuid, ${link.otherId}::uuid, ${link.kind}, ${link.note}, ${link.at}::timestamptz, ${link.by}::uuid)
    on conflict do nothing`);
  return rows === 1;
}

export function endLink(
  tx: Tx,
  link: { id: string; caseId: string; at: Date; by: string },
): Promise<{ otherId: string; kind: string } | undefined> {
  return tx.maybe(sql`update case_links set ended_at = ${link.at}::timestamptz, ended_by = ${link.by}::uuid
    where link_id = ${link.id}::uuid and ${link.caseId}::uuid in (case_id, other_case_id) and ended_at is null
    returning case when case_id = ${link.caseId}::uuid then other_case_id else case_id end as "otherId", kind`);
}

/** The id of a case that a person names by its id or its number. */
export async function caseNamed(db: Runner, name: string | number): Promise<string | undefined> {
  const row = await db.maybe<{ id: string }>(
    typeof name === 'number'
      ? sql`select case_id as id from cases where number = ${name}`
      : sql`select case_id as id from cases where case_id = ${name}::uuid`,
  );
  return row?.id;
}

export interface MergeRow {
  mergeId: string;
  caseId: string;
  intoId: string;
  closureId: string;
  reason: string;
  at: Date;
  personId: string;
  madeUrgent: boolean;
  clocks: { old: string; new: string }[];
}

export async function insertMerge(tx: Tx, m: MergeRow): Promise<void> {
  await tx.run(sql`insert into case_merges (merge_id, case_id, into_case_id, closure_id, reason, at, person_id, made_urgent, clocks)
    values (${m.mergeId}::uuid, ${m.caseId}::uuid, ${m.intoId}::uuid, ${m.closureId}::uuid, ${m.reason}, ${m.at}::timestamptz,
      ${m.personId}::uuid, ${m.madeUrgent}, ${JSON.stringify(m.clocks)}::jsonb)`);
}

/** What this case was merged into, if it was. */
export function mergeOf(
  db: Runner,
  caseId: string,
): Promise<(MergeRow & { intoNumber: number }) | undefined> {
  return db.maybe(
    sql`select m.merge_id as "mergeId", m.case_id as "caseId", m.into_case_id as "intoId", m.closure_id as "closureId",
      m.reason, m.at, m.person_id as "personId", m.made_urgent as "madeUrgent", m.clocks, c.number as "intoNumber"
    from case_merges m join cases c on c.case_id = m.into_case_id where m.case_id = ${caseId}::uuid and m.undone_at is null`,
    'merge of case',
  );
}

export async function endMerge(tx: Tx, mergeId: string, at: Date, by: string): Promise<void> {
  await tx.run(
    sql`update case_merges set undone_at = ${at}::timestamptz, undone_by = ${by}::uuid where merge_id = ${mergeId}::uuid`,
  );
}

/** Everything that was merged into this one, also by way of another. */
export function mergedInto(db: Runner, caseId: string): Promise<{ id: string; number: number }[]> {
  return db.all(sql`
    with recursive tree as (
      select case_id from case_merges where into_case_id = ${caseId}::uuid and undone_at is null
      union select m.case_id from case_merges m join tree t on m.into_case_id = t.case_id where m.undone_at is null)
    select case_id as id, c.number from tree join cases c using (case_id) limit 200`);
}

export function mergedHere(
  db: Runner,
  caseId: string,
): Promise<(Other & { at: Date; by: string; why: string })[]> {
  return db.all(sql`select ${other}, m.at, b.name as by, m.reason as why
    from cases c ${joined} join people b on b.person_id = m.person_id
    where m.into_case_id = ${caseId}::uuid order by m.at limit 100`);
}

export function beside(db: Runner, caseId: string): Promise<Other | undefined> {
  return db.maybe<Other>(sql`select ${other} from cases c ${joined} where c.case_id = ${caseId}::uuid`);
}

/** Clocks that took over an earlier deadline give way to those they replaced, if they still count. */
export async function clocksBack(
  tx: Tx,
  pairs: readonly { old: string; new: string }[],
  at: Date,
): Promise<void> {
  for (const pair of pairs) {
    const [taken] = await tx.all<{
      metAt: Date | null;
    }>(sql`update case_clocks set replaced_at = ${at}::timestamptz
      where clock_id = ${pair.new}::uuid and replaced_at is null returning met_at as "metAt"`);
    if (!taken) continue;
    await tx.run(
      sql`update case_clocks set replaced_at = null, met_at = ${taken.metAt}::timestamptz where clock_id = ${pair.old}::uuid`,
    );
  }
}

export async function setDue(tx: Tx, caseId: string, dueAt: Date): Promise<void> {
  await tx.run(sql`update cases set due_at = ${dueAt}::timestamptz where case_id = ${caseId}::uuid`);
}
