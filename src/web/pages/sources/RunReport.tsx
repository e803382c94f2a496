import { Button } from '@mantine/core';
import { api } from '../../api/api.ts';
import { useMay } from '../../api/me.ts';
import { useApi } from '../../api/useApi.ts';
import { useChange } from '../../api/useChange.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card, CardRow } from '../../parts/Card.tsx';
import { JobProgress } from '../../parts/JobProgress.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { useGo } from '../../parts/useGo.ts';
import { useImportWords } from './import.messages.ts';
import { useLogWords } from './log.messages.ts';
import { Rejections } from './Rejections.tsx';
import styles from './Sources.module.css';
import type { ImportRun } from './sources.ts';

/** An import under way, then its report. Asks once a second until it is over. */
export function RunReport({ runId, again }: { runId: string; again: () => void }) {
  const first = useApi<ImportRun>(['imports', runId], `/imports/${runId}`, { keep: false });
  const over = first.data?.overAt != null;
  const query = useApi<ImportRun>(['imports', runId], `/imports/${runId}`, {
    live: over ? false : 1000,
    keep: false,
  });
  return <Loaded query={query}>{(run) => <Report run={run} again={again} />}</Loaded>;
}

function Report({ run, again }: { run: ImportRun; again: () => void }) {
  const words = useImportWords();
  const { see } = useLogWords();
  const format = useFormat();
  const go = useGo();
  const may = useMay('import:write');
  const cancel = useChange<void, ImportRun>({
    call: () => api.post(`/imports/${run.runId}/cancellation`),
    touches: [['imports']],
  });
  const open = run.overAt === null;
  const title = run.recipe ?? run.fileName;
  const state =
    run.state === 'finished'
      ? 'done'
      : run.state === 'failed' || run.state === 'cancelled'
        ? 'failed'
        : run.state === 'waiting'
          ? 'waiting'
          : 'running';
  return (
    <>
      <Card title={[title, run.sourceName ?? run.log].filter(Boolean).join(' · ')}>
        <p role="status">{headline(run, words, format.number)}</p>
        {run.warnings.map((warning) => (
          <p key={warning} className="muted">
            {warning}
          </p>
        ))}
        {open ? (
          <JobProgress
            title={run.step ?? title}
            job={{ state, done: run.read, message: percent(run, format.percent) }}
          />
        ) : null}
        <Figures run={run} />
        <div className="row" style={{ marginTop: 16, flexWrap: 'wrap' }}>
          {open && may ? (
            <Button
              onClick={() => cancel.mutate()}
              loading={cancel.isPending}
              disabled={run.state === 'cancelling'}
            >
              {words.cancel}
            </Button>
          ) : null}
          {open ? null : <Button onClick={again}>{words.see.again}</Button>}
          {run.log && !open ? (
            <Button onClick={() => go(`/ownership/seams?log=${encodeURIComponent(run.log ?? '')}`)}>
              {see}
            </Button>
          ) : open || run.accepted === 0 ? null : (
            <>
              <Button onClick={() => go('/customers')}>{words.see.customers}</Button>
              <Button onClick={() => go('/measures')}>{words.see.measures}</Button>
            </>
          )}
        </div>
      </Card>
      {run.steps.length > 0 ? (
        <Card title={words.steps}>
          {run.steps.map((step) => (
            <CardRow key={step.name} action={<span className="figures">{format.number(step.rows)}</span>}>
              {step.name}
              {step.rejected > 0 ? (
                <span className={styles.problem}>
                  {' '}
                  · {words.figures.rejected}: {format.number(step.rejected)}
                </span>
              ) : null}
            </CardRow>
          ))}
        </Card>
      ) : null}
      {run.rejected > 0 && !open ? <Rejections runId={run.runId} /> : null}
    </>
  );
}

function Figures({ run }: { run: ImportRun }) {
  const { figures } = useImportWords();
  const format = useFormat();
  const shown = (['read', 'accepted', 'changed', 'unchanged', 'rejected'] as const).filter(
    (name) => name !== 'changed' || run.changed > 0,
  );
  return (
    <dl className={styles.figures} style={{ marginTop: 14 }}>
      {shown.map((name) => (
        <div key={name}>
          <dt>{figures[name]}</dt>
          <dd>{format.number(run[name])}</dd>
        </div>
      ))}
    </dl>
  );
}

function headline(
  run: ImportRun,
  { headline: words }: ReturnType<typeof useImportWords>,
  number: (n: number) => string,
): string {
  const rows = number(run.accepted + run.unchanged);
  if (run.state === 'waiting') return words.waiting(run.ahead);
  if (run.state === 'cancelled') return words.cancelled(rows);
  if (run.state === 'failed') return `${words.failed} ${run.failure ?? ''}`;
  if (run.state !== 'finished') return words[run.state];
  if (run.unchanged > 0 && run.accepted === 0 && run.rejected === 0) return words.nothingNew;
  return words.finished(rows, run.rejected);
}

function percent(run: ImportRun, write: (share: number) => string): string | null {
  return run.totalBytes ? write(Math.min(1, run.doneBytes / run.totalBytes)) : null;
}
