import type { Runner } from '../platform/database.ts';
import type { PersonCard } from './ledger.ts';
import { objectNames, placesOf } from './ledgerObject.sql.ts';
import { type Asked, otherFaults, ungrantedNeeds } from './lint.sql.ts';
import type { Limits } from './lint.ts';
import { registryOn } from './registry.sql.ts';
import * as registry from './registry.ts';
import { type BareFault, type Holder, type Load, type Registry, thingOf } from './registry.ts';
import { namesOfGroups } from './suggest.sql.ts';

/** A fault with the names of what it is about, and where on which journey that is. */
export interface FaultRow extends BareFault {
  key: string;
  name: string;
  phaseId: number | null;
  journeyId: number | null;
}

/** Who could be relieved of what, by person. */
export type Reliefs = Map<string, NonNullable<ReturnType<typeof registry.reliefOf>>>;

/** What the registry, the catalogues, the cells, the delegations and the mandates say of a day. */
export async function faultsOn(on: Runner, asked: Asked): Promise<{ faults: BareFault[]; reliefs: Reliefs }> {
  const things = await registryOn(on, asked.day, 'all');
  const held = registry.loads(things);
  const others = await otherFaults(on, asked, { accountable: accountable(held), ...unclaimed(things) });
  const byId = new Map([...held].map(([holder, load]) => [holder.id, load]));
  const faults = [
    ...registry.seatFaults(things),
    ...registry.workFaults(things),
    ...registry.orphanMetrics(things),
    ...overloaded(held, asked.limits),
    ...others.flatMap((one) => within(things, byId, one)),
  ];
  const reliefs: Reliefs = new Map();
  for (const [holder, load] of held) {
    const way = load.roles > asked.limits.overloadedBeyond ? registry.reliefOf(holder, load) : undefined;
    if (way) reliefs.set(holder.id, way);
  }
  return { faults, reliefs };
}

/** Only those that can be urgent, which asks nobody who works where. */
export async function urgentFaultsOn(on: Runner, asked: Asked): Promise<BareFault[]> {
  const things = await registryOn(on, asked.day, 'claims');
  const needs = await ungrantedNeeds(on, asked, accountable(registry.loads(things)));
  return [...registry.seatFaults(things), ...needs];
}

const accountable = (held: Map<Holder, Load>) =>
  [...held].flatMap(([{ id }, { claims }]) => (claims.length > 0 ? id : []));

function unclaimed(things: Registry): { unclaimed: { source: number[]; promise: number[] } } {
  const free = { source: [] as number[], promise: [] as number[] };
  for (const { kind, id, A } of things.values()) {
    if ((kind === 'source' || kind === 'promise') && A.length === 0) free[kind].push(id);
  }
  return { unclaimed: free };
}

function* overloaded(held: Map<Holder, Load>, { overloadedBeyond }: Limits): Generator<BareFault> {
  for (const [{ id, departmentId }, { roles }] of held) {
    if (roles <= overloadedBeyond) continue;
    yield {
      fault: 'overloaded',
      kind: 'person',
      id,
      people: [id],
      departments: departmentId ? [departmentId] : [],
      since: null,
      facts: { roles, limit: overloadedBeyond },
    };
  }
}

/** What a statement found, as far as it concerns what is there, with what the registry knows of it. */
function within(things: Registry, held: Map<string, Load>, one: BareFault): BareFault[] {
  if (one.fault === 'unmeasured') {
    const thing = thingOf(things, 'touchpoint', Number(one.id));
    return thing && registry.seated(thing) ? [{ ...one, ...registry.about(thing) }] : [];
  }
  if (one.fault === 'unacknowledged') {
    const there =
      one.kind !== 'person' && one.kind !== 'department' && thingOf(things, one.kind, Number(one.id));
    return there ? [one] : [];
  }
  if (one.fault === 'mandate_unstated') {
    const claims = held.get(one.id)?.claims ?? [];
    return [{ ...one, since: registry.earliest(claims), facts: { holds: claims.length } }];
  }
  return [one];
}

/** What was deleted since it was found has no name and is left out. */
export async function named(
  on: Runner,
  faults: BareFault[],
  people: Map<string, PersonCard>,
): Promise<FaultRow[]> {
  const names = new Map<string, Omit<FaultRow, keyof BareFault>>();
  for (const [kind, some] of Map.groupBy(faults, (one) => one.kind)) {
    const nowhere = { phaseId: null, journeyId: null };
    const ids = [...new Set(some.map((one) => (kind === 'person' ? (one.people[0] as string) : one.id)))];
    if (kind === 'person') {
      for (const id of ids)
        names.set(`person ${id}`, { key: id, name: people.get(id)?.name ?? '', ...nowhere });
    } else if (kind === 'department') {
      for (const { id, key, name } of (await namesOfGroups(on, ids)).values())
        names.set(`department ${id}`, { key, name, ...nowhere });
    } else {
      const places = new Map(
        (await placesOf(on, kind, ids.map(Number))).map(({ id, ...place }) => [id, place]),
      );
      for (const { id, key, name } of await objectNames(on, kind, ids.map(Number)))
        names.set(`${kind} ${id}`, { key, name, ...(places.get(id) ?? nowhere) });
    }
  }
  return faults.flatMap((one) => {
    const name = names.get(`${one.kind} ${one.kind === 'person' ? one.people[0] : one.id}`);
    return name ? [{ ...one, ...name }] : [];
  });
}
