import { type Runner, sql } from '../platform/database.ts';

/** Also of an archived one: its cases are still there. */
export async function touchpointOf(db: Runner, key: string): Promise<number | undefined> {
  const row = await db.maybe<{ id: number }>(
    sql`select touchpoint_id as id from touchpoints where key = ${key} order by archived_at nulls first limit 1`,
  );
  return row?.id;
}

/** Everybody in it, who left as well: what they closed is still the department’s. Undefined where there is no such one. */
export async function peopleOfDepartment(db: Runner, key: string): Promise<string[] | undefined> {
  const row = await db.maybe<{ ids: string[] }>(sql`
    select array(select p.person_id from people p where p.department_id = d.department_id) as ids
    from departments d where d.key = ${key}`);
  return row?.ids;
}

/** The records that are this customer by the links of now. */
export async function identitiesOfCustomer(db: Runner, customerId: string): Promise<string[]> {
  const rows = await db.all<{ id: string }>(
    sql`select identity_id as id from links where customer_id = ${customerId}::uuid`,
  );
  return rows.map((row) => row.id);
}

export async function tagName(db: Runner, tagId: number): Promise<string | undefined> {
  const row = await db.maybe<{ name: string }>(
    sql`select name from tags where tag_id = ${tagId} and archived_at is null`,
  );
  return row?.name;
}
