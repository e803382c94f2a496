import { useEffect, useRef } from 'react';
import { useGo } from '../../parts/useGo.ts';
import type { CaseLine } from './cases.ts';
import { keyPressed } from './keys.ts';

/**
 * j and k go down and up the list and open what they reach; o goes into the open case. x ticks it, X everything down to it,
 * * all that are shown, Esc none.
 */
export function useListKeys(
  cases: CaseLine[],
  openId: string,
  choose: { toggle: (id: string, range: boolean) => void; all: () => void; none: () => void },
): void {
  const acts = useRef(choose);
  acts.current = choose;
  const go = useGo();
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const key = keyPressed(event);
      if (key === 'o' || key === 'Enter') {
        if (key === 'Enter' && event.target !== document.body) return;
        document.querySelector<HTMLElement>('[data-case] [data-arrival]')?.focus();
        return;
      }
      if ((key === 'x' || key === 'X') && openId) return acts.current.toggle(openId, key === 'X');
      if (key === '*') return acts.current.all();
      if (key === 'Escape') return acts.current.none();
      if (key !== 'j' && key !== 'k') return;
      const at = cases.findIndex((one) => one.id === openId);
      const next = cases[at === -1 ? 0 : at + (key === 'j' ? 1 : -1)];
      if (!next) return;
      event.preventDefault();
      const search = new URLSearchParams(window.location.search);
      search.delete('do');
      go(`/inbox/${next.id}${search.size > 0 ? `?${search}` : ''}`, { replace: openId !== '' });
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [cases, openId, go]);
}
