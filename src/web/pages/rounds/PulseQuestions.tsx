import type { Ref } from 'react';
import { useAnswerWords } from './answer.messages.ts';
import { type PulseDraft, pulseItems } from './answers.ts';
import { Scale } from './Choices.tsx';
import styles from './Rounds.module.css';

interface Props {
  heading: Ref<HTMLHeadingElement>;
  pulse: PulseDraft;
  onChange: (pulse: PulseDraft) => void;
}

/** How clear my role is in general, once a round. */
export function PulseQuestions({ heading, pulse, onChange }: Props) {
  const words = useAnswerWords();
  return (
    <>
      <h2 className={styles.place} ref={heading} tabIndex={-1}>
        {words.pulseTitle}
      </h2>
      <p className="muted">{words.pulseText}</p>
      {pulseItems.map((item) => (
        <Scale
          key={item}
          legend={words.pulse[item]}
          low={words.notClear}
          high={words.clear}
          value={pulse[item]}
          onChange={(value) => onChange({ ...pulse, [item]: value })}
        />
      ))}
    </>
  );
}
