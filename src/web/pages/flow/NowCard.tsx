import { Backlog } from '../../charts/Backlog.tsx';
import { useFormat } from '../../i18n/format.ts';
import { Card, CardRow } from '../../parts/Card.tsx';
import { Deadline } from '../../parts/Deadline.tsx';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import styles from './Flow.module.css';
import { type FlowNow, useFlowNow } from './flow.ts';
import { useFlowWords } from './messages.ts';

/** What is open, how many will be, and which are likely to be late. */
export function NowCard() {
  const [url] = useUrl();
  return (
    <Loaded query={useFlowNow(url)}>
      {(now) =>
        now.open === null ? null : (
          <div className={styles.two}>
            <Pile now={now} open={now.open} />
            <Risks now={now} />
          </div>
        )
      }
    </Loaded>
  );
}

function Pile({ now, open }: { now: FlowNow; open: number }) {
  const words = useFlowWords();
  const format = useFormat();
  const last = now.forecast?.at(-1);
  const whole = (n: number) => format.number(Math.round(n));
  const says = last
    ? words.forecast(format.date(last.week), whole(last.value), `${whole(last.low)}–${whole(last.high)}`)
    : words.noForecast;
  return (
    <Card title={words.pile} aside={words.pileAside(open, now.overdue ?? 0)}>
      <Backlog history={now.history} forecast={now.forecast ?? []} label={`${words.open(open)} ${says}`} />
      <p>{says}</p>
      <p className="tiny muted">{words.forecastMethod}</p>
    </Card>
  );
}

function Risks({ now }: { now: FlowNow }) {
  const words = useFlowWords();
  const format = useFormat();
  const { risk } = now;
  if (!risk) return <Card title={words.risk}>{words.riskUnknown}</Card>;
  const { expected, considered, unknown } = risk;
  return (
    <Card title={words.risk} aside={words.riskAside}>
      <p>
        {considered === 0
          ? words.riskNone
          : words.risks(
              considered,
              format.number(expected.value),
              `${format.number(expected.low)}–${format.number(expected.high)}`,
            )}
        {unknown > 0 ? ` ${words.riskMore(unknown)}` : ''}
      </p>
      {risk.cases
        .filter(({ value }) => value > 0)
        .slice(0, 6)
        .map((one) => (
          <CardRow key={one.id} lead={<Deadline at={one.dueAt} />}>
            <Go to={`/inbox/${one.id}`}>{one.customer ?? `#${one.number}`}</Go>{' '}
            <span className="muted">{one.touchpoint}</span>
            <div className="tiny muted">
              {words.chance(
                format.percent(one.value),
                `${format.percent(one.low)}–${format.percent(one.high)}`,
                one.n,
                one.similar,
              )}
            </div>
          </CardRow>
        ))}
    </Card>
  );
}
