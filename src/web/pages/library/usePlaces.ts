import { useApi } from '../../api/useApi.ts';

interface Journeys {
  items: { phases: { touchpoints: { key: string; name: string }[] }[] }[];
}

/** Every touchpoint of every journey, by name. */
export function usePlaces(): { key: string; name: string }[] {
  const journeys = useApi<Journeys>(['journeys'], '/journeys').data?.items ?? [];
  return journeys.flatMap(({ phases }) => phases.flatMap(({ touchpoints }) => touchpoints));
}
