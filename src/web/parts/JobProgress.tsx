import { Progress } from '@mantine/core';
import { useFormat } from '../i18n/format.ts';
import { messages } from '../i18n/messages.ts';
import styles from './JobProgress.module.css';

/** The state of a long piece of work; `total` is absent while it is not known yet. */
export interface Job {
  state: 'waiting' | 'running' | 'done' | 'failed';
  done: number;
  total?: number | null;
  message?: string | null;
}

const useWords = messages({
  en: {
    waiting: 'Waiting for its turn',
    running: 'Working',
    done: 'Done',
    failed: 'Stopped',
    of: (done: string, total: string) => `${done} of ${total}`,
    leave: 'You can leave this page; the work goes on and the result stays here.',
  },
  de: {
    waiting: 'Wartet, bis es an der Reihe ist',
    running: 'Läuft',
    done: 'Fertig',
    failed: 'Abgebrochen',
    of: (done, total) => `${done} von ${total}`,
    leave: 'Sie können diese Seite verlassen; die Arbeit läuft weiter, das Ergebnis bleibt hier.',
  },
});

/** How far a job is. Only draws; `JobPanel` asks the server. */
export function JobProgress({ job, title }: { job: Job; title: string }) {
  const words = useWords();
  const format = useFormat();
  const share = job.state === 'done' ? 1 : job.total ? Math.min(1, job.done / job.total) : undefined;
  const figures = job.total
    ? words.of(format.number(job.done), format.number(job.total))
    : format.number(job.done);
  return (
    <div className={styles.job} data-state={job.state}>
      <div className="row between">
        <b>{title}</b>
        <span className="tiny muted" role="status">
          {words[job.state]}
          {job.done > 0 || job.total ? ` · ${figures}` : ''}
        </span>
      </div>
      <Progress
        value={share === undefined ? 100 : share * 100}
        animated={job.state === 'running'}
        striped={share === undefined}
        color={job.state === 'failed' ? 'var(--bad)' : job.state === 'done' ? 'var(--good)' : 'var(--accent)'}
        aria-label={title}
      />
      {job.message ? <div className={styles.message}>{job.message}</div> : null}
      {job.state === 'running' || job.state === 'waiting' ? (
        <div className="tiny dim">{words.leave}</div>
      ) : null}
    </div>
  );
}
