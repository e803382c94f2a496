import { Button } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useChange } from '../../api/useChange.ts';
import type { Format } from '../../i18n/formatFor.ts';
import { CardRow } from '../../parts/Card.tsx';
import { Chip } from '../../parts/Chip.tsx';
import { Dialog } from '../../parts/Panel.tsx';
import { Decide } from './Decide.tsx';
import { useRecoveryWords } from './messages.ts';
import { useMinor } from './money.ts';
import { PutRightForm } from './PutRightForm.tsx';
import { type Redress, touchedByMoney } from './recovery.ts';

const tones = {
  waits: 'pass',
  given: 'good',
  returned: 'few',
  refused: 'bad',
  lapsed: 'bad',
  withdrawn: 'few',
} as const;

/** One thing given or asked for: how much, why, by whom, and what became of it. */
export function GivenRow({ item, format }: { item: Redress; format: Format }) {
  const words = useRecoveryWords();
  const minor = useMinor();
  const [changing, change] = useState(false);
  const withdraw = useChange({
    call: () => api.post(`/redress/${item.id}/withdrawal`),
    touches: touchedByMoney,
    said: words.withdrawn,
  });
  const { approval } = item;
  const differs = item.state === 'given' && item.spent !== item.amount;
  const shown = item.state === 'given' ? item.spent : item.amount;
  return (
    <CardRow>
      <div className="between">
        <b>
          {minor(shown, item.currency)} · {words.kinds[item.kind]}
        </b>
        <Chip tone={tones[item.state]}>{words.states[item.state]}</Chip>
      </div>
      <div>{item.reason}</div>
      <div className="tiny muted">
        {[
          item.by.name,
          format.date(item.on),
          differs ? words.was(minor(item.amount, item.currency)) : '',
          approval
            ? approval.answer === null
              ? words.waits(approval.approver.name, format.moment(approval.answerBy))
              : approval.by
                ? words.decidedBy(approval.by.name)
                : ''
            : '',
        ]
          .filter(Boolean)
          .join(' · ')}
      </div>
      {approval?.reason ? <div className="quote">{approval.reason}</div> : null}
      {item.may.decide ? <Decide redressId={item.id} /> : null}
      {item.may.withdraw ? (
        <Button size="compact-sm" mt={6} onClick={() => withdraw.mutate()} loading={withdraw.isPending}>
          {words.withdraw}
        </Button>
      ) : null}
      {item.may.change && item.state === 'given' ? (
        <Button size="compact-sm" mt={6} onClick={() => change(true)}>
          {words.change}
        </Button>
      ) : null}
      {changing ? (
        <Dialog open close={() => change(false)} title={words.changeTitle} size="sm">
          <PutRightForm item={item} done={() => change(false)} />
        </Dialog>
      ) : null}
    </CardRow>
  );
}
