import { dayFrom } from '../platform/copied.ts';
import { type ObjectKind, objectKinds } from './ledger.ts';
import type { Fault } from './lint.ts';

/** A person, a team or a department. One object each: the same holder is the same object. */
export interface Holder {
  id: string;
  person: boolean;
  /** A person who has not left by the day. */
  there: boolean;
  /** Of a department: itself. */
  departmentId: string | null;
  leftOn: string | null;
}

export interface Held {
  holder: Holder;
  /** Days since 2000. */
  from: number;
}

/** Something of the registry with its roles on a day. */
export interface Thing {
  kind: ObjectKind;
  id: number;
  A: Held[];
  R: Held[];
  C: Held[];
}

/** By `numberOf`. */
export type Registry = Map<number, Thing>;

/** Kind and id as one number: eight times the id and the kind. */
export const numberOf = (kind: ObjectKind, id: number) => id * 8 + objectKinds.indexOf(kind) + 1;

export const thingOf = (registry: Registry, kind: ObjectKind, id: number) => registry.get(numberOf(kind, id));

/** A fault before its names are looked up. */
export interface BareFault {
  fault: Fault;
  kind: ObjectKind | 'person' | 'department';
  id: string;
  people: string[];
  departments: string[];
  since: string | null;
  facts: Record<string, unknown>;
}

/** The claimants who stand: groups, and people who are still there. */
const standing = (thing: Thing) => thing.A.filter(({ holder }) => holder.there || !holder.person);

/** The one person accountable for it; nobody where there is none, more than one, or a group (rule 1). */
export function seated(thing: Thing): Holder | undefined {
  let one: Holder | undefined;
  for (const { holder } of thing.A) {
    if (holder.person && !holder.there) continue;
    if (one && one !== holder) return undefined;
    one = holder;
  }
  return one?.person ? one : undefined;
}

const departmentsOf = (held: Held[]) => held.flatMap(({ holder }) => holder.departmentId ?? []);

/** Whose people and teams do the work, the longest first. */
function does(thing: Thing): string[] {
  return departmentsOf([...thing.R].sort((a, b) => a.from - b.from || (a.holder.id < b.holder.id ? -1 : 1)));
}

/** What everything about a seat says: who is in it, whose they are, since when. */
export function about(thing: Thing): Pick<BareFault, 'kind' | 'id' | 'people' | 'departments' | 'since'> {
  const claims = standing(thing);
  return {
    kind: thing.kind,
    id: String(thing.id),
    people: claims.flatMap(({ holder }) => (holder.person ? holder.id : [])),
    departments: departmentsOf(thing.A),
    since: claims.length > 0 ? dayFrom(Math.max(...claims.map(({ from }) => from))) : null,
  };
}

/** Rule 1: a touchpoint has exactly one; whatever else somebody claims has one too. */
export function* seatFaults(registry: Registry): Generator<BareFault> {
  for (const thing of registry.values()) {
    if (seated(thing) || (thing.A.length === 0 && thing.kind !== 'touchpoint')) continue;
    const claims = standing(thing);
    const here = claims.filter(({ holder }) => holder.person);
    const several = claims.some(({ holder }) => holder !== claims[0]?.holder);
    const work = does(thing);
    const seat = about(thing);
    const facts = {
      groups: claims.flatMap(({ holder }) => (holder.person ? [] : holder.id)),
      from: here.length > 0 ? here.map(({ from }) => dayFrom(from)) : null,
    };
    const departments = work.length > 0 ? work : seat.departments;
    if (claims.length > 0) {
      yield {
        fault: several ? 'several_accountable' : 'team_accountable',
        ...seat,
        departments,
        facts,
      };
      continue;
    }
    const left = thing.A.flatMap(({ holder }) => holder.leftOn ?? []).sort();
    yield {
      fault: thing.A.length > 0 ? 'departed_accountable' : 'nobody_accountable',
      ...seat,
      departments,
      people: thing.A.map(({ holder }) => holder.id),
      since: left.at(-1) ?? null,
      facts,
    };
  }
}

/** Whoever answers for a touchpoint belongs to those who work there; where several departments do, somebody else is asked as well. */
export function* workFaults(registry: Registry): Generator<BareFault> {
  for (const thing of registry.values()) {
    if (thing.kind !== 'touchpoint' || thing.R.length === 0) continue;
    const working = departmentsOf(thing.R);
    if (working.length === 0) continue;
    if (thing.C.length === 0 && working.some((one) => one !== working[0])) {
      const work = does(thing);
      yield {
        fault: 'nobody_consulted',
        ...about(thing),
        departments: work,
        since: null,
        facts: { does: work },
      };
    }
    if (!seated(thing)) continue;
    const whose = departmentsOf(thing.A);
    if (
      whose.length > 0 &&
      !whose.some((one) => working.includes(one) || departmentsOf(thing.C).includes(one))
    ) {
      const work = does(thing);
      yield {
        fault: 'accountable_outsider',
        ...about(thing),
        departments: [...whose, ...work],
        facts: { does: work },
      };
    }
  }
}

export function* orphanMetrics(registry: Registry): Generator<BareFault> {
  for (const thing of registry.values()) {
    if (thing.kind === 'metric' && thing.A.length === 0)
      yield { fault: 'orphan_metric', ...about(thing), since: null, facts: {} };
  }
}

/** What one person holds. */
export interface Load {
  /** Things they are accountable or responsible for. */
  roles: number;
  /** Things they are accountable for, as far as that is theirs. */
  claims: { thing: Thing; from: number }[];
}

export function earliest(claims: Load['claims']): string | null {
  return claims.length > 0 ? dayFrom(Math.min(...claims.map(({ from }) => from))) : null;
}

/** Of everybody who is there and is accountable or responsible for anything. */
export function loads(registry: Registry): Map<Holder, Load> {
  const all = new Map<Holder, Load>();
  const of = (holder: Holder): Load => {
    const load = all.get(holder) ?? { roles: 0, claims: [] };
    all.set(holder, load);
    return load;
  };
  for (const thing of registry.values()) {
    const { A, R } = thing;
    for (const { holder, from } of A) {
      if (!holder.there) continue;
      const load = of(holder);
      const last = load.claims.at(-1);
      if (last?.thing === thing) last.from = Math.min(last.from, from);
      else {
        load.roles += 1;
        load.claims.push({ thing, from });
      }
    }
    for (let i = 0; i < R.length; i++) {
      const { holder } = R[i] as Held;
      if (!holder.there || A.some((one) => one.holder === holder)) continue;
      if (R.findIndex((one) => one.holder === holder) === i) of(holder).roles += 1;
    }
  }
  return all;
}

/** The touchpoint somebody took on last at which somebody else is responsible already, and who that is. */
export function reliefOf(holder: Holder, { claims }: Load): { thing: Thing; to: Holder } | undefined {
  const latest = claims.filter(({ thing }) => thing.kind === 'touchpoint' && thing.A.length === 1);
  for (const { thing } of latest.sort((a, b) => b.from - a.from || a.thing.id - b.thing.id)) {
    const others = thing.R.filter((one) => one.holder.there && one.holder !== holder);
    const [first] = others.sort((a, b) => a.from - b.from || (a.holder.id < b.holder.id ? -1 : 1));
    if (first) return { thing, to: first.holder };
  }
  return undefined;
}
