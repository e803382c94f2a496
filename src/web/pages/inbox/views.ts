import type { View as SavedView } from '../../../close/views/view.ts';
import type { Query } from '../../api/api.ts';
import { useApi } from '../../api/useApi.ts';
import type { Wire } from '../../api/wire.ts';
import type { UrlState } from '../../parts/useUrl.ts';

/** The lists everybody has, in the order of the tabs. */
export const views = ['mine', 'offered', 'all', 'closed'] as const;
export type View = (typeof views)[number];

export type Saved = Wire<SavedView>;
export interface SavedViews {
  items: Saved[];
  /** What stands there when the address names none. */
  first: string;
}

export const viewsKey = ['case-views'] as const;

export function useViews() {
  return useApi<SavedViews>(viewsKey, '/case-views', { live: 60_000 });
}

/** Which list the address means: a built-in one, a saved one, or the one this person wants to see first. */
export function viewNow(url: UrlState, saved: SavedViews | undefined): string {
  return url.view ?? saved?.first ?? 'mine';
}

export function builtIn(view: string): View | undefined {
  return views.find((one) => one === view);
}

/** What a line shows unless a view says otherwise. */
export const usual: Saved['shows'] = ['touchpoint', 'words', 'tags', 'marks', 'owner'];

/** What a person may narrow the list by, in the address; it goes before what the view says. */
export const narrowings = ['q', 'only', 'touchpoint', 'department', 'tag', 'owner', 'sort'] as const;

/** What the server is asked for this address. */
export function queryOf(url: UrlState, view: string, saved: Saved | undefined): Query {
  const known = builtIn(view);
  const base: Query = known
    ? {
        open: known !== 'closed',
        owner: known === 'mine' ? 'me' : undefined,
        offered: known === 'offered' ? 'me' : undefined,
        sort: known === 'closed' ? '-opened' : 'due',
      }
    : { ...saved?.query };
  const narrowed: Query = {
    owner: url.owner,
    touchpoint: url.touchpoint,
    department: url.department,
    tag: url.tag,
    urgent: url.only === 'urgent' ? true : undefined,
    overdue: url.only === 'overdue' ? true : undefined,
    q: url.q,
    sort: url.sort,
  };
  for (const [name, value] of Object.entries(narrowed)) if (value !== undefined) base[name] = value;
  return base;
}
