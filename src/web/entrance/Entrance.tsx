import { type ReactNode, useEffect } from 'react';
import { Brand } from '../parts/Brand.tsx';
import { Face } from '../parts/Face.tsx';
import styles from './Entrance.module.css';
import { useEntranceWords } from './messages.ts';
import { Preferences } from './Preferences.tsx';

const seats = ['MO', 'TR', '', 'JN', 'PD', 'FB'];

/** The two halves before the sign-in: what this is, and the way in. */
export function Entrance({ title, children }: { title: string; children: ReactNode }) {
  const words = useEntranceWords();
  useEffect(() => {
    document.title = `${title} · Onus`;
  }, [title]);
  return (
    <div className={styles.entrance}>
      <aside className={styles.side}>
        <Brand />
        <div className={styles.say}>
          <p className={styles.question}>{words.question}</p>
          <p className="muted">{words.promise}</p>
          <div className={styles.seats} aria-hidden>
            {seats.map((initials) =>
              initials ? (
                <Face key={initials} person={{ name: initials, initials }} size="l" decorative />
              ) : (
                <span key="empty" className={styles.seat}>
                  ?
                </span>
              ),
            )}
          </div>
          <p className="tiny dim">{words.seatNote}</p>
        </div>
        <Preferences />
      </aside>
      <main className={styles.main} id="main">
        <div className={styles.form}>{children}</div>
      </main>
    </div>
  );
}
