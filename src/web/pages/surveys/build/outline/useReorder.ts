import { useEffect, useRef, useState } from 'react';
import { beside, move, type Spot } from '../edit.ts';
import { useBuildWords } from '../messages.ts';
import type { Drafting } from '../useDraft.ts';

export interface Reorder {
  held: string | undefined;
  announcement: string;
  lift(spot: Spot, name: string, title: string, event: React.PointerEvent): void;
  press(spot: Spot, title: string, event: React.KeyboardEvent): void;
  step(spot: Spot, title: string, by: -1 | 1): void;
  /** Where what is held would come to stand: a line before this row, or after it. */
  lineAt(spot: Spot): 'before' | 'after' | undefined;
}

/** The pointer moved less than this: it was a click. */
const SLACK = 5;

interface Held {
  name: string;
  from: Spot;
  to: Spot;
}

/** Moving rows by pointer and by keys. Every step of the keys is a step of the survey, which undo takes back. */
export function useReorder(drafting: Drafting): Reorder {
  const words = useBuildWords();
  const [held, setHeld] = useState<Held>();
  const [announcement, say] = useState('');
  /** The row is drawn anew in its new place: the focus goes with it. */
  const returning = useRef<string>(undefined);

  const put = (from: Spot, to: Spot, title: string) => {
    drafting.edit((d) => move(d, from, to));
    say(
      to.kind === 'question'
        ? words.movedTo(title, to.page + 1, to.index + 1)
        : words.placed(title, to.index + 1),
    );
  };
  const step: Reorder['step'] = (spot, title, by) => {
    const to = beside(drafting.document, spot, by);
    if (to) put(spot, to, title);
    else say(words.edge);
  };

  useEffect(() => {
    if (returning.current === undefined) return;
    document.querySelector<HTMLElement>(`[data-handle="${CSS.escape(returning.current)}"]`)?.focus();
    returning.current = undefined;
  });

  return {
    held: held?.name,
    announcement,
    step,
    press(spot, title, event) {
      const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : undefined;
      if (!by) return;
      event.preventDefault();
      returning.current = (event.currentTarget as HTMLElement).dataset.handle;
      step(spot, title, by);
    },
    lift(spot, name, title, event) {
      if (event.button !== 0) return;
      const from = { x: event.clientX, y: event.clientY };
      let now: Held | undefined;
      const follow = (to: PointerEvent) => {
        if (!now && Math.hypot(to.clientX - from.x, to.clientY - from.y) < SLACK) return;
        to.preventDefault();
        now = { name, from: spot, to: spotUnder(to, spot) ?? now?.to ?? spot };
        setHeld(now);
      };
      const end = () => {
        window.removeEventListener('pointermove', follow);
        window.removeEventListener('pointerup', finish);
        window.removeEventListener('pointercancel', end);
        window.removeEventListener('keydown', giveUp, true);
        setHeld(undefined);
      };
      const finish = () => {
        end();
        if (now && !same(now.from, now.to)) put(now.from, now.to, title);
      };
      const giveUp = (key: KeyboardEvent) => {
        if (key.key !== 'Escape') return;
        key.stopPropagation();
        end();
      };
      window.addEventListener('pointermove', follow, { passive: false });
      window.addEventListener('pointerup', finish);
      window.addEventListener('pointercancel', end);
      window.addEventListener('keydown', giveUp, true);
    },
    lineAt(spot) {
      if (!held || held.to.kind !== spot.kind || same(held.from, held.to)) return undefined;
      if (held.to.kind === 'question' && spot.kind === 'question' && held.to.page !== spot.page)
        return undefined;
      // Places are counted without what is held; rows still with it.
      const here =
        held.from.kind !== 'question' || (spot.kind === 'question' && held.from.page === spot.page);
      const row = here && held.from.index < spot.index ? spot.index - 1 : spot.index;
      if (here && spot.index === held.from.index) return undefined;
      if (row === held.to.index) return 'before';
      return row === held.to.index - 1 && isLast(spot, held, drafting) ? 'after' : undefined;
    },
  };
}

function isLast(spot: Spot, held: Held, { document }: Drafting): boolean {
  const length =
    spot.kind === 'question'
      ? (document.pages[spot.page]?.questions.length ?? 0)
      : spot.kind === 'page'
        ? document.pages.length
        : document.ends.length;
  const heldIsLast = same(held.from, { ...spot, index: length - 1 } as Spot);
  return spot.index === length - 1 || (heldIsLast && spot.index === length - 2);
}

const same = (a: Spot, b: Spot): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The place under the pointer, counted among those of its kind without itself. */
function spotUnder({ clientX, clientY }: PointerEvent, from: Spot): Spot | undefined {
  const above = (rows: Iterable<HTMLElement>) =>
    [...rows].filter((row) => {
      const box = row.getBoundingClientRect();
      return row.dataset.held === undefined && box.top + box.height / 2 < clientY;
    }).length;
  const rows = (within: ParentNode) =>
    within.querySelectorAll<HTMLElement>(`[data-row][data-kind="${from.kind}"]`);
  if (from.kind !== 'question') return { kind: from.kind, index: above(rows(document)) };
  const under = document.elementsFromPoint(clientX, clientY);
  const page = under.map((one) => one.closest<HTMLElement>('[data-page]')).find((one) => one !== null);
  if (!page) return undefined;
  return { kind: 'question', page: Number(page.dataset.page), index: above(rows(page)) };
}
