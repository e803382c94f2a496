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

/** Rows divided by a hairline; each row is `<CardRow>`. */
export function CardRow({ children, className }: { children: ReactNode; className?: string }) {
  return <div className={[styles.row, className].filter(Boolean).join(' ')}>{children}</div>;
}
