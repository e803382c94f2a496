import { useApi } from '../../api/useApi.ts';
import { Filters } from '../../parts/Filters.tsx';
import type { Flow } from './flow.ts';
import { useFlowWords } from './messages.ts';

/** The lists of the page name what can be chosen: they pass over their own filter. */
export function FlowFilters({ found }: { found: Flow | undefined }) {
  const words = useFlowWords();
  const journeys = useApi<{ items: { key: string; name: string }[] }>(['journeys'], '/journeys').data?.items;
  const choices = (groups: Flow['teams'] | undefined, none: { value: string; label: string }) =>
    (groups ?? []).map(({ key, name }) => (key === null ? none : { value: key, label: name ?? key }));
  return (
    <Filters
      choices={[
        {
          name: 'weeks',
          label: words.period,
          otherwise: words.weeks(13),
          options: [4, 26, 52].map((n) => ({ value: String(n), label: words.weeks(n) })),
        },
        {
          name: 'team',
          label: words.team,
          options: choices(found?.teams, { value: 'none', label: words.noTeam }),
        },
        {
          name: 'journey',
          label: words.journey,
          options: (journeys ?? []).map(({ key, name }) => ({ value: key, label: name })),
        },
        {
          name: 'touchpoint',
          label: words.touchpoint,
          options: choices(found?.touchpoints, { value: 'unplaced', label: words.unplaced }),
        },
      ]}
    />
  );
}
