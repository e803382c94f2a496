import type { ReactNode } from 'react';
import styles from './Chip.module.css';
import { Go } from './Go.tsx';

interface Props {
  tone?: 'good' | 'pass' | 'bad' | 'few' | 'accent';
  to?: string;
  children: ReactNode;
}

/** A word or two in a pill: a state, a kind, a small figure. The words carry the meaning, the colour repeats it. */
export function Chip({ tone = 'few', to, children }: Props) {
  if (to) {
    return (
      <Go to={to} className={styles.chip} data-tone={tone}>
        {children}
      </Go>
    );
  }
  return (
    <span className={styles.chip} data-tone={tone}>
      {children}
    </span>
  );
}
