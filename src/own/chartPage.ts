import type { Runner } from '../platform/database.ts';
import {
  type ChartPlace,
  chartJourneys,
  chartPhases,
  chartTouchpoints,
  emptySeats,
  type PartFilter,
  touchpointsApart,
  touchpointsWith,
} from './chart.sql.ts';
import type { Plane } from './ledger.ts';

/** What the chart shows instead of journeys with their touchpoints, and what each of these is in the ledger. */
export const thingKinds = { metrics: 'metric', sources: 'source', promises: 'promise' } as const;
export type Things = keyof typeof thingKinds;

export interface ChartWanted extends PartFilter {
  /** Journeys with their touchpoints, where absent. */
  what?: Things | undefined;
  asOf?: string | undefined;
  journey?: string | undefined;
  plane?: Plane | undefined;
  /** `faults`: only touchpoints without exactly one accountable; `apart`: where the planes name different people. */
  show?: 'faults' | 'apart' | undefined;
  /** Key of the journey the page begins with, as `next` gave it. */
  after?: string | undefined;
  /** Touchpoints a page; whole journeys, so the last may take it a little further. */
  limit?: number | undefined;
}

export interface ChartPage {
  choices: { key: string; name: string }[];
  journeys: (ChartPlace & { phases: (ChartPlace & { touchpoints: ChartPlace[] })[] })[];
  ids: { touchpoints: number[]; phases: number[]; journeys: number[] };
  next: string | null;
  /** All there are, whatever the filters leave. */
  touchpoints: number;
}

const usualLimit = 300;

/** Whole journeys of a page, with the phases and touchpoints the filters leave. */
export async function pageOf(
  on: Runner,
  wanted: ChartWanted & { day: string; plane: Plane },
): Promise<ChartPage> {
  const only = await narrowed(on, wanted);
  const all = await chartJourneys(on, only);
  const shown = all.filter(
    (journey) => (!wanted.journey || journey.key === wanted.journey) && (!only || journey.touchpoints > 0),
  );
  const start = wanted.after ? shown.findIndex((journey) => journey.key === wanted.after) : 0;
  const rest = start < 0 ? [] : shown.slice(start);
  let count = 0;
  const end = rest.findIndex((journey, i) => {
    count += journey.touchpoints;
    return i > 0 && count > (wanted.limit ?? usualLimit);
  });
  const taken = end < 0 ? rest : rest.slice(0, end);
  const ids = taken.map((journey) => journey.id);
  const phases = Map.groupBy(await chartPhases(on, ids), (phase) => phase.journeyId);
  const touchpoints = Map.groupBy(await chartTouchpoints(on, ids, only), (one) => one.phaseId);
  const journeys = taken.map(({ id, key, name }) => ({
    id,
    key,
    name,
    phases: (phases.get(id) ?? [])
      .map((phase) => ({ ...phase, touchpoints: touchpoints.get(phase.id) ?? [] }))
      .filter((phase) => !only || phase.touchpoints.length > 0),
  }));
  const shownPhases = journeys.flatMap((journey) => journey.phases);
  return {
    touchpoints: all.reduce((sum, journey) => sum + journey.all, 0),
    choices: all.map(({ key, name }) => ({ key, name })),
    journeys,
    next: end < 0 ? null : rest[end]!.key,
    ids: {
      touchpoints: shownPhases.flatMap((phase) => phase.touchpoints.map((one) => one.id)),
      phases: shownPhases.map((phase) => phase.id),
      journeys: ids,
    },
  };
}

/** The touchpoints the filters leave; undefined: all. */
async function narrowed(
  on: Runner,
  wanted: ChartWanted & { day: string; plane: Plane },
): Promise<number[] | undefined> {
  const { day, plane, show, department, person, role } = wanted;
  const sets: number[][] = [];
  if (show === 'faults') sets.push(await emptySeats(on, day, plane));
  if (show === 'apart') sets.push(await touchpointsApart(on, day));
  if (department || person || role)
    sets.push(await touchpointsWith(on, { day, plane }, { department, person, role }));
  const [first, ...others] = sets.map((ids) => new Set(ids));
  return first && [...first].filter((id) => others.every((ids) => ids.has(id)));
}
