import { Button } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/useApi.ts';
import { useChange } from '../../api/useChange.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../parts/Card.tsx';
import { JobProgress } from '../../parts/JobProgress.tsx';
import styles from './Routing.module.css';
import { useRoutingWords } from './routing.messages.ts';
import type { Trial as TrialShape, triedOf } from './routing.ts';
import { TrialResult } from './TrialResult.tsx';

/** What the list as it stands, or as it is being edited, would have done; asked for with a button. */
export function Trial({ rules, disabled }: { rules: ReturnType<typeof triedOf>[]; disabled?: boolean }) {
  const words = useRoutingWords().trial;
  const format = useFormat();
  const [id, setId] = useState<string>();
  const [tried, setTried] = useState('');
  const asked = JSON.stringify(rules);
  const begin = useChange<void, TrialShape>({
    call: () => {
      setTried(asked);
      return api.post<TrialShape>('/routing/trials', { rules });
    },
    after: (trial) => setId(trial.id),
    quiet: true,
  });
  const query = useApi<TrialShape>(['routing-trials', id], `/routing/trials/${id}`, {
    when: id !== undefined,
    live: 400,
    keep: false,
  });
  // Once it is done nothing changes any more: what is shown stands still.
  const done = useDone(query.data);
  const trial = done?.id === id ? done : query.data;
  return (
    <Card title={words.title}>
      <div className="stack">
        <p className="muted">{words.text}</p>
        <Button
          style={{ justifySelf: 'start' }}
          disabled={disabled ?? false}
          loading={begin.isPending || trial?.state === 'running'}
          onClick={() => begin.mutate()}
        >
          {trial ? words.again : words.start}
        </Button>
        {begin.error ? (
          <div role="alert" className={styles.trouble}>
            {begin.error.detail}
          </div>
        ) : null}
        {trial?.state === 'running' ? (
          <JobProgress
            title={words.running}
            job={{ state: 'running', done: trial.done, total: trial.total }}
          />
        ) : null}
        {trial?.state === 'failed' ? (
          <div role="alert" className={styles.trouble}>
            {trial.failure}
          </div>
        ) : null}
        {trial?.result ? (
          <>
            {tried === asked ? null : <div className={styles.trouble}>{words.stale}</div>}
            <TrialResult result={trial.result} since={format.date(trial.result.since)} />
          </>
        ) : null}
      </div>
    </Card>
  );
}

function useDone(trial: TrialShape | undefined): TrialShape | undefined {
  const [done, setDone] = useState<TrialShape>();
  if (trial && trial.state !== 'running' && trial.id !== done?.id) setDone(trial);
  return done;
}
