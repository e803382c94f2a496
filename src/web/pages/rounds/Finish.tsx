import { Button } from '@mantine/core';
import { type Ref, useState } from 'react';
import { api } from '../../api/api.ts';
import { useChange } from '../../api/useChange.ts';
import { Go } from '../../parts/Go.tsx';
import { useAnswerWords } from './answer.messages.ts';
import styles from './Rounds.module.css';
import type { Sheet } from './rounds.ts';

interface Props {
  heading: Ref<HTMLHeadingElement>;
  sheet: Sheet;
  /** Touchpoints not answered yet. */
  open: number;
  pulseOpen: boolean;
  toFirst: () => void;
  back: () => void;
  flush: () => Promise<void>;
}

/** The last step: what is still open, or “I am done”. */
export function Finish({ heading, sheet, open, pulseOpen, toFirst, back, flush }: Props) {
  const words = useAnswerWords();
  const [thanked, setThanked] = useState(sheet.submittedAt !== null);
  const submit = useChange({
    call: async () => {
      await flush();
      await api.post(`/rounds/${sheet.round.id}/submission`);
    },
    touches: [['rounds']],
    after: () => setThanked(true),
  });
  const whole = open === 0 && !pulseOpen;
  return (
    <>
      <h2 className={styles.place} ref={heading} tabIndex={-1}>
        {whole ? words.lastTitle : words.almostTitle}
      </h2>
      <p className="muted">
        {thanked && whole ? (submit.isSuccess ? words.thanks : words.doneAlready) : words.lastText}
      </p>
      {open > 0 ? <p>{words.open(open)}</p> : pulseOpen ? <p>{words.pulseOpen}</p> : null}
      <div className={styles.foot}>
        <Button onClick={whole ? back : toFirst}>{whole ? words.back : words.toFirst}</Button>
        {thanked && whole ? (
          <Button component={Go} to="/" variant="filled">
            {words.toHome}
          </Button>
        ) : (
          <Button
            variant="filled"
            disabled={!whole}
            loading={submit.isPending}
            onClick={() => submit.mutate()}
          >
            {words.done}
          </Button>
        )}
      </div>
    </>
  );
}
