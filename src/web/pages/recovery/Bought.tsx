import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../parts/Card.tsx';
import { useRecoveryWords } from './messages.ts';
import styles from './Recovery.module.css';
import type { Report } from './recovery.ts';

/** What it brought back: how many say that it was put right, with something given and without. */
export function Bought({ report }: { report: Report }) {
  const words = useRecoveryWords();
  return (
    <Card title={words.bought} aside={words.boughtHint}>
      <div className={styles.bought}>
        <Side name={words.withRedress} side={report.bought.withRedress} />
        <Side name={words.without} side={report.bought.without} />
      </div>
    </Card>
  );
}

function Side({ name, side }: { name: string; side: Report['bought']['without'] }) {
  const words = useRecoveryWords();
  const format = useFormat();
  const { share, low, high, n } = side.confirmed;
  return (
    <div>
      <div>
        <span className={styles.share}>{share === null ? '–' : format.percent(share)}</span> <b>{name}</b>{' '}
        <span className="tiny dim">{words.n(n)}</span>
      </div>
      <div className="tiny muted">
        {share === null || low === null || high === null
          ? words.few
          : words.yes(format.percent(share), format.percent(low), format.percent(high))}
      </div>
      {side.score.before !== null && side.score.after !== null ? (
        <div className="tiny muted">
          {words.rescore(format.number(side.score.before), format.number(side.score.after), side.score.n)}
        </div>
      ) : null}
    </div>
  );
}
