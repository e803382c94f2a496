import type { ReactNode } from 'react';
import styles from './StageLine.module.css';

export interface Stage {
  key: string;
  /** What has happened at its beginning and end: “Opened”, “Acknowledged”. */
  from: string;
  to: string;
  /** The middle duration, in any one unit for all; null: too few to say. */
  length: number | null;
  /** As it is written: “3.5 h”. */
  value: string;
  /** The interval, the n, what one in ten exceeds. */
  about: ReactNode;
  /** For those who hear it; what pressing it does. */
  says: string;
}

interface Props {
  stages: readonly Stage[];
  /** The whole, in a sentence. */
  label: string;
  open?: (key: string) => void;
}

/**
 * The way of a case as a line of stations: the longer a stretch takes, the longer it is drawn. By the root of its length, so
 * that minutes beside days can still be seen.
 */
export function StageLine({ stages, label, open }: Props) {
  return (
    <ol className={styles.line} aria-label={label}>
      {stages.map((stage, i) => (
        <li
          key={stage.key}
          className={styles.stage}
          style={{ flexGrow: 1 + Math.sqrt(stage.length ?? 0) / 6 }}
        >
          <span className={styles.station}>{stage.from}</span>
          {i === stages.length - 1 ? <span className={styles.last}>{stage.to}</span> : null}
          <button
            type="button"
            className={styles.stretch}
            aria-label={stage.says}
            disabled={!open || stage.length === null}
            data-few={stage.length === null || undefined}
            onClick={() => open?.(stage.key)}
          >
            <span className={styles.track} aria-hidden />
            <b>{stage.value}</b>
            <span className={styles.about}>{stage.about}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}
