import { Button } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useMay } from '../../api/me.ts';
import { useChange } from '../../api/useChange.ts';
import { Card, CardRow } from '../../parts/Card.tsx';
import { Chip } from '../../parts/Chip.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { PageHeader } from '../../parts/PageHeader.tsx';
import { When } from '../../parts/When.tsx';
import styles from '../sources/Sources.module.css';
import { SourcesNav } from '../sources/SourcesNav.tsx';
import { DatabaseForm } from './DatabaseForm.tsx';
import { usePullWords } from './messages.ts';
import { type Pull, usePulls } from './pulls.ts';

/** Other databases that are asked on a rhythm, and how it last went. */
export function Databases() {
  const words = usePullWords();
  const mayWrite = useMay('source:write');
  const [adding, setAdding] = useState(false);
  const query = usePulls();
  const add = mayWrite ? (
    <Button variant="filled" onClick={() => setAdding(true)}>
      {words.add}
    </Button>
  ) : undefined;
  const some = (query.data?.items.length ?? 0) > 0;
  return (
    <>
      <PageHeader title={words.title} sentence={words.sentence} actions={adding || !some ? undefined : add} />
      <SourcesNav />
      <div className="stack">
        {adding ? (
          <DatabaseForm close={() => setAdding(false)} />
        ) : (
          <Loaded query={query}>
            {({ items }) =>
              items.length === 0 ? (
                <EmptyState title={words.none} text={words.noneText} action={add} />
              ) : (
                <Card>
                  {items.map((pull) => (
                    <Row key={pull.id} pull={pull} mayWrite={mayWrite} />
                  ))}
                </Card>
              )
            }
          </Loaded>
        )}
      </div>
    </>
  );
}

function Row({ pull, mayWrite }: { pull: Pull; mayWrite: boolean }) {
  const words = usePullWords();
  const mayFetch = useMay('import:write');
  const fetchNow = useChange<void, unknown>({
    call: () => api.post(`/pulls/${pull.id}/runs`),
    touches: [['pulls'], ['imports']],
  });
  const remove = useChange<void, unknown>({
    call: () => api.del(`/pulls/${pull.id}`),
    touches: [['pulls']],
  });
  const run = pull.lastRun;
  const state = run?.state ?? 'never';
  const tone = state === 'finished' ? 'good' : state === 'failed' ? 'bad' : 'few';
  const { user, host, port, database } = pull.settings;
  return (
    <CardRow>
      <div className={styles.source}>
        <div>
          <div className={styles.line}>
            <b>{pull.name}</b>
            <Chip tone={tone}>{words.states[state] ?? state}</Chip>
          </div>
          <div className="tiny muted">
            {[pull.sourceName, `${user}@${host}:${port}/${database}`, words.rhythm(pull.everyMinutes)].join(
              ' · ',
            )}
          </div>
          {run ? (
            <div className="tiny muted">
              <When at={run.startedAt} />: {words.taken(run.read, run.accepted)}
              {pull.watermark ? ` · ${words.upTo(pull.watermark)}` : ''}
            </div>
          ) : null}
          {run?.failure ? <div className={styles.error}>{run.failure}</div> : null}
        </div>
        <div className="row">
          {mayFetch ? (
            <Button
              aria-label={words.fetchOf(pull.name)}
              loading={fetchNow.isPending}
              onClick={() => fetchNow.mutate()}
            >
              {words.fetch}
            </Button>
          ) : null}
          {mayWrite ? (
            <Button
              aria-label={words.removeOf(pull.name)}
              loading={remove.isPending}
              onClick={() => remove.mutate()}
            >
              {words.remove}
            </Button>
          ) : null}
        </div>
      </div>
    </CardRow>
  );
}
