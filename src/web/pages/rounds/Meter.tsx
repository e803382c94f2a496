import { useFormat } from '../../i18n/format.ts';
import styles from './Rounds.module.css';

/** A share as a bar with its figure beside it. */
export function Meter({
  share,
  tone,
  label,
}: {
  share: number;
  tone?: 'good' | 'few' | 'bad';
  label?: string;
}) {
  const format = useFormat();
  return (
    <span className={styles.meter} data-tone={tone}>
      <i aria-hidden>
        <i style={{ width: `${100 * share}%` }} />
      </i>
      <b>{label ?? format.percent(share)}</b>
    </span>
  );
}
