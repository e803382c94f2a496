import { Card, CardRow } from '../../parts/Card.tsx';
import { Chip } from '../../parts/Chip.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { When } from '../../parts/When.tsx';
import styles from './Connect.module.css';
import { useArrivals } from './connect.ts';
import { useConnectWords } from './messages.ts';

const tones = { accepted: 'good', kept: 'pass', refused: 'bad' } as const;

/** The last deliveries and what became of them, the newest first. */
export function Arrivals({ id }: { id: string }) {
  const words = useConnectWords();
  const query = useArrivals(id);
  // Several may have come at one moment.
  const keys = query.data?.items.map(({ at }, i) => `${at} ${i}`) ?? [];
  return (
    <Card title={words.arrivals}>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="muted">{words.noArrivals}</p>
          ) : (
            items.map((one, i) => (
              <CardRow
                key={keys[i]}
                action={<Chip tone={tones[one.outcome]}>{words.outcome[one.outcome]}</Chip>}
              >
                <When at={one.at} />
                {one.facts > 0 ? <span className="muted"> · {words.facts(one.facts)}</span> : null}
                {one.reason ? <div className={styles.wrong}>{one.reason}</div> : null}
              </CardRow>
            ))
          )
        }
      </Loaded>
    </Card>
  );
}
