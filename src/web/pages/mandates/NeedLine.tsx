import { Button } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useChange } from '../../api/useChange.ts';
import { useFormat } from '../../i18n/format.ts';
import { CardRow } from '../../parts/Card.tsx';
import { Chip } from '../../parts/Chip.tsx';
import { Deadline } from '../../parts/Deadline.tsx';
import { Face } from '../../parts/Face.tsx';
import { AnswerForm } from './AnswerForm.tsx';
import { EscalateForm } from './EscalateForm.tsx';
import styles from './Mandates.module.css';
import { type Need, touched } from './mandates.ts';
import { useMandateWords } from './messages.ts';

const tones = {
  settled: 'good',
  open: 'pass',
  granted: 'good',
  denied: 'bad',
  alternative: 'pass',
  withdrawn: 'few',
} as const;

/** One need: what, its state, who was asked and what they said, and what the one who looks may do. */
export function NeedLine({ need, face, still }: { need: Need; face?: boolean; still?: boolean }) {
  const words = useMandateWords();
  const format = useFormat();
  const [open, setOpen] = useState<'answer' | 'escalate'>();
  const { mine, person } = need;
  const grant = useChange({
    call: () => api.post(`/ownership/needs/${need.id}/answer`, { answer: 'granted' }),
    touches: touched,
    said: words.granted(person.name),
    undo: () => api.del(`/ownership/needs/${need.id}/answer`),
  });
  const takeBack = useChange({
    call: () => api.del(`/ownership/needs/${need.id}/answer`),
    touches: touched,
    said: words.taken,
  });
  const withdraw = useChange({
    call: () => api.del(`/ownership/needs/${need.id}`),
    touches: touched,
    said: words.withdrawn,
  });
  const sum =
    need.amount !== null
      ? words.sum(format.money(need.amount, need.currency ?? undefined), words.periods[need.period ?? 'year'])
      : '';
  const ask = need.asks.at(-1);
  const acts = [
    mine.answer ? (
      <Button
        key="grant"
        onClick={() => grant.mutate()}
        loading={grant.isPending}
        aria-label={words.grantOf(need.words, person.name)}
      >
        {words.grant}
      </Button>
    ) : null,
    mine.answer ? (
      <Button
        key="answer"
        variant="subtle"
        onClick={() => setOpen('answer')}
        aria-label={words.answerOf(need.words, person.name)}
      >
        {words.answer}
      </Button>
    ) : null,
    mine.escalate ? (
      <Button key="escalate" onClick={() => setOpen('escalate')}>
        {words.escalate}
      </Button>
    ) : null,
    mine.takeBack ? (
      <Button key="back" variant="subtle" onClick={() => takeBack.mutate()}>
        {words.takeBack}
      </Button>
    ) : null,
    mine.withdraw ? (
      <Button key="withdraw" variant="subtle" onClick={() => withdraw.mutate()}>
        {words.withdraw}
      </Button>
    ) : null,
  ].filter(Boolean);
  return (
    <CardRow
      lead={face ? <Face person={person} /> : undefined}
      action={acts.length > 0 && !still ? <div className={styles.acts}>{acts}</div> : undefined}
    >
      <div className={styles.head}>
        {face ? <b>{person.name}</b> : null}
        {need.state === 'settled' ? null : <b>{words.pieces[need.piece]}</b>}
        {sum ? <span>{sum}</span> : null}
        {need.object ? <span className="muted">{words.forThing(need.object.name)}</span> : null}
        {need.state === 'settled' ? null : <Chip tone={tones[need.state]}>{words.states[need.state]}</Chip>}
        {need.state === 'open' && ask ? <Deadline at={ask.dueAt} /> : null}
      </div>
      <div className="quote">
        <q>{need.words}</q>
      </div>
      <History need={need} />
      {open === 'answer' ? <AnswerForm need={need} close={() => setOpen(undefined)} /> : null}
      {open === 'escalate' ? <EscalateForm need={need} close={() => setOpen(undefined)} /> : null}
    </CardRow>
  );
}

/** Everything that was asked and answered, also what was taken back. */
function History({ need }: { need: Need }) {
  const words = useMandateWords();
  const format = useFormat();
  return need.asks.map((ask, i) => (
    <div key={ask.id} className="tiny muted">
      {(i > 0 ? words.escalated : words.asked)(ask.person.name, format.date(ask.at))}
      {ask.reason ? words.because(ask.reason) : ''}
      {ask.answers.map((one) => (
        <span key={one.id}>
          {' · '}
          {words.answered[one.answer](one.by.name, format.date(one.at))}
          {one.amount !== null ? ` (${format.money(one.amount, need.currency ?? undefined)})` : ''}
          {one.words ? words.because(one.words) : ''}
          {one.takenBackAt ? `, ${words.takenBack(format.date(one.takenBackAt))}` : ''}
        </span>
      ))}
    </div>
  ));
}
