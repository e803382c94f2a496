import { IconSearch } from '@tabler/icons-react';
import { useRouterState } from '@tanstack/react-router';
import { useCounts } from '../api/me.ts';
import { Bell } from '../live/Bell.tsx';
import { LostLine } from '../live/LostLine.tsx';
import { Brand } from '../parts/Brand.tsx';
import { Go } from '../parts/Go.tsx';
import { ask } from './commands.ts';
import { MeMenu } from './MeMenu.tsx';
import { useShellWords } from './messages.ts';
import { places, standsIn } from './places.ts';
import styles from './Sidebar.module.css';

export function Sidebar() {
  const words = useShellWords();
  const counts = useCounts();
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  return (
    <nav className={styles.bar} aria-label={words.main}>
      <div className={styles.top}>
        <Go to="/" className={styles.brand}>
          <Brand />
        </Go>
        <Bell />
      </div>
      <button type="button" className={styles.search} onClick={() => ask('spotlight')}>
        <IconSearch size={14} aria-hidden />
        <span>{words.search}</span>
        <kbd aria-hidden>{/Mac|iPhone/.test(navigator.userAgent) ? '⌘K' : 'Ctrl K'}</kbd>
      </button>
      {places.map((place) => {
        const n = place.count ? counts?.[place.count] : undefined;
        return (
          <Go
            key={place.key}
            to={place.path}
            className={styles.place}
            aria-current={standsIn(place, pathname) ? 'page' : undefined}
          >
            {words.places[place.key]}
            {n ? (
              <b>
                {n > 999 ? '999+' : n}
                <span className="only-heard"> {words.waiting(n).replace(/^\d+ /, '')}</span>
              </b>
            ) : null}
          </Go>
        );
      })}
      <span className={styles.rest} />
      <LostLine />
      <MeMenu />
    </nav>
  );
}
