import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';

interface Props {
  /** What will stand here: "Customers who wait for you". */
  title: string;
  /** When it will, and what it is good for. */
  text: ReactNode;
  /** The next step: a button or two. */
  action?: ReactNode;
  /** A dashed seat, a small drawing, an icon. */
  picture?: ReactNode;
}

/** An empty place teaches: what will stand here, and how to get there. */
export function EmptyState({ title, text, action, picture }: Props) {
  return (
    <div className={styles.empty}>
      {picture ? (
        <div className={styles.picture} aria-hidden>
          {picture}
        </div>
      ) : null}
      <b>{title}</b>
      <p>{text}</p>
      {action ? <div className={styles.action}>{action}</div> : null}
    </div>
  );
}
