import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../parts/Card.tsx';
import { useAnswerWords } from './answer.messages.ts';
import { pulseItems } from './answers.ts';
import { Meter } from './Meter.tsx';
import styles from './Rounds.module.css';
import { useResultWords } from './result.messages.ts';
import type { Result } from './rounds.ts';

/** Role clarity in general: four means, the departments that may be shown, and who does not know what is theirs. */
export function PulseCard({ result }: { result: Result }) {
  const words = useResultWords();
  const { pulse: items } = useAnswerWords();
  const format = useFormat();
  const { overall, departments } = result.pulse;
  const n = overall.expected?.n;
  return (
    <Card title={words.pulse} aside={n ? words.n(n) : undefined}>
      {n ? (
        <>
          <p className="tiny muted" style={{ marginTop: 0 }}>
            {words.pulseText}
          </p>
          {pulseItems.map((item) => {
            const mean = overall[item]?.mean ?? 0;
            return (
              <div key={item} style={{ marginBottom: 10 }}>
                {items[item]}
                <Meter
                  share={mean / 5}
                  tone={mean < 3 ? 'bad' : mean >= 4 ? 'good' : 'few'}
                  label={format.fixed(mean)}
                />
              </div>
            );
          })}
          {departments.map((one) => (
            <div key={one.id} className={styles.line}>
              <span>{one.name}</span>
              <span>
                <b>{format.fixed(one.mean)}</b> <span className="tiny muted">{words.n(one.n)}</span>
              </span>
            </div>
          ))}
        </>
      ) : (
        <p className="muted">{words.pulseNone}</p>
      )}
      {result.unaware ? <p>{words.unaware(result.unaware.people, result.unaware.of)}</p> : null}
    </Card>
  );
}
