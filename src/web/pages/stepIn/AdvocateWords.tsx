import { useMe } from '../../api/me.ts';
import { useFormat } from '../../i18n/format.ts';
import { Face } from '../../parts/Face.tsx';
import type { Advocate } from './advocates.ts';
import { useStepInWords } from './messages.ts';
import styles from './StepIn.module.css';

/** Who stands up for this customer, since when, and what they said they would do. */
export function AdvocateWords({ advocate }: { advocate: Advocate }) {
  const words = useStepInWords();
  const format = useFormat();
  const me = useMe();
  const day = format.day(advocate.since);
  const did = advocate.steppedIn ? advocate.reason.split(': ').slice(1).join(': ') : '';
  return (
    <>
      <Face person={advocate.person} decorative />
      <div className={styles.words}>
        <b>{advocate.person.id === me.person.id ? words.you : words.advocate(advocate.person.name)}</b>{' '}
        <span className="tiny muted">
          {advocate.steppedIn ? words.stepped(day) : words.first(day)}
          {advocate.person.departmentName ? ` · ${advocate.person.departmentName}` : ''}
        </span>
        {did ? (
          <div className={`quote ${styles.did}`}>
            <q>{did}</q>
          </div>
        ) : null}
      </div>
    </>
  );
}
