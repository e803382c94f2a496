import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { ApiProblem } from '../../api/problem.ts';
import { refused } from '../../parts/notify.ts';

export type Keeping = 'idle' | 'saving' | 'saved' | 'unsaved' | 'elsewhere';

interface Slot {
  value: object;
  version: number;
  dirty: boolean;
  sending?: Promise<void>;
}

type Save = (key: string, body: object) => Promise<{ version: number }>;

/** 400 ms: a hand that clicks through the questions is not interrupted, and nothing typed is older than that. */
const rest = 400;
/** After no answer came. */
const again = 5000;

/**
 * Keeps what is answered as it is answered: one request at a time for each question, the last state wins, and what
 * another window has saved meanwhile is not overwritten but told.
 */
export function useKeeper(save: Save, versions: Record<string, number>) {
  const cache = useQueryClient();
  const [state, setState] = useState<Keeping>('idle');
  const slots = useRef(new Map<string, Slot>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const from = useRef({ save, versions });

  const flush = useCallback(async (): Promise<void> => {
    const later = (ms: number) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void flush(), ms);
    };
    const send = async (key: string, slot: Slot) => {
      slot.dirty = false;
      try {
        const { version } = await from.current.save(key, { ...slot.value, version: slot.version });
        slot.version = version;
        setState(slot.dirty ? 'saving' : 'saved');
        if (slot.dirty) later(rest);
      } catch (problem) {
        const elsewhere = problem instanceof ApiProblem && problem.code === 'answered_elsewhere';
        setState(elsewhere ? 'elsewhere' : 'unsaved');
        if (problem instanceof ApiProblem) return elsewhere ? undefined : refused(problem);
        slot.dirty = true;
        later(again);
      } finally {
        slot.sending = undefined;
      }
    };
    clearTimeout(timer.current);
    await Promise.all(
      [...slots.current].map(async ([key, slot]) => {
        await slot.sending;
        if (!slot.dirty) return;
        slot.sending = send(key, slot);
        await slot.sending;
      }),
    );
  }, []);

  const keep = useCallback(
    (key: string, value: object) => {
      const slot = slots.current.get(key) ?? { value, version: from.current.versions[key] ?? 0, dirty: true };
      slot.value = value;
      slot.dirty = true;
      slots.current.set(key, slot);
      setState('saving');
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void flush(), rest);
    },
    [flush],
  );

  // Whoever leaves the page within the rest has answered all the same; what was read before is out of date.
  useEffect(
    () => () => {
      void flush().then(() => cache.invalidateQueries({ queryKey: ['rounds'] }));
    },
    [cache, flush],
  );
  return useMemo(() => ({ state, keep, flush }), [state, keep, flush]);
}
