import { touchpointIndex } from '../map/map.ts';
import type { Runner } from '../platform/database.ts';
import type { Part } from './delegation.ts';
import type { ObjectKind } from './ledger.ts';

/** What a delegation reaches: a thing with all it is part of, the thing itself first; empty: everything. */
export type Scope = Part;

/** A touchpoint with its phase and journey, a phase with its journey, anything else alone. */
export async function partsOf(on: Runner, object: { kind: ObjectKind; id: number } | null): Promise<Scope> {
  if (!object) return [];
  const { kind, id } = object;
  if (kind !== 'touchpoint' && kind !== 'phase') return [[kind, id]];
  const { byId, inOrder } = await touchpointIndex(on);
  const place = kind === 'touchpoint' ? byId.get(id) : inOrder.find((one) => one.phaseId === id);
  if (!place) return [[kind, id]];
  const above: Scope = [
    ['phase', place.phaseId],
    ['journey', place.journeyId],
  ];
  return kind === 'touchpoint' ? [[kind, id], ...above] : above;
}

/** What two reach both, or undefined where they have nothing in common. */
export function shared(a: Scope, b: Scope): Scope | undefined {
  if (a.length === 0) return b;
  if (b.length === 0 || isPartOf(a, b)) return a;
  return isPartOf(b, a) ? b : undefined;
}

function isPartOf(inner: Scope, outer: Scope): boolean {
  const [kind, id] = outer[0]!;
  return inner.some((part) => part[0] === kind && part[1] === id);
}

/** Touchpoints within an object, archived ones too: their open cases are still somebody's. */
export async function touchpointsIn(on: Runner, object: { kind: ObjectKind; id: number }): Promise<number[]> {
  const { inOrder } = await touchpointIndex(on);
  const field = { touchpoint: 'id', phase: 'phaseId', journey: 'journeyId' } as const;
  const by = field[object.kind as keyof typeof field];
  return by ? inOrder.filter((one) => one[by] === object.id).map((one) => one.id) : [];
}
