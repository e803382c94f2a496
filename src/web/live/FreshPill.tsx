import { messages } from '../i18n/messages.ts';
import styles from './Live.module.css';

const useWords = messages({
  en: { news: (n: number) => (n === 1 ? '1 change: show it' : `${n} changes: show them`) },
  de: { news: (n) => (n === 1 ? '1 Änderung: zeigen' : `${n} Änderungen: zeigen`) },
});

/** "3 changes: show them", above a list that holds still while it is read. */
export function FreshPill({ news, show }: { news: number; show: () => void }) {
  const words = useWords();
  return (
    <div className={styles.pillPlace} role="status">
      {news > 0 ? (
        <button type="button" className={styles.pill} onClick={show}>
          {words.news(news)}
        </button>
      ) : null}
    </div>
  );
}
