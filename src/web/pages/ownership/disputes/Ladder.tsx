import { Button } from '@mantine/core';
import { Card, CardRow } from '../../../parts/Card.tsx';
import { Chip } from '../../../parts/Chip.tsx';
import { Faces } from '../../../parts/Face.tsx';
import { Go } from '../../../parts/Go.tsx';
import { Loaded } from '../../../parts/Loaded.tsx';
import { type Escalation, useEscalations } from './disputes.ts';
import { useDisputesWords } from './messages.ts';

/** Everything that waits on the ladder, the longest waiting first, however often nobody has answered. */
export function Ladder() {
  const words = useDisputesWords();
  const query = useEscalations();
  return (
    <Card title={words.ladder}>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="muted">{words.noLadder}</p>
          ) : (
            items.map((one) => <LadderRow key={one.id} matter={one} />)
          )
        }
      </Loaded>
    </Card>
  );
}

export function LadderRow({ matter }: { matter: Escalation }) {
  const words = useDisputesWords();
  return (
    <CardRow
      lead={<Faces people={matter.people} max={2} />}
      action={
        <Button
          component={Go}
          to={matter.href}
          variant={matter.mine ? 'light' : 'default'}
          aria-label={`${words.look}: ${matter.title}`}
        >
          {words.look}
        </Button>
      }
    >
      <b>{matter.title}</b>
      <div className="tiny muted row" style={{ flexWrap: 'wrap', gap: 6 }}>
        <Chip tone={matter.mine ? 'bad' : 'few'}>{words.kinds[matter.kind]}</Chip>
        <span>{words.days(matter.daysWaiting)}</span>
        <span>
          {matter.people.map((one) => one.name).join(', ')} · {words.rungs[matter.rung]}
        </span>
      </div>
    </CardRow>
  );
}
