import { useRouter, useRouterState } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';

export type UrlState = Record<string, string | undefined>;

/**
 * What is seen lives in the address: `const [url, setUrl] = useUrl()`, `url.q`, `setUrl({ q: 'x', page: undefined })`.
 * A change replaces the entry in the history (going back leaves the page, not the last letter typed);
 * `{ push: true }` adds one, for what feels like a step, such as opening a panel.
 */
export function useUrl(): [UrlState, (part: UrlState, how?: { push?: boolean }) => void] {
  const router = useRouter();
  const text = useRouterState({ select: (state) => state.location.searchStr });
  const url = useMemo(() => Object.fromEntries(new URLSearchParams(text)) as UrlState, [text]);
  const change = useCallback(
    (part: UrlState, how: { push?: boolean } = {}) => {
      // latestLocation, not the rendered one: two changes in one turn must both arrive.
      const { pathname, searchStr, hash } = router.latestLocation;
      const search = new URLSearchParams(searchStr);
      for (const [name, value] of Object.entries(part)) {
        if (value === undefined || value === '') search.delete(name);
        else search.set(name, value);
      }
      const tail = search.toString();
      const href = pathname + (tail ? `?${tail}` : '') + (hash ? `#${hash}` : '');
      if (how.push) router.history.push(href);
      else router.history.replace(href);
    },
    [router],
  );
  return [url, change];
}

/** The value of `$caseId` and the like in the path of this page. */
export function useParam(name: string): string {
  const value = useRouterState({
    select: (state) =>
      state.matches.map((match) => (match.params as UrlState)[name]).findLast((one) => one !== undefined),
  });
  return value ?? '';
}
