import { Button } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useMe } from '../../api/me.ts';
import { useChange } from '../../api/useChange.ts';
import { Card } from '../../parts/Card.tsx';
import { Chip } from '../../parts/Chip.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Face } from '../../parts/Face.tsx';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { OwnershipNav } from '../../parts/OwnershipNav.tsx';
import { PageHeader } from '../../parts/PageHeader.tsx';
import { Seat } from '../../parts/Seat.tsx';
import styles from './Mandates.module.css';
import { type Mandate, touched, useMandates } from './mandates.ts';
import { useMandateWords } from './messages.ts';
import { NeedForm } from './NeedForm.tsx';
import { NeedLine } from './NeedLine.tsx';

/** What accountable people need to answer for what is theirs, and what of it they have. */
export function Mandates() {
  const words = useMandateWords();
  const { person } = useMe();
  const query = useMandates();
  const counts = query.data?.counts;
  const sentence = counts
    ? `${words.sentence(counts.stated, counts.accountable, counts.complete)} ${words.open(counts.open, counts.overdue)}`
    : undefined;
  return (
    <>
      <PageHeader title={words.title} sentence={sentence} />
      <OwnershipNav />
      <Loaded query={query}>
        {({ items, waiting }) => {
          const mine = items.find((one) => one.person.id === person.id);
          const others = items.filter((one) => one !== mine);
          if (items.length === 0) {
            return (
              <EmptyState
                title={words.empty}
                text={words.emptyText}
                picture={<Seat size="l" />}
                action={
                  <Button component={Go} to="/ownership">
                    {words.toChart}
                  </Button>
                }
              />
            );
          }
          return (
            <div className="stack">
              {waiting.length > 0 ? (
                <Card title={words.waiting} aside={String(waiting.length)}>
                  {waiting.map((need) => (
                    <NeedLine key={need.id} need={need} face />
                  ))}
                </Card>
              ) : null}
              {mine ? <Mine mandate={mine} /> : null}
              <Card title={words.everybody} aside={String(others.length)}>
                {others.map((one) => (
                  <Other key={one.person.id} mandate={one} above={waiting.map((need) => need.id)} />
                ))}
              </Card>
            </div>
          );
        }}
      </Loaded>
    </>
  );
}

function Mine({ mandate }: { mandate: Mandate }) {
  const words = useMandateWords();
  const [adding, setAdding] = useState(false);
  const settle = useChange({
    call: () => api.post('/ownership/needs', { piece: 'nothing', words: words.allWords }),
    touches: touched,
    said: words.allSaid,
  });
  return (
    <Card title={words.mine}>
      {mandate.stated ? null : <p className="muted">{words.mineText}</p>}
      {mandate.needs.map((need) => (
        <NeedLine key={need.id} need={need} />
      ))}
      <div className="row" style={{ marginTop: 12, flexWrap: 'wrap' }}>
        <Button variant="filled" onClick={() => setAdding(true)}>
          {words.add}
        </Button>
        {mandate.stated ? null : (
          <Button onClick={() => settle.mutate()} loading={settle.isPending}>
            {words.all}
          </Button>
        )}
      </div>
      {adding ? <NeedForm holds={mandate.holds} close={() => setAdding(false)} /> : null}
    </Card>
  );
}

/** What waits for the one who looks is answered above, once. */
function Other({ mandate, above }: { mandate: Mandate; above: string[] }) {
  const words = useMandateWords();
  const { person, there, holds, needs, missing, stated } = mandate;
  return (
    <div className={styles.person}>
      <Face person={person} decorative />
      <div className={styles.theirs}>
        <div className="row" style={{ flexWrap: 'wrap', gap: '4px 8px' }}>
          <b>{person.name}</b>
          <span className="tiny muted">
            {[person.title, words.holds(holds.length)].filter(Boolean).join(' · ')}
          </span>
          {there ? null : <Chip tone="bad">{words.left}</Chip>}
          {stated ? (
            <Chip tone={missing > 0 ? 'bad' : 'good'}>
              {missing > 0 ? words.missing(missing) : words.complete}
            </Chip>
          ) : (
            <Chip>{words.unstated}</Chip>
          )}
        </div>
        {needs.map((need) => (
          <NeedLine key={need.id} need={need} still={above.includes(need.id)} />
        ))}
      </div>
    </div>
  );
}
