import { useId } from 'react';
import styles from './Rounds.module.css';

interface Props<V extends string> {
  legend: string;
  hint?: string;
  choices: { value: V; title: string; text?: string }[];
  value: V | null;
  onChange: (value: V) => void;
  /** Side by side as soon as there is room. */
  beside?: boolean;
}

/** One of a few, as wide as a thumb needs; arrow keys move as in any group of radio buttons. */
export function Choices<V extends string>({ legend, hint, choices, value, onChange, beside }: Props<V>) {
  const name = useId();
  return (
    <fieldset className={styles.question}>
      <legend>{legend}</legend>
      {hint ? <p className="tiny muted">{hint}</p> : null}
      <div className={styles.choices} data-beside={beside || undefined}>
        {choices.map((choice) => (
          <label key={choice.value} className={styles.choice}>
            <input
              type="radio"
              name={name}
              checked={value === choice.value}
              onChange={() => onChange(choice.value)}
            />
            <span>
              <b>{choice.title}</b>
              {choice.text ? <small>{choice.text}</small> : null}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface ScaleProps {
  legend: string;
  low: string;
  high: string;
  value: number | null;
  onChange: (value: number) => void;
}

/** One to five, its two ends in words. */
export function Scale({ legend, low, high, value, onChange }: ScaleProps) {
  const name = useId();
  return (
    <fieldset className={styles.question}>
      <legend>{legend}</legend>
      <div className={styles.scale}>
        {[1, 2, 3, 4, 5].map((n) => (
          <label key={n} className={styles.choice}>
            <input
              type="radio"
              name={name}
              checked={value === n}
              aria-label={n === 1 ? `1, ${low}` : n === 5 ? `5, ${high}` : String(n)}
              onChange={() => onChange(n)}
            />
            <span aria-hidden>{n}</span>
          </label>
        ))}
      </div>
      <div className="row between tiny muted" aria-hidden>
        <span>{low}</span>
        <span>{high}</span>
      </div>
    </fieldset>
  );
}
