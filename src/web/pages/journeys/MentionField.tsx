import { Textarea } from '@mantine/core';
import { useId, useRef, useState } from 'react';
import { useApi } from '../../api/useApi.ts';
import { Face } from '../../parts/Face.tsx';
import type { Person } from './journey.ts';
import styles from './Talk.module.css';
import { useTalkWords } from './talk.messages.ts';

interface Props {
  text: string;
  change: (text: string) => void;
  mention: (person: Person) => void;
  label: string;
  error?: string | undefined;
  autoFocus?: boolean;
}

/** After “@” and a letter or none: what is being looked for, up to the caret. */
const looking = /(?:^|\s)@([\p{L}\p{N}.' -]{0,30})$/u;

/** A field in which “@” offers people: arrows choose, Enter takes, Escape goes on writing. */
export function MentionField({ text, change, mention, label, error, autoFocus }: Props) {
  const words = useTalkWords();
  const list = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [asked, setAsked] = useState<string>();
  const [at, setAt] = useState(0);
  const people = useApi<{ items: Person[] }>(['people'], '/people').data?.items ?? [];
  const found =
    asked === undefined
      ? []
      : people
          .filter((person) =>
            asked
              .toLowerCase()
              .split(' ')
              .every((word) => person.name.toLowerCase().includes(word)),
          )
          .slice(0, 6);
  const look = (value: string, caret: number) => {
    setAsked(looking.exec(value.slice(0, caret))?.[1]);
    setAt(0);
  };
  const take = (person: Person) => {
    const caret = field.current?.selectionStart ?? text.length;
    const before = text.slice(0, caret).replace(/@[^@]*$/, `@${person.name} `);
    change(before + text.slice(caret));
    mention(person);
    setAsked(undefined);
    field.current?.focus();
  };
  const open = found.length > 0;
  return (
    <div className={styles.write}>
      <Textarea
        ref={field}
        autosize
        minRows={2}
        label={label}
        description={words.writeHint}
        error={error}
        value={text}
        autoFocus={autoFocus ?? false}
        data-autofocus={autoFocus || undefined}
        role="combobox"
        aria-expanded={open}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={open ? `${list}-${at}` : undefined}
        onChange={(event) => {
          const { value, selectionStart } = event.currentTarget;
          change(value);
          look(value, selectionStart);
        }}
        onBlur={() => setAsked(undefined)}
        onKeyDown={(event) => {
          if (!open) return;
          if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            event.preventDefault();
            setAt((at + (event.key === 'ArrowDown' ? 1 : found.length - 1)) % found.length);
          }
          const person = found[at];
          if ((event.key === 'Enter' || event.key === 'Tab') && person) {
            event.preventDefault();
            take(person);
          }
          if (event.key === 'Escape') {
            event.stopPropagation();
            setAsked(undefined);
          }
        }}
      />
      {open ? (
        <div id={list} role="listbox" aria-label={words.suggestions} className={styles.people}>
          {found.map((person, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field handles the keys; the list is pointed at
            <div
              key={person.id}
              id={`${list}-${index}`}
              role="option"
              aria-selected={index === at}
              tabIndex={-1}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(person)}
            >
              <Face person={person} size="s" decorative /> {person.name}
            </div>
          ))}
        </div>
      ) : null}
    </div>
  );
}
