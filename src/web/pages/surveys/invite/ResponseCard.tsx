import { useFormat } from '../../../i18n/format.ts';
import { Card } from '../../../parts/Card.tsx';
import styles from './Invite.module.css';
import type { Response } from './invite.ts';
import { useInviteWords } from './messages.ts';
import { RateTable } from './RateTable.tsx';

/** The response rate, and whether those who answer are like those who do not. */
export function ResponseCard({ response }: { response: Response }) {
  const words = useInviteWords();
  const format = useFormat();
  const { total } = response;
  if (total.n === 0 || total.rate === null) {
    return (
      <Card title={words.response}>
        <p className="muted">{words.responseNone}</p>
      </Card>
    );
  }
  const interval = `${format.percent(total.low ?? 0)}–${format.percent(total.high ?? 1)}`;
  const numbers = [response.opened, response.begun, response.stillOpen].map((n) => format.number(n));
  return (
    <Card title={words.response}>
      <p className={styles.big}>
        {words.rate(
          format.number(total.x ?? 0),
          format.number(total.n),
          format.percent(total.rate),
          interval,
        )}
      </p>
      <p>
        {words.more(numbers[0] ?? '', numbers[1] ?? '', numbers[2] ?? '')}{' '}
        {response.returned > 0 ? words.returned(format.number(response.returned)) : ''}
      </p>
      <p className="tiny muted">{words.meaning}</p>
      <RateTable
        head={words.by}
        caption={`${words.response} (${words.by})`}
        rows={[
          ...response.byChannel.map((one) => ({ ...one, name: words.channels[one.key] ?? one.key })),
          ...response.byPlan.map((one) => ({
            ...one,
            key: `plan ${one.key}`,
            name: one.name || words.noPlan,
          })),
        ]}
      />
      {response.segments.length > 0 ? <h3 style={{ marginTop: 20 }}>{words.bias}</h3> : null}
      {response.segments.map((one) => (
        <Segment key={one.key} of={one} />
      ))}
    </Card>
  );
}

function Segment({ of }: { of: Response['segments'][number] }) {
  const words = useInviteWords();
  const far = of.groups
    .filter(({ difference }) => difference !== null)
    .toSorted((a, b) => Math.abs(b.difference ?? 0) - Math.abs(a.difference ?? 0))[0];
  const differs = of.p !== null && of.p < 0.05;
  const said =
    of.p === null
      ? words.biasFew(of.name)
      : differs
        ? words.biasDiffers(of.name, far?.value ?? '')
        : words.biasSame(of.name);
  return (
    <details className={styles.part} open={differs}>
      <summary>
        {said} <TestLine of={of} />
      </summary>
      <RateTable
        head={words.group}
        caption={of.name}
        marked={differs}
        rows={of.groups.map((group) => ({ ...group, key: group.value, name: group.value }))}
      />
    </details>
  );
}

function TestLine({ of: { chi2, df, p } }: { of: Response['segments'][number] }) {
  const words = useInviteWords();
  const format = useFormat();
  if (p === null) return null;
  const chance = p < 0.001 ? '< 0.001' : `= ${format.fixed(p)}`;
  return <span className="tiny muted">{words.test(format.fixed(chi2), df, chance)}</span>;
}
