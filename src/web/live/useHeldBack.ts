import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { queries } from '../api/queries.ts';
import type { Change } from './connection.ts';
import { live } from './live.ts';

/** Whoever moved, typed or scrolled there within this time is reading. */
const READING_MS = 8000;
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
    let soon: number | undefined;
    const hear = (change: Change | undefined, caught: boolean) => {
      if (change) cases.current.add(change.id);
      const reads = Date.now() - read.current < READING_MS;
      if (reads && !caught) setNews(cases.current.size);
      else
        soon ??= window.setTimeout(() => {
          soon = undefined;
          show();
        }, 250);
    };
    const off = live.onCases(hear);
    // Whoever has stopped reading sees it without asking.
    const looking = window.setInterval(() => {
      if (cases.current.size > 0 && Date.now() - read.current > READING_MS) show();
    }, 2000);
    return () => {
      off();
      clearInterval(looking);
      clearTimeout(soon);
    };
  }, [show]);

  return { news, show };
}
