import type { z } from 'zod';
import type { Chart } from '../../../own/shapes.ts';
import { useApi } from '../../api/useApi.ts';
import type { Wire } from '../../api/wire.ts';

type Ownership = Wire<z.infer<typeof Chart>>;
export type Place = Ownership['journeys'][number]['phases'][number]['touchpoints'][number] & {
  where: string;
};

/** Touchpoints without exactly one accountable person, with where they stand. */
export function useEmptySeats() {
  const query = useApi<Ownership>(['ownership'], '/ownership', { query: { show: 'faults' } });
  const empty: Place[] = (query.data?.journeys ?? []).flatMap((journey) =>
    journey.phases.flatMap((phase) =>
      phase.touchpoints
        .filter((touchpoint) => touchpoint.person === null)
        .map((touchpoint) => ({ ...touchpoint, where: `${journey.name} · ${phase.name}` })),
    ),
  );
  return { query, empty, all: query.data?.counts.touchpoints ?? 0 };
}
