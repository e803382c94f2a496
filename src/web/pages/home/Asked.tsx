import { Button } from '@mantine/core';
import { useState } from 'react';
import { CardRow } from '../../parts/Card.tsx';
import { Go } from '../../parts/Go.tsx';
import { Dialog } from '../../parts/Panel.tsx';
import { Seat } from '../../parts/Seat.tsx';
import { AnswerForm } from '../ownership/disputes/AnswerForm.tsx';
import type { Escalation } from '../ownership/disputes/disputes.ts';
import { useHomeWords } from './messages.ts';

/** One matter that came up the ladder to me, how long it has waited, and the answer at once. */
export function Asked({ matter }: { matter: Escalation }) {
  const words = useHomeWords();
  const [answering, answer] = useState(false);
  const title = words.asked[matter.kind](matter.title);
  return (
    <CardRow
      lead={matter.kind === 'grey_area' ? <Seat /> : undefined}
      action={
        matter.kind === 'dispute' ? (
          <Button component={Go} to={matter.href} aria-label={`${words.ruleIt}: ${matter.title}`}>
            {words.ruleIt}
          </Button>
        ) : (
          <Button onClick={() => answer(true)} aria-label={`${words.decideIt}: ${matter.title}`}>
            {words.decideIt}
          </Button>
        )
      }
    >
      <Go to={matter.href}>{title}</Go>
      <div className="tiny muted">{words.waited(matter.daysWaiting)}</div>
      {answering ? (
        <Dialog open close={() => answer(false)} title={title} size="sm">
          <AnswerForm matter={matter} done={() => answer(false)} />
        </Dialog>
      ) : null}
    </CardRow>
  );
}
