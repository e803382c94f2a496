import { type Runner, sql, type Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';

export interface Pot {
  potId: string;
  currency: string | null;
  perCase: number;
  perCustomer: number;
  perMonth: number;
}

/** Everybody's pot, which is always there; without terms nothing may be spent from it without asking. */
const everybodys = '00000000-0000-0000-0000-000000000000';

/**
 * From which pot this person gives: that of their role in their department, else of the department, else of the role,
 * else everybody's. Of several roles the one that may give most on a case.
 */
export async function potOf(db: Runner, personId: string): Promise<Pot> {
  const found = await db.maybe<Pot>(sql`
    select p.pot_id as "potId", t.currency, t.per_case as "perCase", t.per_customer as "perCustomer", t.per_month as "perMonth"
    from people m join recovery_pots p on (p.department_id is null or p.department_id = m.department_id)
      and (p.role is null or exists (select 1 from person_roles r where r.person_id = m.person_id and r.role = p.role and r.revoked_at is null))
    join recovery_terms t on t.pot_id = p.pot_id and t.until_at is null
    where m.person_id = ${personId}::uuid
    order by (p.department_id is not null)::int desc, (p.role is not null)::int desc, t.per_case desc, p.pot_id limit 1`);
  return found ?? { potId: everybodys, currency: null, perCase: 0, perCustomer: 0, perMonth: 0 };
}

/** Whoever comes second waits here, and then sees what the first spent. Gives back the terms as they are then. */
export async function lockPot(tx: Tx, potId: string): Promise<void> {
  await tx.one(sql`select 1 from recovery_pots where pot_id = ${potId}::uuid for update`);
}

export async function ensurePot(
  tx: Tx,
  of: { departmentId: string | null; role: string | null },
): Promise<string> {
  await tx.run(sql`insert into recovery_pots (pot_id, department_id, role)
    values (${newId()}::uuid, ${of.departmentId}::uuid, ${of.role}) on conflict do nothing`);
  const row = await tx.one<{ id: string }>(sql`select pot_id as id from recovery_pots
    where department_id is not distinct from ${of.departmentId}::uuid and role is not distinct from ${of.role} for update`);
  return row.id;
}

export async function endTerms(tx: Tx, potId: string, at: Date): Promise<number> {
  return tx.run(sql`update recovery_terms set until_at = ${at}::timestamptz
    where pot_id = ${potId}::uuid and until_at is null`);
}

export async function writeTerms(tx: Tx, t: Pot & { at: Date; by: string | null }): Promise<void> {
  await tx.run(sql`insert into recovery_terms (terms_id, pot_id, currency, per_case, per_customer, per_month, from_at, made_by)
    values (${newId()}::uuid, ${t.potId}::uuid, ${t.currency}, ${t.perCase}, ${t.perCustomer}, ${t.perMonth},
      ${t.at}::timestamptz, ${t.by}::uuid)`);
}

export interface BudgetRow extends Pot {
  currency: string;
  departmentId: string | null;
  departmentName: string | null;
  role: string | null;
  people: number;
}

/** The budgets that hold now, everybody's first. */
export function readBudgets(db: Runner, today: string): Promise<BudgetRow[]> {
  return db.all<BudgetRow>(sql`
    select p.pot_id as "potId", p.department_id as "departmentId", d.name as "departmentName", p.role, t.currency,
      t.per_case as "perCase", t.per_customer as "perCustomer", t.per_month as "perMonth",
      (select count(*) from people m where (p.department_id is null or m.department_id = p.department_id)
        and (m.left_on is null or m.left_on > ${today}::date)
        and (p.role is null or exists (select 1 from person_roles r where r.person_id = m.person_id and r.role = p.role and r.revoked_at is null))) as people
    from recovery_terms t join recovery_pots p using (pot_id) left join departments d using (department_id)
    where t.until_at is null order by (p.department_id is not null), d.name, (p.role is not null), p.role`);
}

export async function isClosed(db: Runner, month: string): Promise<boolean> {
  return (await db.maybe(sql`select 1 from recovery_months where month = ${month}::date`)) !== undefined;
}

export async function closeMonthOf(
  tx: Tx,
  month: { month: string; at: Date; by: string | null },
): Promise<void> {
  await tx.run(sql`insert into recovery_months (month, closed_at, closed_by)
    values (${month.month}::date, ${month.at}::timestamptz, ${month.by}::uuid)`);
}

export function readMonths(
  db: Runner,
): Promise<{ month: string; closedAt: Date | null; spent: number; waits: number }[]> {
  return db.all(sql`select to_char(m.month, 'YYYY-MM-DD') as month, x.closed_at as "closedAt", m.spent, m.waits from (
      select e.month, coalesce(sum(case when e.to_account = 'spent' then e.amount when e.from_account = 'spent' then -e.amount else 0 end), 0)::bigint as spent,
        (select count(*) from redress_approvals a join redresses r using (redress_id) where a.answer is null and r.month = e.month) as waits
      from recovery_entries e group by e.month) m
    left join recovery_months x using (month) order by m.month desc limit 36`);
}

export async function waitingIn(tx: Tx, month: string): Promise<number> {
  const row = await tx.one<{
    n: number;
  }>(sql`select count(*) as n from redress_approvals a join redresses r using (redress_id)
    where a.answer is null and r.month = ${month}::date`);
  return row.n;
}
