import type { Query } from '../../api/api.ts';
import type { UrlState } from '../../parts/useUrl.ts';

/** The saved views of the inbox, in the order of the tabs. */
export const views = ['mine', 'offered', 'all', 'closed'] as const;
export type View = (typeof views)[number];

export function viewOf(url: UrlState): View {
  return views.find((view) => view === url.view) ?? 'mine';
}

/** What the server is asked for this address. */
export function queryOf(url: UrlState): Query {
  const view = viewOf(url);
  return {
    open: view !== 'closed',
    owner: url.owner ?? (view === 'mine' ? 'me' : undefined),
    offered: view === 'offered' ? 'me' : undefined,
    touchpoint: url.touchpoint,
    department: url.department,
    urgent: url.only === 'urgent' ? true : undefined,
    overdue: url.only === 'overdue' ? true : undefined,
    q: url.q,
    sort: view === 'closed' ? '-opened' : 'due',
  };
}
