import { eventLog } from '../../collect/collect.ts';
import { type Department, findPeople, listDepartments } from '../../own/own.ts';
import { systemActor } from '../../platform/access.ts';
import { sql } from '../../platform/database.ts';
import type { Platform } from '../../platform/platform.ts';
import { NO_DEPARTMENT, ownCases } from './ownCases.sql.ts';
import { type Analysis, analyse, type Origin } from './paths.sql.ts';
import type { Party } from './seam.ts';

export const OWN = 'cases';

/** An origin with names for its groups and the people who answer for them. */
export interface NamedOrigin extends Origin {
  name: string;
  own: boolean;
  /** Null: the log names no states. */
  closing: string[] | null;
  closedWords: string[];
  nameOf: (groupId: string) => string;
  idOf: (name: string) => string | undefined;
  partyOf: (groupId: string) => Party;
  analysis: () => Promise<Analysis>;
}

/** @throws Refusal `not_found` where no log has this name */
export async function originOf(platform: Platform, log: string): Promise<NamedOrigin> {
  return log.toLowerCase() === OWN ? ours(platform) : theirs(platform, log);
}

async function ours(platform: Platform): Promise<NamedOrigin> {
  const departments = await listDepartments(platform.db);
  const seat = await seats(platform);
  const origin = ownCases(platform.clock.now());
  const names = new Map(departments.map(({ id, name }) => [id, name]));
  names.set(NO_DEPARTMENT, '(no department)');
  const byId = new Map(departments.map((one) => [one.id, one]));
  return {
    ...origin,
    ...named(names),
    name: OWN,
    own: true,
    closing: [],
    closedWords: [],
    partyOf: (id) => party(names.get(id) ?? '?', byId.get(id), 'name', seat),
    analysis: () => analyse(platform.db, origin),
  };
}

async function theirs(platform: Platform, log: string): Promise<NamedOrigin> {
  const { groups, entries, closing, closedWords, name, version } = await eventLog(platform.db, log);
  const departments = await listDepartments(platform.db);
  const seat = await seats(platform);
  const byId = new Map(departments.map((one) => [one.id, one]));
  const byName = new Map(
    departments.filter((one) => !one.archivedAt).map((one) => [one.name.toLowerCase(), one]),
  );
  const byGroup = new Map(groups.map((one) => [String(one.id), one]));
  const origin: Origin = { entries, lost: sql`not s.closed`, closedOnly: false };
  return {
    ...origin,
    ...named(new Map(groups.map((one) => [String(one.id), one.name]))),
    name,
    own: false,
    closing: closing?.map((one) => one.name) ?? null,
    closedWords,
    partyOf: (id) => {
      const group = byGroup.get(id);
      const said = group?.departmentId;
      const department =
        said === undefined
          ? byName.get(group?.name.toLowerCase() ?? '')
          : said === null
            ? undefined
            : byId.get(said);
      return party(group?.name ?? '?', department, said === undefined ? 'name' : 'said', seat);
    },
    analysis: () => kept(platform, version, () => analyse(platform.db, origin)),
  };
}

function named(names: Map<string, string>): Pick<NamedOrigin, 'nameOf' | 'idOf'> {
  const ids = new Map([...names].map(([id, name]) => [name, id]));
  return { nameOf: (id) => names.get(id) ?? '?', idOf: (name) => ids.get(name) };
}

type SeatOf = (department: Department) => Pick<Party, 'person' | 'reason'>;

/** The head of a department, where there is one who is still here. */
async function seats(platform: Platform): Promise<SeatOf> {
  const here = new Set((await findPeople(platform, systemActor)).map(({ id }) => id));
  return ({ head }) => {
    if (!head) return { person: null, reason: 'nobody' };
    return here.has(head.id) ? { person: head, reason: null } : { person: null, reason: 'left' };
  };
}

function party(
  group: string,
  department: Department | undefined,
  mapped: 'said' | 'name',
  seat: SeatOf,
): Party {
  if (!department) {
    const reason = 'unmapped' as const;
    return { group, department: null, mapped: mapped === 'said' ? mapped : null, person: null, reason };
  }
  return { group, department: { key: department.key, name: department.name }, mapped, ...seat(department) };
}

/** A log changes only when something is imported; what was worked out about it holds until then. */
const MOST_KEPT = 30;
const memory = new WeakMap<object, Map<string, Analysis>>();

async function kept(platform: Platform, key: string, work: () => Promise<Analysis>): Promise<Analysis> {
  const known = memory.get(platform.db) ?? new Map<string, Analysis>();
  memory.set(platform.db, known);
  const found = known.get(key) ?? (await work());
  known.delete(key);
  known.set(key, found);
  if (known.size > MOST_KEPT) known.delete(known.keys().next().value as string);
  return found;
}
