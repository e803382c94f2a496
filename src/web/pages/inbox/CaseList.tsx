import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { api, apiPath } from '../../api/api.ts';
import { FreshPill } from '../../live/FreshPill.tsx';
import { askingPeriod } from '../../live/live.ts';
import { useHeldBack } from '../../live/useHeldBack.ts';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { useGo } from '../../parts/useGo.ts';
import { useUrl } from '../../parts/useUrl.ts';
import { useAdvocates } from '../stepIn/advocates.ts';
import { CaseRow } from './CaseRow.tsx';
import type { CaseLine, CasePage } from './cases.ts';
import styles from './Inbox.module.css';
import { useInboxWords } from './messages.ts';
import { useListKeys } from './useListKeys.ts';
import { queryOf, viewOf } from './views.ts';

const atOnce = 50;
/** What a person may have narrowed the list by, in the address. */
const narrowings = ['q', 'only', 'touchpoint', 'department', 'owner'];

export function CaseList({ openId }: { openId: string }) {
  const words = useInboxWords();
  const [url, setUrl] = useUrl();
  const query = queryOf(url);
  const pages = useInfiniteQuery({
    queryKey: ['cases', 'list', query],
    queryFn: ({ pageParam, signal }) =>
      api.get<CasePage>('/cases', { ...query, limit: atOnce, after: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: askingPeriod,
    select: (data): CaseLine[] => data.pages.flatMap((page) => page.items),
  });
  const area = useRef<HTMLDivElement>(null);
  const { news, show } = useHeldBack(area, ['cases', 'list']);
  const cases = pages.data ?? [];
  const advocates = useAdvocates(cases.map((one) => one.customer.id)).data;
  useListKeys(cases, openId);
  useFirstOpen(pages.isPlaceholderData ? undefined : cases[0]?.id, openId);
  const view = viewOf(url);
  const narrowed = narrowings.some((name) => url[name]);
  const [title = '', text = ''] = narrowed ? words.nothing : words.empty[view];
  return (
    <Loaded query={pages as never}>
      {() =>
        cases.length === 0 ? (
          <div className={styles.none}>
            <EmptyState
              title={title}
              text={text}
              action={
                narrowed ? (
                  <Button
                    onClick={() => setUrl(Object.fromEntries(narrowings.map((name) => [name, undefined])))}
                  >
                    {words.clear}
                  </Button>
                ) : view === 'all' ? undefined : (
                  <Button onClick={() => setUrl({ view: 'all' })}>{words.seeAll}</Button>
                )
              }
            />
          </div>
        ) : (
          <div ref={area}>
            <FreshPill news={news} show={show} />
            <ol className={styles.rows} aria-label={words.list}>
              {cases.map((one) => (
                <CaseRow
                  key={one.id}
                  case={one}
                  open={one.id === openId}
                  advocate={advocates?.get(one.customer.id)}
                />
              ))}
            </ol>
            <div className={styles.foot}>
              {pages.hasNextPage ? (
                <Button loading={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
                  {words.more}
                </Button>
              ) : null}
              <span className={`tiny dim ${styles.keys}`}>{words.keys}</span>
              <a className="tiny" href={apiPath('/cases', { ...query, format: 'csv' })} download>
                {words.file}
              </a>
            </div>
          </div>
        )
      }
    </Loaded>
  );
}

/** At this width list and case stand side by side (Inbox.module.css). */
const sideBySide = '(min-width: 1081px)';

/** Where there is room for it, the most urgent case is open from the start. */
function useFirstOpen(first: string | undefined, openId: string): void {
  const go = useGo();
  const wide = useMediaQuery(sideBySide, undefined, { getInitialValueInEffect: false });
  useEffect(() => {
    if (!wide || openId !== '' || first === undefined) return;
    go(`/inbox/${first}${window.location.search}`, { replace: true });
  }, [wide, openId, first, go]);
}
