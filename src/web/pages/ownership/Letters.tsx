import { Hint } from '../../parts/Hint.tsx';
import type { useOwnershipWords } from './messages.ts';
import styles from './Ownership.module.css';
import type { Entry, RaciRole } from './ownership.ts';

interface Props {
  entries: Entry[];
  /** Not exactly one accountable: the A shows it. */
  wrong: boolean;
  words: ReturnType<typeof useOwnershipWords>;
}

/** What one department does for one thing, as letters; who it is in the hint. */
export function Letters({ entries, wrong, words }: Props) {
  const roles = (['A', 'R', 'C', 'I'] as RaciRole[]).filter((role) =>
    entries.some((entry) => entry.role === role),
  );
  return (
    <span className={styles.letters}>
      {roles.map((role) => {
        const names = entries.filter((entry) => entry.role === role).map((entry) => entry.holder.name);
        const says = words.roleOf(words.roles[role], names.join(', '));
        return (
          <Hint key={role} text={says}>
            <b
              data-role={role}
              data-wrong={(role === 'A' && wrong) || undefined}
              role="img"
              aria-label={says}
            >
              {role}
            </b>
          </Hint>
        );
      })}
    </span>
  );
}
