import { type ReactNode, useId } from 'react';
import styles from './Card.module.css';

interface Props {
  title?: ReactNode;
  /** Said quietly at the right of the title: "most urgent first". */
  aside?: ReactNode;
  children?: ReactNode;
  /** No padding, for tables and maps that reach the edge. */
  flush?: boolean;
  className?: string;
}

/** A named part of a page: a landmark when it has a title. */
export function Card({ title, aside, children, flush, className }: Props) {
  const id = useId();
  return (
    <section
      className={[styles.card, flush ? styles.flush : '', className].filter(Boolean).join(' ')}
      aria-labelledby={title ? id : undefined}
    >
      {title || aside ? (
        <div className={styles.head}>
          {title ? <h2 id={id}>{title}</h2> : null}
          {aside ? <div className={styles.aside}>{aside}</div> : null}
        </div>
      ) : null}
      {children}
    </section>
  );
}

interface RowProps {
  /** Stands before the words: a deadline, a face, a chip. */
  lead?: ReactNode;
  /** Stands after them: one button, a small curve. */
  action?: ReactNode;
  children: ReactNode;
}

/** One entry of a card, a hairline between each two. Narrow: the lead stands above the words. */
export function CardRow({ lead, action, children }: RowProps) {
  return (
    <div className={styles.row}>
      {lead ? <div className={styles.lead}>{lead}</div> : null}
      <div className={styles.words}>{children}</div>
      {action ? <div className={styles.action}>{action}</div> : null}
    </div>
  );
}
