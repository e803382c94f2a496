import { Button } from '@mantine/core';
import { Outlet } from '@tanstack/react-router';
import { useCounts } from '../../api/me.ts';
import { useApi } from '../../api/useApi.ts';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { PageHeader } from '../../parts/PageHeader.tsx';
import { useParam, useUrl } from '../../parts/useUrl.ts';
import { IncidentBanner } from '../incidents/IncidentBanner.tsx';
import { CaseList } from './CaseList.tsx';
import { type CasePage, casesKey } from './cases.ts';
import styles from './Inbox.module.css';
import { InboxFilters } from './InboxFilters.tsx';
import { useInboxWords } from './messages.ts';
import { ViewTabs } from './ViewTabs.tsx';
import { builtIn, queryOf, useViews, viewNow } from './views.ts';

/** Cases: the list, and beside it (narrow: instead of it) the one that is open. */
export function Inbox() {
  const words = useInboxWords();
  const [url, setUrl] = useUrl();
  const open = useParam('caseId');
  const saved = useViews();
  const view = viewNow(url, saved.data);
  const own = saved.data?.items.find(({ id }) => id === view);
  // A saved view is known only once the views are: nothing else is shown in its place meanwhile.
  const ready = builtIn(view)
    ? url.view !== undefined || saved.data !== undefined || saved.isError
    : own !== undefined;
  const mine = useCounts()?.inbox ?? 0;
  const late = useApi<CasePage>(casesKey, '/cases', {
    query: { open: true, owner: 'me', overdue: true, limit: 200 },
    live: true,
  });
  return (
    <>
      <PageHeader title={words.title} sentence={words.waiting(mine, late.data?.items.length ?? 0)} />
      <IncidentBanner />
      <div className={styles.tools} data-open={open ? '' : undefined}>
        <ViewTabs view={view} saved={saved.data} />
        <InboxFilters view={view} own={own} />
      </div>
      <div className={styles.inbox} data-open={open ? '' : undefined}>
        <div className={styles.list}>
          {ready ? (
            <CaseList openId={open} view={view} saved={own} query={queryOf(url, view, own)} />
          ) : saved.data ? (
            <div className={styles.none}>
              <EmptyState
                title={words.viewGone[0] ?? ''}
                text={words.viewGone[1]}
                action={<Button onClick={() => setUrl({ view: 'mine' })}>{words.toMine}</Button>}
              />
            </div>
          ) : null}
        </div>
        <div className={styles.case}>
          {open ? <Outlet /> : <EmptyState title={words.pick[0] ?? ''} text={words.pick[1]} />}
        </div>
      </div>
    </>
  );
}
