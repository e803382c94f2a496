import { Button } from '@mantine/core';
import { IconGripVertical } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { api } from '../../api/api.ts';
import { useMay } from '../../api/me.ts';
import { useChange } from '../../api/useChange.ts';
import { useUrl } from '../../parts/useUrl.ts';
import styles from './Routing.module.css';
import { RuleLine } from './RuleLine.tsx';
import { useRoutingWords } from './routing.messages.ts';
import { type Choices, type Rule, rulesKey } from './routing.ts';

interface Props {
  rules: Rule[];
  /** Every rule that has not ended, of all lists: the order is one. */
  living: Rule[];
  choices: Choices | undefined;
}

/** In the order in which they are asked; dragged by the handle, or moved with its arrow keys. */
export function RuleList({ rules, living, choices }: Props) {
  const words = useRoutingWords();
  const may = useMay('routing:write');
  const [, setUrl] = useUrl();
  const [dragged, setDragged] = useState<string>();
  const [over, setOver] = useState<string>();
  const [said, setSaid] = useState('');
  const moved = useRef<string>(undefined);
  const handles = useRef(new Map<string, HTMLButtonElement>());
  const put = (ids: string[]) => api.put<{ items: Rule[] }>('/routing/order', { ids });
  const order = useChange<{ ids: string[]; before: string[] }, unknown>({
    call: ({ ids }) => put(ids),
    undo: (_, { before }) => put(before),
    touches: [rulesKey],
  });
  const end = useChange<Rule, Rule>({
    call: (rule) => api.patch<Rule>(`/routing/rules/${rule.id}`, { ended: true }),
    undo: (_, rule) => api.patch(`/routing/rules/${rule.id}`, { ended: false }),
    touches: [rulesKey],
    said: (_, rule) => words.endedNow(rule.name),
  });
  // The list comes back in its new order; the handle that was used keeps the focus.
  useEffect(() => {
    if (moved.current && rules.length > 0) handles.current.get(moved.current)?.focus();
    moved.current = undefined;
  }, [rules]);
  const moveTo = (id: string, place: number) => {
    const from = rules.findIndex((rule) => rule.id === id);
    if (from < 0 || place < 0 || place >= rules.length || place === from) return;
    const mine = rules.map((rule) => rule.id);
    mine.splice(place, 0, ...mine.splice(from, 1));
    const within = new Set(mine);
    const before = living.map((rule) => rule.id);
    const ids = before.map((one) => (within.has(one) ? (mine.shift() ?? one) : one));
    setSaid(words.moved(rules[from]?.name ?? '', place + 1));
    moved.current = id;
    order.mutate({ ids, before });
  };
  const onKey = (event: KeyboardEvent, rule: Rule, i: number) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    moveTo(rule.id, i + step);
  };
  return (
    <>
      <ol className={styles.rules}>
        {rules.map((rule, i) => (
          <li
            key={rule.id}
            className={styles.rule}
            data-over={over === rule.id && dragged !== rule.id ? '' : undefined}
            data-dragged={dragged === rule.id ? '' : undefined}
            onDragOver={(event) => {
              if (!dragged) return;
              event.preventDefault();
              setOver(rule.id);
            }}
            onDrop={(event) => {
              event.preventDefault();
              if (dragged) moveTo(dragged, i);
              setDragged(undefined);
              setOver(undefined);
            }}
          >
            {may ? (
              <button
                type="button"
                ref={(element) => {
                  if (element) handles.current.set(rule.id, element);
                  else handles.current.delete(rule.id);
                }}
                className={styles.handle}
                aria-label={words.move(rule.name, i + 1, rules.length)}
                draggable
                onDragStart={(event) => {
                  event.dataTransfer.effectAllowed = 'move';
                  setDragged(rule.id);
                }}
                onDragEnd={() => {
                  setDragged(undefined);
                  setOver(undefined);
                }}
                onKeyDown={(event) => onKey(event, rule, i)}
              >
                <IconGripVertical size={16} aria-hidden />
              </button>
            ) : null}
            <span className={styles.place} aria-hidden>
              {i + 1}
            </span>
            <div className={styles.line}>
              <RuleLine rule={rule} choices={choices} />
            </div>
            {may ? (
              <span className={styles.act}>
                <Button
                  size="compact-sm"
                  aria-label={words.change(rule.name)}
                  onClick={() => setUrl({ rule: rule.id }, { push: true })}
                >
                  {words.edit}
                </Button>
                <Button
                  size="compact-sm"
                  aria-label={`${words.end}: ${rule.name}`}
                  loading={end.isPending && end.variables.id === rule.id}
                  onClick={() => end.mutate(rule)}
                >
                  {words.end}
                </Button>
              </span>
            ) : null}
          </li>
        ))}
      </ol>
      <div className="only-heard" role="status">
        {said}
      </div>
    </>
  );
}
