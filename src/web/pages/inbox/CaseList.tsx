import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api, apiPath, type Query } from '../../api/api.ts';
import { ApiProblem } from '../../api/problem.ts';
import { FreshPill } from '../../live/FreshPill.tsx';
import { askingPeriod } from '../../live/live.ts';
import { useHeldBack } from '../../live/useHeldBack.ts';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { useGo } from '../../parts/useGo.ts';
import { useUrl } from '../../parts/useUrl.ts';
import { useAdvocates } from '../stepIn/advocates.ts';
import { BulkBar } from './BulkBar.tsx';
import { BulkReport } from './BulkReport.tsx';
import { type Chosen, nobody } from './bulk.ts';
import { CaseRow } from './CaseRow.tsx';
import type { CaseLine, CasePage } from './cases.ts';
import styles from './Inbox.module.css';
import { useInboxWords } from './messages.ts';
import { useListKeys } from './useListKeys.ts';
import { builtIn, narrowings, type Saved, usual } from './views.ts';

const atOnce = 50;

export function CaseList({
  openId,
  view,
  saved,
  query,
}: {
  openId: string;
  view: string;
  saved: Saved | undefined;
  query: Query;
}) {
  const words = useInboxWords();
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
  const [chosen, choose] = useChosen(JSON.stringify(query));
  const toggle = useToggle(cases, chosen, choose);
  useListKeys(cases, openId, {
    toggle,
    all: () => choose({ ids: new Set(cases.map(({ id }) => id)), all: false }),
    none: () => choose(nobody),
  });
  useFirstOpen(pages.isPlaceholderData ? undefined : cases[0]?.id, openId);
  const gone = pages.error instanceof ApiProblem && pages.error.code === 'filter_gone' ? pages.error : null;
  if (gone) return <Gone text={gone.detail} />;
  return (
    <>
      <BulkReport />
      <Loaded query={pages as never}>
        {() =>
          cases.length === 0 ? (
            <Nothing view={view} />
          ) : (
            <div ref={area} className={styles.body}>
              <FreshPill news={news} show={show} />
              {chosen.ids.size > 0 ? (
                <BulkBar chosen={chosen} choose={choose} query={query} more={pages.hasNextPage} />
              ) : null}
              <ol
                className={styles.rows}
                aria-label={words.list}
                data-choosing={chosen.ids.size > 0 || undefined}
              >
                {cases.map((one) => (
                  <CaseRow
                    key={one.id}
                    case={one}
                    open={one.id === openId}
                    chosen={chosen.all || chosen.ids.has(one.id)}
                    choose={(range) => toggle(one.id, range)}
                    shows={saved?.shows ?? usual}
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
    </>
  );
}

/** Another filter, another selection: nobody does something to cases they no longer see. */
function useChosen(of: string): [Chosen, (next: Chosen) => void] {
  const [kept, keep] = useState({ of, chosen: nobody });
  return [kept.of === of ? kept.chosen : nobody, (chosen) => keep({ of, chosen })];
}

/** Ticks one, or everything from the last one ticked to this one. */
function useToggle(cases: CaseLine[], chosen: Chosen, choose: (next: Chosen) => void) {
  const [last, setLast] = useState<string>();
  return (id: string, range = false): void => {
    const ids = new Set(chosen.ids);
    const [from, to] = [cases.findIndex((one) => one.id === last), cases.findIndex((one) => one.id === id)];
    if (range && from >= 0 && to >= 0) {
      for (const one of cases.slice(Math.min(from, to), Math.max(from, to) + 1)) ids.add(one.id);
    } else if (!ids.delete(id)) ids.add(id);
    setLast(id);
    choose({ ids, all: false });
  };
}

function Nothing({ view }: { view: string }) {
  const words = useInboxWords();
  const [url, setUrl] = useUrl();
  const narrowed = narrowings.some((name) => name !== 'sort' && url[name]);
  const known = builtIn(view);
  const [title = '', text = ''] = narrowed || !known ? words.nothing : words.empty[known];
  const clear = Object.fromEntries(narrowings.map((name) => [name, undefined]));
  return (
    <div className={styles.none}>
      <EmptyState
        title={title}
        text={text}
        action={
          narrowed ? (
            <Button onClick={() => setUrl(clear)}>{words.clear}</Button>
          ) : view === 'all' ? undefined : (
            <Button onClick={() => setUrl({ view: 'all' })}>{words.seeAll}</Button>
          )
        }
      />
    </div>
  );
}

/** What the list is filtered by is no longer there: an empty list would say that nobody waits. */
function Gone({ text }: { text: string }) {
  const words = useInboxWords();
  const [, setUrl] = useUrl();
  const clear = Object.fromEntries(narrowings.map((name) => [name, undefined]));
  return (
    <div className={styles.none} role="alert">
      <EmptyState
        title={words.gone}
        text={text}
        action={<Button onClick={() => setUrl({ ...clear, view: 'mine' })}>{words.toMine}</Button>}
      />
    </div>
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
