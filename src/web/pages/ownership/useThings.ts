import { useApi } from '../../api/useApi.ts';
import type { Journey } from '../journeys/journey.ts';
import { type ObjectKind, type Things, thingKinds, useChart } from './ownership.ts';
import { useThingsWords } from './things.messages.ts';

export interface Thing {
  kind: ObjectKind;
  key: string;
  name: string;
  where: string;
}

/** Everything that can be somebody's, by name, to choose from. */
export function useThings(): Thing[] {
  const journeys = useApi<{ items: Journey[] }>(['journeys'], '/journeys').data?.items ?? [];
  const { many } = useThingsWords();
  const charts: [Things, ReturnType<typeof useChart>][] = [
    ['metrics', useChart(undefined, { what: 'metrics' })],
    ['sources', useChart(undefined, { what: 'sources' })],
    ['promises', useChart(undefined, { what: 'promises' })],
  ];
  const others = charts.flatMap(([what, chart]) =>
    (chart.data?.things ?? []).map(
      ({ key, name }): Thing => ({ kind: thingKinds[what], key, name, where: many[what] }),
    ),
  );
  const mapped = journeys.flatMap((journey) => [
    ...journey.phases.flatMap((phase) =>
      phase.touchpoints.map(
        ({ key, name }): Thing => ({
          kind: 'touchpoint',
          key,
          name,
          where: `${journey.name} · ${phase.name}`,
        }),
      ),
    ),
    ...journey.phases.map(
      (phase): Thing => ({
        kind: 'phase',
        key: `${journey.key}/${phase.key}`,
        name: phase.name,
        where: journey.name,
      }),
    ),
    { kind: 'journey', key: journey.key, name: journey.name, where: '' } satisfies Thing,
  ]);
  return [...mapped, ...others];
}
