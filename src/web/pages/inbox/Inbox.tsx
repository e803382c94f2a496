import { SegmentedControl } from '@mantine/core';
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
import { type View, viewOf, views } from './views.ts';

/** Cases: the list, and beside it (narrow: instead of it) the one that is open. */
export function Inbox() {
  const words = useInboxWords();
  const [url, setUrl] = useUrl();
  const open = useParam('caseId');
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
        <SegmentedControl
          aria-label={words.title}
          data={views.map((view) => ({ value: view, label: words.views[view] }))}
          value={viewOf(url)}
          onChange={(view) => setUrl({ view: view === 'mine' ? undefined : (view as View) })}
        />
        <InboxFilters />
      </div>
      <div className={styles.inbox} data-open={open ? '' : undefined}>
        <div className={styles.list}>
          <CaseList openId={open} />
        </div>
        <div className={styles.case}>
          {open ? <Outlet /> : <EmptyState title={words.pick[0] ?? ''} text={words.pick[1]} />}
        </div>
      </div>
    </>
  );
}
