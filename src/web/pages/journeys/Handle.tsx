import { IconGripVertical } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useEditWords } from './edit.messages.ts';
import styles from './Journey.module.css';
import type { Item } from './moves.ts';
import type { Mover } from './useMove.ts';

interface Props {
  item: Item;
  id: string;
  name: string;
  mover: Mover;
}

/** What is moved by: drawn with the pointer, or picked up with Space and carried with the arrow keys. */
export function Handle({ item, id, name, mover }: Props) {
  const words = useEditWords();
  const button = useRef<HTMLButtonElement>(null);
  const carried = mover.held === id && mover.byKeys;
  // It lands in another cell and is drawn anew there: the focus goes with it, step by step.
  useEffect(() => {
    if (carried && document.activeElement !== button.current) button.current?.focus();
  });
  return (
    <button
      ref={button}
      type="button"
      className={styles.handle}
      data-handle={id}
      aria-label={words.handle(name)}
      aria-pressed={mover.held === id}
      title={words.handleHint}
      onPointerDown={(event) => mover.lift(item, id, name, event)}
      onKeyDown={(event) => mover.press(item, id, name, event)}
    >
      <IconGripVertical size={14} aria-hidden />
    </button>
  );
}
