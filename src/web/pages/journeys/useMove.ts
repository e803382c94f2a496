import { useEffect, useRef, useState } from 'react';
import { useEditWords } from './edit.messages.ts';
import type { Journey } from './journey.ts';
import { useJourneyWords } from './messages.ts';
import { arrowOf, type Item, moveItem, type Spot, samePlace, spotOf, step } from './moves.ts';
import type { Editor } from './useEdit.ts';

interface Held {
  item: Item;
  id: string;
  name: string;
  spot: Spot;
  by: 'pointer' | 'keys' | 'saving';
}

export interface Mover {
  /** What is held now: its id. */
  held: string | undefined;
  byKeys: boolean;
  lift(item: Item, id: string, name: string, event: React.PointerEvent): void;
  press(item: Item, id: string, name: string, event: React.KeyboardEvent): void;
  /** Said to those who cannot see where it is. */
  announcement: string;
}

/** The pointer moved less than this: it was a click. */
const slack = 5;

/**
 * Moving by pointer and by keys, with the same steps and the same preview: the map given back shows what would be saved.
 * A drag that ends where it began, or with Escape, changes nothing.
 */
export function useMove(journey: Journey, editor: Editor | undefined): { mover: Mover; shown: Journey } {
  const words = useEditWords();
  const lanes = useJourneyWords().lanes;
  const moved = useJourneyWords().saved.moved;
  const [held, setHeld] = useState<Held>();
  const [announcement, say] = useState('');
  const now = useRef<Held>(undefined);
  const latest = useRef({ journey, editor });
  /** Back in its own cell it is drawn anew, and the focus must not be lost. */
  const returning = useRef<string>(undefined);
  now.current = held;
  latest.current = { journey, editor };

  const where = ({ item, spot }: Pick<Held, 'item' | 'spot'>): string => {
    if (item.kind === 'phase') return words.atPhase(spot.phase + 1, journey.phases.length);
    const lane = item.kind === 'note' ? lanes[spot.lane ?? item.lane] : '';
    return words.atPlace(journey.phases[spot.phase]?.name ?? '', lane, spot.index + 1);
  };
  const drop = (one: Held) => {
    if (samePlace(one.spot, spotOf(one.item))) return cancel(one);
    setHeld({ ...one, by: 'saving' });
    say(words.dropped(one.name, where(one)));
    latest.current.editor?.edit(moved(one.name), (draft) => moveItem(draft, one.item, one.spot), {
      after: () => setHeld((later) => (later?.id === one.id && later.by === 'saving' ? undefined : later)),
    });
  };
  const cancel = (one: Held) => {
    if (one.by === 'keys') returning.current = one.id;
    setHeld(undefined);
    say(words.takenBack(one.name));
  };

  const lift: Mover['lift'] = (item, id, name, event) => {
    if (event.button !== 0) return;
    const from = { x: event.clientX, y: event.clientY };
    let one: Held | undefined;
    const follow = (to: PointerEvent) => {
      if (!one && Math.hypot(to.clientX - from.x, to.clientY - from.y) < slack) return;
      to.preventDefault();
      const spot = spotUnder(to, item, id) ?? one?.spot ?? spotOf(item);
      if (one && samePlace(one.spot, spot)) return;
      one = { item, id, name, spot, by: 'pointer' };
      setHeld(one);
    };
    const end = () => {
      window.removeEventListener('pointermove', follow);
      window.removeEventListener('pointerup', finish);
      window.removeEventListener('pointercancel', abandon);
      window.removeEventListener('keydown', giveUp, true);
    };
    const finish = () => {
      end();
      if (one) drop(one);
    };
    const abandon = () => {
      end();
      if (one) cancel(one);
    };
    const giveUp = (key: KeyboardEvent) => {
      if (key.key !== 'Escape') return;
      key.stopPropagation();
      abandon();
    };
    window.addEventListener('pointermove', follow, { passive: false });
    window.addEventListener('pointerup', finish);
    window.addEventListener('pointercancel', abandon);
    window.addEventListener('keydown', giveUp, true);
  };

  const press: Mover['press'] = (item, id, name, event) => {
    const one = now.current?.id === id && now.current.by === 'keys' ? now.current : undefined;
    const puts = event.key === ' ' || event.key === 'Enter';
    const direction = arrowOf(event);
    if (!one) {
      if (!puts) return;
      event.preventDefault();
      setHeld({ item, id, name, spot: spotOf(item), by: 'keys' });
      say(words.lifted(name));
      return;
    }
    if (!puts && !direction && event.key !== 'Escape' && event.key !== 'Tab') return;
    event.preventDefault();
    if (puts) return drop(one);
    if (!direction) return cancel(one);
    const spot = step(journey, one.item, one.spot, direction);
    if (!spot) return say(words.edge);
    setHeld({ ...one, spot });
    say(where({ ...one, spot }));
  };

  useEffect(() => {
    const id = returning.current;
    if (id === undefined) return;
    returning.current = undefined;
    document.querySelector<HTMLElement>(`[data-handle="${CSS.escape(id)}"]`)?.focus();
  });

  // Leaving the editor puts everything back.
  const editing = editor !== undefined;
  useEffect(() => {
    if (!editing) setHeld(undefined);
  }, [editing]);

  return {
    mover: {
      held: held?.id,
      byKeys: held?.by === 'keys' || held?.by === 'saving',
      lift,
      press,
      announcement,
    },
    shown: held ? preview(journey, held) : journey,
  };
}

function preview(journey: Journey, { item, spot }: Held): Journey {
  const copy = structuredClone(journey);
  moveItem(copy, item, spot);
  return copy;
}

/** The place under the pointer, counted among those of its kind without itself. */
function spotUnder(event: PointerEvent, item: Item, id: string): Spot | undefined {
  const cell = document
    .elementsFromPoint(event.clientX, event.clientY)
    .map((element) => element.closest<HTMLElement>(`[data-drop="${item.kind}"]`))
    .find((element) => element !== null);
  if (!cell) return undefined;
  if (item.kind === 'phase') {
    const heads = [...document.querySelectorAll<HTMLElement>('[data-drop="phase"]')];
    const before = heads.filter((head) => {
      const box = head.getBoundingClientRect();
      return head.dataset.item !== id && box.left + box.width / 2 < event.clientX;
    });
    return { phase: before.length, index: 0 };
  }
  const above = [...cell.querySelectorAll<HTMLElement>('[data-item]')].filter((one) => {
    const box = one.getBoundingClientRect();
    return one.dataset.item !== id && box.top + box.height / 2 < event.clientY;
  });
  const lane = item.kind === 'note' ? (cell.dataset.lane as Spot['lane']) : undefined;
  return { phase: Number(cell.dataset.phase), index: above.length, lane };
}
