import { Button } from '@mantine/core';
import { useState } from 'react';
import { useFormat } from '../../i18n/format.ts';
import { Card, CardRow } from '../../parts/Card.tsx';
import { useSeamWords } from './messages.ts';
import styles from './Seams.module.css';
import { Sides } from './Sides.tsx';
import type { Opened, Seams } from './seams.ts';

const FIRST = 6;

/** Pairs that send cases straight back to each other, the worst first. */
export function PingPong({ seams, open }: { seams: Seams; open: (what: Opened) => void }) {
  const words = useSeamWords();
  const format = useFormat();
  const [all, setAll] = useState(false);
  const pairs = all ? seams.pingPong : seams.pingPong.slice(0, FIRST);
  const share = format.percent(seams.casesWithBounce / Math.max(1, seams.cases), 1);
  return (
    <Card
      title={words.pingPong}
      aside={pairs.length > 0 ? words.pingPongAside(format.number(seams.casesWithBounce), share) : undefined}
    >
      {pairs.length === 0 ? <p className="muted">{words.pingPongNone}</p> : null}
      {pairs.map(({ a, b, bounces, cases }) => (
        <CardRow
          key={`${a} ${b}`}
          lead={<Sides groups={[a, b]} parties={seams.parties} />}
          action={
            <Button size="compact-sm" aria-label={words.showPair(a, b)} onClick={() => open({ a, b })}>
              {words.show}
            </Button>
          }
        >
          <b className={styles.names}>
            {a} ↔ {b}
          </b>
          <div className="tiny muted">{words.bounced(format.number(bounces), cases)}</div>
        </CardRow>
      ))}
      {!all && seams.pingPong.length > FIRST ? (
        <Button size="compact-sm" variant="subtle" onClick={() => setAll(true)}>
          {words.more}
        </Button>
      ) : null}
    </Card>
  );
}
