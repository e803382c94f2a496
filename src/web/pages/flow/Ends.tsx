import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../parts/Card.tsx';
import styles from './Flow.module.css';
import type { Flow, OwnFlow, Rate } from './flow.ts';
import { useFlowWords } from './messages.ts';
import { useHonest } from './useTime.ts';

type Figures = Pick<
  Flow | OwnFlow,
  'confirmed' | 'firstContact' | 'recovered' | 'reopened' | 'gain' | 'handovers'
>;

/** What comes of it: each share with its n and interval, each opening to its cases. */
export function Ends({ found, open }: { found: Figures; open: (figure: string) => void }) {
  const words = useFlowWords();
  const format = useFormat();
  const { gain } = found;
  const handed = found.handovers.reduce((sum, one) => sum + (one.cases ?? 0), 0);
  return (
    <Card title={words.ends} aside={words.endsAside}>
      <dl className={styles.rates}>
        <Share name={words.rates.confirmed} rate={found.confirmed} open={() => open('confirmed')} />
        <Share name={words.rates.firstContact} rate={found.firstContact} open={() => open('first_contact')} />
        <Share name={words.rates.recovered} rate={found.recovered} open={() => open('recovered')} />
        <Share name={words.rates.reopened} rate={found.reopened} open={() => open('reopened')} />
      </dl>
      {gain ? (
        <p className="muted">
          {words.gain(
            format.signed(gain.value, true),
            gain.low === null || gain.high === null
              ? ''
              : format.interval(gain.low, gain.high, (one) => format.signed(one, true)),
            gain.n,
          )}
        </p>
      ) : null}
      {handed > 0 ? (
        <table className={styles.handed}>
          <caption className="only-heard">{words.handed}</caption>
          <thead>
            <tr>
              <th scope="col">{words.handed}</th>
              <th scope="col">{words.cases}</th>
              <th scope="col">{words.rates.recovered}</th>
            </tr>
          </thead>
          <tbody>
            {found.handovers.map(({ handovers, cases, recovered }, i) => (
              <tr key={handovers}>
                <th scope="row">{words.handovers[handovers]}</th>
                <td className="figures">
                  <button
                    type="button"
                    className={styles.open}
                    aria-label={`${words.handed}: ${words.handovers[handovers]}, ${words.behind.cases(cases ?? 0)}`}
                    disabled={!cases}
                    onClick={() => open(`handed${i}`)}
                  >
                    {format.number(cases ?? 0)}
                  </button>
                </td>
                <td className="figures">
                  {recovered
                    ? `${format.percent(recovered.value)} (n ${format.number(recovered.n)})`
                    : words.tooFew}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </Card>
  );
}

function Share({ name, rate, open }: { name: string; rate: Rate | null; open: () => void }) {
  const words = useFlowWords();
  const format = useFormat();
  const honest = useHonest();
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {rate ? (
          <>
            <button
              type="button"
              className={styles.big}
              aria-label={words.behind.show(name)}
              disabled={rate.x === 0}
              onClick={open}
            >
              {format.percent(rate.value)}
            </button>
            <span className="tiny muted">
              {honest.share(rate)} · {honest.n(rate.n)}
            </span>
          </>
        ) : (
          <span className="muted">{words.tooFew}</span>
        )}
      </dd>
    </div>
  );
}
