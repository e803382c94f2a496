import { type Runner, sql, type Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';

export type Account = 'available' | 'reserved' | 'spent';

export interface Entry {
  redressId: string;
  potId: string;
  budgetMonth: string;
  /** First day of the month it is booked in. */
  month: string;
  at: Date;
  personId: string | null;
  kind: 'reserved' | 'released' | 'spent' | 'returned' | 'corrected';
  from: Account;
  to: Account;
  amount: number;
  corrects?: string | null;
  reason?: string | null;
}

export async function book(tx: Tx, e: Entry): Promise<string> {
  const id = newId();
  await tx.run(sql`insert into recovery_entries (entry_id, redress_id, pot_id, budget_month, month, at, person_id, kind,
      from_account, to_account, amount, corrects, reason)
    values (${id}::uuid, ${e.redressId}::uuid, ${e.potId}::uuid, ${e.budgetMonth}::date, ${e.month}::date,
      ${e.at}::timestamptz, ${e.personId}::uuid, ${e.kind}, ${e.from}, ${e.to}, ${e.amount}, ${e.corrects ?? null}::uuid,
      ${e.reason ?? null})`);
  return id;
}

/** What left the account “available” and did not come back. */
const used = sql`coalesce(sum(case when e.from_account = 'available' then e.amount
  when e.to_account = 'available' then -e.amount else 0 end), 0)::bigint`;
const inAccount = (account: Account) => sql`coalesce(sum(case when e.to_account = ${account} then e.amount
  when e.from_account = ${account} then -e.amount else 0 end), 0)::bigint`;

/** Of one redress: what is spent, what is reserved, and the last entry by which it was spent. */
export function balanceOf(
  db: Runner,
  redressId: string,
): Promise<{ spent: number; reserved: number; returned: number; last: string | null }> {
  return db.one(sql`select ${inAccount('spent')} as spent, ${inAccount('reserved')} as reserved,
      coalesce(sum(e.amount) filter (where e.kind = 'returned'), 0)::bigint as returned,
      (array_agg(e.entry_id order by e.at desc, e.entry_id desc) filter (where e.kind = 'spent'))[1] as last
    from recovery_entries e where e.redress_id = ${redressId}::uuid`);
}

export interface Used {
  onCase: number;
  onCustomer: number;
  onPot: number;
}

/** What is used already of each limit, spent and reserved together. */
export async function usedOf(
  db: Runner,
  at: { caseId: string; customerId: string; potId: string; month: string },
): Promise<Used> {
  return db.one<Used>(sql`select
    (select ${used} from recovery_entries e join redresses r using (redress_id) where r.case_id = ${at.caseId}::uuid) as "onCase",
    (select ${used} from links l join cases c on c.identity_id = l.identity_id join redresses r on r.case_id = c.case_id
      join recovery_entries e on e.redress_id = r.redress_id
      where l.customer_id = ${at.customerId}::uuid and r.month = ${at.month}::date) as "onCustomer",
    (select ${used} from recovery_entries e where e.pot_id = ${at.potId}::uuid and e.budget_month = ${at.month}::date) as "onPot"`);
}

/** Spent and reserved of every pot in a month, for who looks at the budgets. */
export function usedOfPots(
  db: Runner,
  month: string,
): Promise<{ potId: string; spent: number; reserved: number }[]> {
  return db.all(sql`select e.pot_id as "potId", ${inAccount('spent')} as spent, ${inAccount('reserved')} as reserved
    from recovery_entries e where e.budget_month = ${month}::date group by e.pot_id`);
}
