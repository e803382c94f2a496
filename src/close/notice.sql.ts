import { type Runner, sql } from '../platform/database.ts';

export interface Addressee {
  personId: string;
  name: string;
  email: string;
  locale: string | null;
}

/** Where a colleague's notices go. */
export async function addressees(db: Runner, personIds: string[]): Promise<Map<string, Addressee>> {
  const rows = await db.all<Addressee>(sql`
    select person_id as "personId", name, email, locale from people where person_id = any(${personIds}::uuid[])`);
  return new Map(rows.map((row) => [row.personId, row]));
}

export async function customerNames(db: Runner, customerIds: string[]): Promise<Map<string, string | null>> {
  const rows = await db.all<{ id: string; name: string | null }>(sql`
    select customer_id as id, name from customers where customer_id = any(${customerIds}::uuid[])`);
  return new Map(rows.map((row) => [row.id, row.name]));
}
