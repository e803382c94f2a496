import { Button } from '@mantine/core';
import { useCounts } from '../../api/me.ts';
import { Card, CardRow } from '../../parts/Card.tsx';
import { Deadline } from '../../parts/Deadline.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import styles from './Home.module.css';
import { type Line, useMyCases } from './home.ts';
import { useHomeWords } from './messages.ts';

/** Customers who wait for me; the first one's button is the one filled button of the page. */
export function Waiting() {
  const words = useHomeWords();
  const query = useMyCases();
  const waiting = useCounts()?.inbox ?? 0;
  return (
    <Card title={words.cases} aside={query.data?.items.length ? words.urgentFirst : undefined}>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={words.noCases} text={words.noCasesText} />
          ) : (
            <>
              {items.map((one, i) => (
                <Case key={one.id} one={one} first={i === 0} />
              ))}
              {waiting > items.length ? (
                <CardRow>
                  <Go to="/inbox" className={styles.name}>
                    {words.allCases}
                  </Go>
                </CardRow>
              ) : null}
            </>
          )
        }
      </Loaded>
    </Card>
  );
}

function Case({ one, first }: { one: Line; first: boolean }) {
  const words = useHomeWords();
  const name = one.customer.name ?? words.unnamed;
  const facts = [
    one.quote ? words.quoted(one.quote) : one.reason,
    one.reopened > 0 ? words.reopened : '',
    one.handovers > 0 ? words.handovers(one.handovers) : '',
  ];
  return (
    <CardRow
      lead={<Deadline at={one.dueAt} />}
      action={
        <Button
          component={Go}
          to={`/inbox/${one.id}`}
          variant={first ? 'filled' : 'default'}
          aria-label={`${words.open}: ${name}`}
        >
          {words.open}
        </Button>
      }
    >
      <b>{name}</b>
      {one.touchpoint ? ` · ${one.touchpoint.name}` : ''}
      <div className="tiny muted">{facts.filter(Boolean).join(' · ')}</div>
    </CardRow>
  );
}
