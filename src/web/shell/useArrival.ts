import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';

let pending = false;

/**
 * After going to another page the focus stands on its heading, so that a keyboard goes on from there and a
 * screen reader says where we are. A heading that appears later (after loading) takes it by `arrive`.
 */
export function useArrival(): void {
  const router = useRouter();
  useEffect(
    () =>
      router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
        if (!fromLocation || !pathChanged) return;
        pending = true;
        const heading = document.querySelector<HTMLElement>('#main [data-arrival]');
        if (heading) arrive(heading);
        else document.getElementById('main')?.focus({ preventScroll: true });
      }),
    [router],
  );
}

/** Gives the heading the focus if the page was just entered and nothing else has taken it meanwhile. */
export function arrive(heading: HTMLElement | null): void {
  if (!pending || !heading) return;
  const at = document.activeElement;
  pending = false;
  if (at === document.body || at?.id === 'main' || at?.closest('nav') || !at)
    heading.focus({ preventScroll: true });
}
