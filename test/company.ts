import type { OpenableFact } from '../src/close/rule.ts';
import type { Actor, Role } from '../src/platform/access.ts';
import { copyLine, type Database, sql } from '../src/platform/database.ts';
import { derivedId, newId } from '../src/platform/ids.ts';
import { personActor } from './platform.ts';

export interface Company {
  mara: Actor;
  asta: Actor;
  jonas: Actor;
  priya: Actor;
  tomas: Actor;
  /** Jonas is accountable, Priya responsible. */
  visit: number;
  /** Nobody is; the sponsor takes what happens here. */
  bill: number;
}

/** A company of five, one journey, two touchpoints, and as many customers as asked for. */
export async function company(db: Database, customers: number): Promise<Company> {
  const person = async (name: string, roles: Role[]) => {
    const id = newId();
    const email = `${name.split(' ')[0]?.toLowerCase()}@halden.example`;
    await db.run(sql`insert into people (person_id, name, email, title, colour, joined_on, made_at)
      values (${id}::uuid, ${name}, ${email}, 'Colleague', '#4a5fc9', '2025-01-01', '2025-01-01')`);
    for (const role of roles) {
      await db.run(
        sql`insert into person_roles (person_id, role, granted_at) values (${id}::uuid, ${role}, '2025-01-01')`,
      );
    }
    return personActor(id, name, roles);
  };
  const mara = await person('Mara Lindqvist', ['sponsor']);
  const asta = await person('Asta Krueger', ['cx_lead']);
  const jonas = await person('Jonas Nowak', ['department_head']);
  const priya = await person('Priya Dahl', ['member']);
  const tomas = await person('Tomas Berg', ['member']);

  const journey = await db.one<{ id: number }>(sql`insert into journeys (key, name, made_at, changed_at)
    values ('join', 'Join', '2025-01-01', '2025-01-01') returning journey_id as id`);
  const phase = await db.one<{ id: number }>(sql`insert into phases (journey_id, key, name, position)
    values (${journey.id}, 'install', 'Installation', 1) returning phase_id as id`);
  const touchpoint = async (key: string, name: string) =>
    (
      await db.one<{ id: number }>(sql`insert into touchpoints (phase_id, key, name, position)
      values (${phase.id}, ${key}, ${name}, 1) returning touchpoint_id as id`)
    ).id;
  const visit = await touchpoint('visit', 'Technician visit');
  const bill = await touchpoint('bill', 'First bill');
  for (const [role, who] of [
    ['A', jonas],
    ['R', priya],
  ] as const) {
    await db.run(sql`insert into assignments (assignment_id, object_kind, object_id, role, person_id, from_on, made_at)
      values (${newId()}::uuid, 'touchpoint', ${visit}, ${role}, ${who.personId}::uuid, '2025-01-01', '2025-01-01')`);
  }
  await db.run(
    sql`insert into metrics (key, name, kind, taken_from, made_at) values ('nps', 'NPS', 'nps', 'response', '2025-01-01')`,
  );
  const source = await db.one<{ id: number }>(
    sql`insert into sources (key, name, made_at) values ('surveys', 'Surveys', '2025-01-01') returning source_id as id`,
  );

  const ids = Array.from({ length: customers }, (_, n) => customerOf(n));
  const at = '2025-01-01T00:00:00Z';
  await db.copyFrom(
    'identities',
    [
      'identity_id',
      'source_id',
      'external_key',
      'name',
      'email',
      'content_hash',
      'first_seen_at',
      'changed_at',
    ],
    ids.map((id, n) =>
      copyLine([id, source.id, `c${n}`, `Customer ${n}`, `c${n}@customers.example`, 'x', at, at]),
    ),
  );
  await db.copyFrom(
    'customers',
    ['customer_id', 'name', 'email', 'search', 'made_at'],
    ids.map((id, n) => copyLine([id, `Customer ${n}`, `c${n}@customers.example`, `customer`, at])),
  );
  await db.copyFrom(
    'links',
    ['identity_id', 'customer_id', 'reason', 'linked_at'],
    ids.map((id) => copyLine([id, id, 'own', at])),
  );
  return { mara, asta, jonas, priya, tomas, visit, bill };
}

/** Customer and identity of the same number have the same id. */
export const customerOf = (n: number): string => derivedId('surveys', `c${n}`);

/** An answer of customer `who`: NPS `value` at the technician visit, an hour before the test clock's start. */
export function answer(
  at: Company,
  who: number,
  value: number | null,
  given: Partial<OpenableFact> = {},
): OpenableFact {
  return {
    kind: 'response',
    factId: newId(),
    identityId: customerOf(who),
    customerId: customerOf(who),
    sourceKey: 'surveys',
    metricKey: 'nps',
    kindKey: null,
    value,
    failed: null,
    comment: value !== null && value <= 6 ? 'Nobody came. Twice.' : null,
    contactRequested: null,
    touchpointId: at.visit,
    touchpointKey: 'visit',
    touchpointName: 'Technician visit',
    occurredAt: new Date('2026-03-02T08:00:00Z'),
    ...given,
  };
}
