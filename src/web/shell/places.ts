import {
  IconAdjustments,
  IconBooks,
  IconChartDots,
  IconDatabase,
  IconHome,
  IconInbox,
  IconMessageCircleQuestion,
  IconMessageReport,
  IconRoute,
  IconTimeline,
  IconUserCheck,
  IconUsers,
} from '@tabler/icons-react';
import type { Counts } from '../api/me.ts';

export interface Place {
  key:
    | 'home'
    | 'inbox'
    | 'complaints'
    | 'flow'
    | 'customers'
    | 'library'
    | 'journeys'
    | 'ownership'
    | 'surveys'
    | 'measures'
    | 'sources'
    | 'settings';
  path: string;
  /** Pressed after `g`. */
  letter: string;
  icon: typeof IconHome;
  count?: keyof Counts;
  /** Pages that belong to it and stand elsewhere. */
  also?: readonly string[];
}

/** The rooms a person can go to, in the order of the loop. */
export const places: readonly Place[] = [
  { key: 'home', path: '/', letter: 'h', icon: IconHome, count: 'home' },
  {
    key: 'inbox',
    path: '/inbox',
    letter: 'i',
    icon: IconInbox,
    count: 'inbox',
    also: ['/incidents', '/recovery', '/recognition'],
  },
  { key: 'complaints', path: '/complaints', letter: 'p', icon: IconMessageReport },
  { key: 'flow', path: '/flow', letter: 'f', icon: IconTimeline, also: ['/huddles', '/improvements'] },
  { key: 'customers', path: '/customers', letter: 'c', icon: IconUsers },
  { key: 'library', path: '/library', letter: 'l', icon: IconBooks },
  {
    key: 'journeys',
    path: '/journeys',
    letter: 'j',
    icon: IconRoute,
    also: ['/personas', '/promises', '/mentions'],
  },
  { key: 'ownership', path: '/ownership', letter: 'o', icon: IconUserCheck, count: 'ownership' },
  { key: 'surveys', path: '/surveys', letter: 'u', icon: IconMessageCircleQuestion, also: ['/interviews'] },
  { key: 'measures', path: '/measures', letter: 'm', icon: IconChartDots },
  { key: 'sources', path: '/sources', letter: 's', icon: IconDatabase },
  {
    key: 'settings',
    path: '/settings',
    letter: 't',
    icon: IconAdjustments,
    also: ['/routing', '/endpoints'],
  },
];

/** /inbox/123 stands in the inbox; / only at / itself. */
export function standsIn(place: Place, pathname: string): boolean {
  return place.path === '/'
    ? pathname === '/'
    : [place.path, ...(place.also ?? [])].some(
        (path) => pathname === path || pathname.startsWith(`${path}/`),
      );
}
