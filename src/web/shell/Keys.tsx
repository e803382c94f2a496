import { lazy, Suspense, useEffect, useState } from 'react';
import { useGo } from '../parts/useGo.ts';
import { whenAsked } from './commands.ts';
import { places } from './places.ts';

const loadFinder = () => import('./Finder.tsx');
const Finder = lazy(() => loadFinder().then((m) => ({ default: m.Finder })));
const Shortcuts = lazy(() => import('./Shortcuts.tsx').then((m) => ({ default: m.Shortcuts })));

/** A second key counts as part of `g h` for 1.2 s; longer and it is a new thought. */
const patience = 1200;

function typing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    !!target.closest('input:not([type="checkbox"]), textarea, select, [contenteditable="true"]')
  );
}

/** The keyboard: ⌘K or / finds, ? explains, g and a letter goes. Loads the finder when first asked for. */
export function Keys() {
  const go = useGo();
  const [finder, setFinder] = useState({ loaded: false, open: false });
  const [shortcuts, setShortcuts] = useState({ loaded: false, open: false });

  useEffect(
    () =>
      whenAsked((command) =>
        (command === 'spotlight' ? setFinder : setShortcuts)({ loaded: true, open: true }),
      ),
    [],
  );

  // Fetched 2 s after the page stands: whoever presses ⌘K types on at once, and no letter may be lost.
  useEffect(() => {
    const timer = setTimeout(() => void loadFinder().catch(() => {}), 2000);
    return () => clearTimeout(timer);
  }, []);

  useEffect(() => {
    let after = Number.NEGATIVE_INFINITY;
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() === 'k' && (event.metaKey || event.ctrlKey) && !event.shiftKey) {
        event.preventDefault();
        setFinder((now) => ({ loaded: true, open: !now.open }));
        return;
      }
      if (event.metaKey || event.ctrlKey || event.altKey || typing(event.target)) return;
      if (document.querySelector('[role="dialog"]')) return;
      if (event.key === '?') setShortcuts({ loaded: true, open: true });
      else if (event.key === '/') {
        event.preventDefault();
        setFinder({ loaded: true, open: true });
      } else if (event.key === 'g') after = event.timeStamp;
      else if (event.timeStamp - after < patience) {
        after = 0;
        const place = places.find((one) => one.letter === event.key);
        if (place) go(place.path);
      }
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [go]);

  return (
    <Suspense fallback={null}>
      {finder.loaded ? (
        <Finder open={finder.open} close={() => setFinder({ loaded: true, open: false })} />
      ) : null}
      {shortcuts.loaded ? (
        <Shortcuts open={shortcuts.open} close={() => setShortcuts({ loaded: true, open: false })} />
      ) : null}
    </Suspense>
  );
}
