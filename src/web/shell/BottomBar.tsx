import { Drawer } from '@mantine/core';
import { IconBell, IconDots, IconSearch } from '@tabler/icons-react';
import { useRouterState } from '@tanstack/react-router';
import { useState } from 'react';
import { useCounts } from '../api/me.ts';
import { useLiveWords } from '../live/live.messages.ts';
import { useNotices } from '../live/notices.ts';
import { Go } from '../parts/Go.tsx';
import styles from './BottomBar.module.css';
import { ask } from './commands.ts';
import { MeMenu } from './MeMenu.tsx';
import { useShellWords } from './messages.ts';
import { type Place, places, standsIn } from './places.ts';

const first = new Set<Place['key']>(['home', 'inbox', 'journeys']);

/** Navigation under the thumb, below 760 px. */
export function BottomBar() {
  const words = useShellWords();
  const say = useLiveWords();
  const counts = useCounts();
  const unread = useNotices(15).data?.unread ?? 0;
  const [open, setOpen] = useState(false);
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  const entry = (place: Place, className: string) => {
    const n = place.count ? counts?.[place.count] : undefined;
    return (
      <Go
        key={place.key}
        to={place.path}
        className={className}
        aria-current={standsIn(place, pathname) ? 'page' : undefined}
        onClick={() => setOpen(false)}
      >
        <place.icon size={20} stroke={1.6} aria-hidden />
        <span>{words.places[place.key]}</span>
        {n ? <b>{n > 99 ? '99+' : n}</b> : null}
      </Go>
    );
  };
  return (
    <>
      <nav className={styles.bar} aria-label={words.main}>
        {places.filter((place) => first.has(place.key)).map((place) => entry(place, styles.tab ?? ''))}
        <button type="button" className={styles.tab} onClick={() => ask('spotlight')}>
          <IconSearch size={20} stroke={1.6} aria-hidden />
          <span>{words.search}</span>
        </button>
        <button type="button" className={styles.tab} onClick={() => setOpen(true)} aria-expanded={open}>
          <IconDots size={20} stroke={1.6} aria-hidden />
          <span>{words.more}</span>
          {unread ? (
            <b>
              {unread > 99 ? '99+' : unread}
              <span className="only-heard"> {say.unread}</span>
            </b>
          ) : null}
        </button>
      </nav>
      <Drawer opened={open} onClose={() => setOpen(false)} position="bottom" size="auto" title={words.menu}>
        <nav className={styles.list} aria-label={words.menu}>
          <Go to="/notices" className={styles.line} onClick={() => setOpen(false)}>
            <IconBell size={20} stroke={1.6} aria-hidden />
            <span>{say.notices}</span>
            {unread ? <b>{unread > 99 ? '99+' : unread}</b> : null}
          </Go>
          {places.map((place) => entry(place, styles.line ?? ''))}
        </nav>
        <MeMenu />
      </Drawer>
    </>
  );
}
