import { Button, CloseButton } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api } from '../../api/api.ts';
import { useChange } from '../../api/useChange.ts';
import { Go } from '../../parts/Go.tsx';
import { JobProgress } from '../../parts/JobProgress.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import { useBulkWords } from './bulk.messages.ts';
import { type BulkNow, useBulk } from './bulk.ts';
import { touchedByCase } from './cases.ts';
import styles from './Inbox.module.css';
import { useInboxWords } from './messages.ts';

/** How far a deed on many cases is; when it is over, which were refused and why, and the way back. */
export function BulkReport() {
  const [url, setUrl] = useUrl();
  const { data } = useBulk(url.bulk);
  const cache = useQueryClient();
  const state = data?.state;
  useEffect(() => {
    if (state && state !== 'running')
      for (const queryKey of touchedByCase) void cache.invalidateQueries({ queryKey });
  }, [state, cache]);
  return data ? <Report bulk={data} dismiss={() => setUrl({ bulk: undefined })} /> : null;
}

function Report({ bulk, dismiss }: { bulk: BulkNow; dismiss: () => void }) {
  const words = useBulkWords();
  const inbox = useInboxWords();
  const [, setUrl] = useUrl();
  const undo = useChange<void, BulkNow>({
    call: () => api.post(`/case-bulks/${bulk.id}/undo`, {}),
    touches: [['bulks']],
    after: (made) => setUrl({ bulk: made.id }),
  });
  const stop = useChange({ call: () => api.post(`/case-bulks/${bulk.id}/stop`, {}), touches: [['bulks']] });
  const over = bulk.state !== 'running';
  return (
    <section className={styles.report} aria-label={words.doing[bulk.deed.do]}>
      <JobProgress
        title={words.doing[bulk.deed.do] ?? bulk.deed.do}
        job={{
          state: over ? 'done' : 'running',
          done: bulk.done + bulk.refused,
          total: bulk.total,
          message: over
            ? words[bulk.state === 'stopped' ? 'stopped' : 'outcome'](bulk.done, bulk.refused)
            : null,
        }}
      />
      {over && bulk.refusals.length > 0 ? (
        <details className="tiny">
          <summary>{words.refused(bulk.refused)}</summary>
          <ul className={styles.refusals}>
            {bulk.refusals.map((one) => (
              <li key={one.caseId}>
                <Go to={`/inbox/${one.caseId}${window.location.search}`}>
                  {one.customer ?? inbox.unnamed} #{one.number}
                </Go>{' '}
                <span className="muted">{one.detail}</span>
              </li>
            ))}
          </ul>
          {bulk.refused > bulk.refusals.length ? (
            <p className="dim">{words.firstOf(bulk.refusals.length)}</p>
          ) : null}
        </details>
      ) : null}
      <div className={styles.reportEnd}>
        {over ? null : (
          <Button size="compact-sm" onClick={() => stop.mutate()} loading={stop.isPending}>
            {words.stop}
          </Button>
        )}
        {bulk.undoable ? (
          <Button size="compact-sm" onClick={() => undo.mutate()} loading={undo.isPending}>
            {words.undo}
          </Button>
        ) : null}
        {over ? <CloseButton size="sm" aria-label={words.dismiss} onClick={dismiss} /> : null}
      </div>
    </section>
  );
}
