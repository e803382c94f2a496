import { ActionIcon, Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Texts } from '../../../../../listen/survey/question.ts';
import { freshKey } from '../edit.ts';
import type { Drafting } from '../useDraft.ts';
import styles from './Forms.module.css';
import { useFormWords } from './messages.ts';
import { TextsField } from './TextsField.tsx';

interface Item {
  key: string;
  text: Texts;
}

interface Props<T extends Item> {
  legend: string;
  items: T[];
  change: (items: T[], tag?: string) => void;
  nameOf: (n: number) => string;
  fresh: (n: number) => Texts;
  prefix: string;
  add: string;
  least: number;
  most: number;
  drafting: Drafting;
  /** What stands beside the words: its value, its metric. */
  beside?: (item: T, n: number, set: (part: Partial<T>) => void) => ReactNode;
}

/** Options, rows or columns: written, moved, added, deleted. */
export function OptionsField<T extends Item>(props: Props<T>) {
  const { legend, items, change, nameOf, fresh, prefix, add, least, most, drafting, beside } = props;
  const words = useFormWords();
  const set = (n: number, part: Partial<T>, tag?: string) =>
    change(
      items.map((item, at) => (at === n ? { ...item, ...part } : item)),
      tag,
    );
  const shift = (n: number, by: -1 | 1) => {
    const next = [...items];
    next.splice(n + by, 0, ...next.splice(n, 1));
    change(next);
  };
  const append = () => {
    const key = freshKey(
      `${prefix}_${items.length + 1}`,
      items.map((item) => item.key),
    );
    change([...items, { key, text: fresh(items.length + 1) } as T]);
  };
  return (
    <fieldset className={styles.options}>
      <legend>{legend}</legend>
      {items.map((item, n) => (
        <div key={item.key} className={styles.option}>
          <TextsField
            bare
            label={nameOf(n + 1)}
            texts={item.text}
            drafting={drafting}
            change={(text) => set(n, { text: text ?? {} } as Partial<T>, `${item.key}.text`)}
          />
          {beside?.(item, n, (part) => set(n, part))}
          <span className={styles.moves}>
            <ActionIcon
              size={26}
              variant="subtle"
              aria-label={words.up(nameOf(n + 1))}
              disabled={n === 0}
              onClick={() => shift(n, -1)}
            >
              <IconArrowUp size={14} aria-hidden />
            </ActionIcon>
            <ActionIcon
              size={26}
              variant="subtle"
              aria-label={words.down(nameOf(n + 1))}
              disabled={n === items.length - 1}
              onClick={() => shift(n, 1)}
            >
              <IconArrowDown size={14} aria-hidden />
            </ActionIcon>
            <ActionIcon
              size={26}
              variant="subtle"
              aria-label={words.take(nameOf(n + 1))}
              disabled={items.length <= least}
              onClick={() => change(items.filter((_, at) => at !== n))}
            >
              <IconX size={14} aria-hidden />
            </ActionIcon>
          </span>
        </div>
      ))}
      <Button size="compact-sm" disabled={items.length >= most} onClick={append}>
        {add}
      </Button>
    </fieldset>
  );
}
