import type { ApiProblem } from '../../api/problem.ts';
import styles from './Complaints.module.css';

/** What the server says against it, where no field of the form shows it. */
export function Problem({ problem, fields = [] }: { problem: ApiProblem | null; fields?: string[] }) {
  if (!problem || fields.some((name) => problem.field(name))) return null;
  return (
    <p className={styles.error} role="alert">
      {problem.detail}
    </p>
  );
}
