import { Button } from '@mantine/core';
import { Card, CardRow } from '../../parts/Card.tsx';
import { Chip } from '../../parts/Chip.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Face } from '../../parts/Face.tsx';
import { Filters } from '../../parts/Filters.tsx';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { PageHeader } from '../../parts/PageHeader.tsx';
import { useGo } from '../../parts/useGo.ts';
import { useUrl } from '../../parts/useUrl.ts';
import { When } from '../../parts/When.tsx';
import { FlowNav } from '../flow/FlowNav.tsx';
import { stateTones, useImprovements } from './improvements.ts';
import { useImprovementWords } from './messages.ts';

/** What is to improve for all customers: whose it is, and what they said. */
export function Improvements() {
  const words = useImprovementWords();
  const go = useGo();
  const [url, setUrl] = useUrl();
  const list = useImprovements({ state: url.state, owner: url.owner, after: url.after });
  return (
    <>
      <PageHeader title={words.title} sentence={words.sentence} />
      <FlowNav />
      <Filters
        choices={[
          {
            name: 'state',
            label: words.state,
            options: Object.entries(words.states).map(([value, label]) => ({ value, label })),
          },
          { name: 'owner', label: words.owner, options: [{ value: 'me', label: words.mine }] },
        ]}
      />
      <Loaded query={list}>
        {({ items, next }) =>
          items.length === 0 ? (
            <EmptyState
              title={words.empty[0]}
              text={words.empty[1]}
              action={<Button onClick={() => go('/huddles?step=repeats')}>{words.toHuddle}</Button>}
            />
          ) : (
            <Card>
              {items.map((one) => (
                <CardRow
                  key={one.id}
                  lead={<Face person={one.owner} />}
                  action={<Chip tone={stateTones[one.state]}>{words.states[one.state]}</Chip>}
                >
                  <Go to={`/improvements/${one.id}`}>{one.title}</Go>{' '}
                  <span className="muted">{one.touchpoint?.name}</span>
                  <div className="tiny muted">
                    #{one.number} · {words.cases(one.cases)} · <When at={one.proposedAt} />
                  </div>
                </CardRow>
              ))}
              {next ? (
                <Button mt={10} onClick={() => setUrl({ after: next }, { push: true })}>
                  {words.older}
                </Button>
              ) : null}
            </Card>
          )
        }
      </Loaded>
    </>
  );
}
