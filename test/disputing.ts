import { openWhereNeeded, seedRules } from '../src/close/close.ts';
import type { OpenableFact } from '../src/close/rule.ts';
import type { Actor } from '../src/platform/access.ts';
import { type Database, sql } from '../src/platform/database.ts';
import { newId } from '../src/platform/ids.ts';
import { answer, type Company, company } from './company.ts';
import { type FreshDatabase, freshDatabase } from './engines.ts';
import { type TestPlatform, testPlatform } from './platform.ts';

export interface Disputing extends Company {
  fresh: FreshDatabase;
  platform: TestPlatform;
  /** Names of departments by who works there: Jonas and Tomas in the field, Priya and Asta in service, Mara above. */
  departments: Record<'field' | 'service' | 'board', string>;
  /** Opens a case of customer `who` at the technician visit, for Priya unless ruled otherwise. Gives its id. */
  open(who: number, given?: Partial<OpenableFact>): Promise<string>;
  ownerOf(caseId: string): Promise<string>;
}

/** The company of five in three departments, with the usual case rules; Jonas also answers for the whole phase's journey where asked. */
export async function disputing(customers = 60): Promise<Disputing> {
  const fresh = await freshDatabase();
  const platform = await testPlatform(fresh.db);
  const at = await company(fresh.db, customers);
  await fresh.db.tx((tx) => seedRules(tx, platform));
  const departments = {
    field: await department(fresh.db, 'field', 'Field service', at.jonas, [at.jonas, at.tomas]),
    service: await department(fresh.db, 'service', 'Customer service', at.asta, [at.priya, at.asta]),
    board: await department(fresh.db, 'board', 'Board', at.mara, [at.mara]),
  };
  return {
    ...at,
    fresh,
    platform,
    departments,
    async open(who, given = {}) {
      const [made] = await fresh.db.tx((tx) =>
        openWhereNeeded(tx, platform, [answer(at, who, 4, { occurredAt: platform.clock.now(), ...given })]),
      );
      return made?.caseId ?? '';
    },
    async ownerOf(caseId) {
      const row = await fresh.db.one<{ id: string }>(
        sql`select owner_id as id from cases where case_id = ${caseId}::uuid`,
      );
      return row.id;
    },
  };
}

async function department(
  db: Database,
  key: string,
  name: string,
  head: Actor,
  people: Actor[],
): Promise<string> {
  const id = newId();
  await db.run(sql`insert into departments (department_id, key, name, head_person_id)
    values (${id}::uuid, ${key}, ${name}, ${head.personId}::uuid)`);
  await db.run(sql`update people set department_id = ${id}::uuid
    where person_id = any(${people.map((one) => one.personId)}::uuid[])`);
  return id;
}
