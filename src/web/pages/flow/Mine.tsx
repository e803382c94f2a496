import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../parts/Card.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import styles from './Flow.module.css';
import { useOwnFlow } from './flow.ts';
import { useFlowWords } from './messages.ts';
import { useHonest, useTime } from './useTime.ts';

/** My own figures: nobody else is shown them. */
export function Mine() {
  const words = useFlowWords();
  const format = useFormat();
  const time = useTime();
  const honest = useHonest();
  const [url, setUrl] = useUrl();
  const mine = useOwnFlow(url).data;
  if (!mine || mine.closed === 0) return null;
  const { total, confirmed } = mine;
  return (
    <Card title={words.mine} aside={words.mineAside}>
      <p>
        <button
          type="button"
          className={styles.open}
          onClick={() => setUrl({ open: 'total', whose: 'me', week: undefined }, { push: true })}
        >
          {words.mineClosed(mine.closed)}
        </button>{' '}
        {total ? words.mineTotal(time(total.median), honest.interval(total) ?? '') : words.mineFew}{' '}
        {confirmed ? words.mineConfirmed(format.percent(confirmed.value), confirmed.n) : ''}
      </p>
    </Card>
  );
}
