import { ActionIcon } from '@mantine/core';
import { IconArrowDown, IconArrowLeft, IconArrowRight, IconArrowUp, IconX } from '@tabler/icons-react';
import styles from './Journey.module.css';
import { useJourneyWords } from './messages.ts';
import type { Direction } from './moves.ts';

const icons = { left: IconArrowLeft, right: IconArrowRight, up: IconArrowUp, down: IconArrowDown };

interface Props {
  name: string;
  directions: Direction[];
  can: (to: Direction) => boolean;
  move: (to: Direction) => void;
  remove: () => void;
  /** Why it cannot be removed now. */
  kept?: string | undefined;
}

/** Small buttons that move or remove one thing of the map. */
export function Movers({ name, directions, can, move, remove, kept }: Props) {
  const words = useJourneyWords();
  return (
    <span className={styles.movers}>
      {directions.map((to) => {
        const Icon = icons[to];
        return (
          <ActionIcon
            key={to}
            size={24}
            variant="subtle"
            aria-label={words[to](name)}
            disabled={!can(to)}
            onClick={() => move(to)}
          >
            <Icon size={14} aria-hidden />
          </ActionIcon>
        );
      })}
      <ActionIcon
        size={24}
        variant="subtle"
        aria-label={words.remove(name)}
        title={kept}
        disabled={kept !== undefined}
        onClick={remove}
      >
        <IconX size={14} aria-hidden />
      </ActionIcon>
    </span>
  );
}
