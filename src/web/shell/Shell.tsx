import { Outlet } from '@tanstack/react-router';
import { useLive } from '../live/useLive.ts';
import { BottomBar } from './BottomBar.tsx';
import { DemoBanner } from './DemoBanner.tsx';
import { Keys } from './Keys.tsx';
import { useShellWords } from './messages.ts';
import { OfflineBanner } from './OfflineBanner.tsx';
import styles from './Shell.module.css';
import { Sidebar } from './Sidebar.tsx';
import { useArrival } from './useArrival.ts';

/** The frame of every page behind the sign-in: where I can go, who I am, and the page itself. */
export function Shell() {
  const words = useShellWords();
  useArrival();
  useLive();
  return (
    <div className={styles.shell}>
      <a href="#main" className={styles.skip}>
        {words.skip}
      </a>
      <Sidebar />
      <div className={styles.column}>
        <DemoBanner />
        <OfflineBanner />
        <main id="main" tabIndex={-1} className={styles.main}>
          <Outlet />
        </main>
      </div>
      <BottomBar />
      <Keys />
    </div>
  );
}
