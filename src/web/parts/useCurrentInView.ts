import { useEffect, useRef } from 'react';

/** For a row of links that scrolls where it is narrow: the page one is on stands in the middle of what is seen. */
export function useCurrentInView(here: string) {
  const row = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address decides which link is the current one
  useEffect(() => {
    const current = row.current?.querySelector<HTMLElement>('[aria-current]');
    if (row.current && current)
      row.current.scrollLeft = current.offsetLeft - (row.current.clientWidth - current.offsetWidth) / 2;
  }, [here]);
  return row;
}
