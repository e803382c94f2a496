import { applyJourney } from '../src/map/map.ts';
import {
  acknowledge,
  addDepartment,
  addPerson,
  assign,
  openRound,
  saveAnswer,
  savePulse,
  submitAnswers,
} from '../src/own/own.ts';
import { type Actor, operatorActor, type Role } from '../src/platform/access.ts';
import { freshDatabase } from './engines.ts';
import { appFor, personActor, testPlatform } from './platform.ts';

const yaml = `journey: join
name: Join
phases:
  - key: order
    name: Order
    touchpoints:
      - { key: promise, name: Date promise }
      - { key: form, name: Order form }
  - key: install
    name: Installation
    touchpoints:
      - { key: visit, name: Technician visit }
`;

export type RoundCompany = Awaited<ReturnType<typeof roundCompany>>;

/** Two departments of five, one who leads, three touchpoints: Sales 1 is accountable for the promise, nobody else for anything. */
export async function roundCompany() {
  const fresh = await freshDatabase();
  const platform = await testPlatform(fresh.db, { now: '2026-06-15T09:00:00Z' });
  const app = appFor(platform);
  const people = new Map<string, Actor>();

  async function person(
    name: string,
    department: string | null,
    roles: Role[] = ['member'],
    locale?: 'de',
  ): Promise<Actor> {
    const { id } = await addPerson(platform, operatorActor, {
      name,
      email: `${name.toLowerCase().replace(' ', '.')}@halden.example`,
      department,
      roles,
      invite: false,
      ...(locale ? { locale } : {}),
    });
    const actor = personActor(id, name, roles);
    people.set(name, actor);
    return actor;
  }
  const who = (name: string) => people.get(name) as Actor;
  const idOf = (name: string) => who(name).personId as string;

  await applyJourney(platform, operatorActor, yaml);
  await addDepartment(platform, operatorActor, { key: 'sales', name: 'Sales' });
  await addDepartment(platform, operatorActor, { key: 'field', name: 'Field service' });
  const lead = await person('Asta Lead', null, ['cx_lead']);
  for (let i = 1; i <= 5; i++) await person(`Sales ${i}`, 'sales');
  for (let i = 1; i <= 5; i++) await person(`Field ${i}`, 'field', ['member'], i === 1 ? 'de' : undefined);
  const object = { kind: 'touchpoint' as const, key: 'promise' };
  const { id } = await assign(platform, operatorActor, {
    object,
    role: 'A',
    person: idOf('Sales 1'),
    from: '2026-01-01',
  });
  await acknowledge(platform, operatorActor, id);
  await assign(platform, operatorActor, { object, role: 'R', department: 'field', from: '2026-01-01' });

  const asked = { departments: ['sales', 'field'] };
  const open = (given: Partial<Parameters<typeof openRound>[2]> = {}) =>
    openRound(platform, lead, {
      name: 'Summer round',
      about: { touchpoints: ['promise', 'form'] },
      asked,
      until: '2026-06-29',
      ...given,
    });

  async function say(
    name: string,
    roundId: string,
    given: {
      touchpoint: string;
      accountable?: string;
      ownRole?: 'A' | 'R' | 'C' | 'I' | 'none';
      version?: number;
    },
  ) {
    const named = given.accountable && people.has(given.accountable);
    return saveAnswer(platform, who(name), {
      roundId,
      touchpoint: given.touchpoint,
      version: given.version ?? 0,
      touches: true,
      accountable: named
        ? { kind: 'person', person: idOf(given.accountable as string) }
        : { kind: (given.accountable ?? 'unknown') as 'unknown' },
      responsible: { people: [], departments: [] },
      ownRole: given.ownRole ?? 'none',
      clarity: 2,
    });
  }

  async function finish(name: string, roundId: string) {
    await savePulse(platform, who(name), {
      roundId,
      version: 0,
      expected: 4,
      boundaries: 3,
      neighbours: 2,
      means: 5,
    });
    await submitAnswers(platform, who(name), roundId);
  }

  /** Sales says Sales 1, field service says Field 1; about the form all agree. */
  async function everybodyAnswers(roundId: string) {
    for (let i = 1; i <= 5; i++) {
      for (const side of ['Sales', 'Field']) {
        const name = `${side} ${i}`;
        await say(name, roundId, {
          touchpoint: 'promise',
          accountable: `${side} 1`,
          ownRole: i === 1 ? 'A' : 'R',
        });
        await say(name, roundId, { touchpoint: 'form', accountable: 'Sales 2', ownRole: 'C' });
        await finish(name, roundId);
      }
    }
  }

  return { fresh, platform, app, lead, who, idOf, open, say, finish, everybodyAnswers };
}
