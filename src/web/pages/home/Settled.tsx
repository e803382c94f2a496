import { useApi } from '../../api/useApi.ts';
import { Card, CardRow } from '../../parts/Card.tsx';
import { Chip } from '../../parts/Chip.tsx';
import { Go } from '../../parts/Go.tsx';
import { When } from '../../parts/When.tsx';
import styles from './Home.module.css';
import type { Line } from './home.ts';
import { useHomeWords } from './messages.ts';

/** What became of the customers I told last: whether they said that it is fine now. */
export function Settled() {
  const words = useHomeWords();
  const { data } = useApi<{ items: Line[] }>(['cases'], '/cases', {
    query: { open: false, owner: 'me', sort: '-opened', limit: 5 },
  });
  if (!data || data.items.length === 0) return null;
  return (
    <Card title={words.settled}>
      {data.items.map((one) => (
        <CardRow
          key={one.id}
          action={
            one.state === 'confirmed' ? (
              <Chip tone="good">{words.confirmed}</Chip>
            ) : (
              <Chip tone="few">{one.told ? words.toldWaits : words.closed}</Chip>
            )
          }
        >
          <Go to={`/inbox/${one.id}?view=closed`} className={styles.name}>
            <b>{one.customer.name ?? words.unnamed}</b>
          </Go>
          <div className="tiny muted">
            {one.touchpoint ? `${one.touchpoint.name} · ` : ''}
            <When at={one.closedAt} />
          </div>
        </CardRow>
      ))}
    </Card>
  );
}
