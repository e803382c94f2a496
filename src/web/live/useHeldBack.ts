import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { queries } from '../api/queries.ts';
import type { Change } from './connection.ts';
import { live } from './live.ts';

/** Whoever moved, typed or scrolled there within this time is reading. */
const READING_MS = 8000;
const SOON_MS = 250;
const LATER_MS = 4000;
const gestures = ['pointermove', 'keydown', 'wheel', 'touchmove', 'focusin'] as const;

/**
 * News of a list of cases that somebody may be reading: while they do, it is counted instead of moving the rows under the
 * cursor; else it is shown at once. `show` brings the list up to date.
 */
export function useHeldBack(
  area: RefObject<HTMLElement | null>,
  listKey: readonly unknown[],
): { news: number; show: () => void } {
  const [news, setNews] = useState(0);
  const cases = useRef(new Set<string>());
  const read = useRef(0);
  const key = JSON.stringify(listKey);

  const show = useCallback(() => {
    cases.current.clear();
    setNews(0);
    void queries.invalidateQueries({ queryKey: JSON.parse(key) as unknown[] });
  }, [key]);

  useEffect(() => {
    const touch = () => {
      read.current = Date.now();
    };
    const node = area.current;
    for (const name of gestures) node?.addEventListener(name, touch, { passive: true });
    return () => {
      for (const name of gestures) node?.removeEventListener(name, touch);
    };
  });

  useEffect(() => {
    let timer: number | undefined;
    let planned = Number.POSITIVE_INFINITY;
    const hear = (change: Change | undefined, whose: 'mine' | 'others' | 'caught') => {
      if (change) cases.current.add(change.id);
      if (whose !== 'caught' && Date.now() - read.current < READING_MS) return setNews(cases.current.size);
      // Mine at once; what others do is seen within seconds, and together.
      const at = Date.now() + (whose === 'others' ? LATER_MS * (0.75 + Math.random() / 2) : SOON_MS);
      if (at >= planned) return;
      planned = at;
      clearTimeout(timer);
      timer = window.setTimeout(() => {
        planned = Number.POSITIVE_INFINITY;
        if (Date.now() - read.current < READING_MS) setNews(cases.current.size);
        else show();
      }, at - Date.now());
    };
    const off = live.onCases(hear);
    // Whoever has stopped reading sees it without asking.
    const looking = window.setInterval(() => {
      if (cases.current.size > 0 && Date.now() - read.current > READING_MS) show();
    }, 2000);
    return () => {
      off();
      clearInterval(looking);
      clearTimeout(timer);
    };
  }, [show]);

  return { news, show };
}
