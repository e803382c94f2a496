import {
  IconAdjustments,
  IconChartDots,
  IconDatabase,
  IconHome,
  IconInbox,
  IconRoute,
  IconUserCheck,
  IconUsers,
} from '@tabler/icons-react';
import type { Counts } from '../api/me.ts';

export interface Place {
  key: 'home' | 'inbox' | 'customers' | 'journeys' | 'ownership' | 'measures' | 'sources' | 'settings';
  path: string;
  /** Pressed after `g`. */
  letter: string;
  icon: typeof IconHome;
  count?: keyof Counts;
}

/** The rooms a person can go to, in the order of the loop. */
export const places: readonly Place[] = [
  { key: 'home', path: '/', letter: 'h', icon: IconHome, count: 'home' },
  { key: 'inbox', path: '/inbox', letter: 'i', icon: IconInbox, count: 'inbox' },
  { key: 'customers', path: '/customers', letter: 'c', icon: IconUsers },
  { key: 'journeys', path: '/journeys', letter: 'j', icon: IconRoute },
  { key: 'ownership', path: '/ownership', letter: 'o', icon: IconUserCheck, count: 'ownership' },
  { key: 'measures', path: '/measures', letter: 'm', icon: IconChartDots },
  { key: 'sources', path: '/sources', letter: 's', icon: IconDatabase },
  { key: 'settings', path: '/settings', letter: 't', icon: IconAdjustments },
];

/** /inbox/123 stands in the inbox; / only at / itself. */
export function standsIn(place: Place, pathname: string): boolean {
  return place.path === '/'
    ? pathname === '/'
    : pathname === place.path || pathname.startsWith(`${place.path}/`);
}
