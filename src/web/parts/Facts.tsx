import type { ReactNode } from 'react';
import styles from './Facts.module.css';

/** As an object where the value is drawn (an element inside a plain array looks like a list without keys). */
export type Fact = readonly [term: string, value: ReactNode] | { term: string; value: ReactNode };

/** What is known about one thing: a term and its value a line. Lines without a value are left out. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className={styles.facts}>
      {facts
        .map((fact) => ('term' in fact ? ([fact.term, fact.value] as const) : fact))
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
