import { api } from '../../api/api.ts';
import { useMay, useMe } from '../../api/me.ts';
import type { Case } from '../inbox/cases.ts';
import { AdvocateWords } from './AdvocateWords.tsx';
import { useAdvocates } from './advocates.ts';
import { HandBack } from './HandBack.tsx';
import { useStepInWords } from './messages.ts';
import styles from './StepIn.module.css';
import { StepInForm } from './StepInForm.tsx';

/** The customer's advocate on their case, and the way to become it, or to give it back. */
export function CaseAdvocate({ case: one }: { case: Case }) {
  const words = useStepInWords();
  const me = useMe();
  const may = useMay('case:work');
  const advocate = useAdvocates([one.customer.id]).data?.get(one.customer.id);
  if (one.state !== 'open') return null;
  const owned = one.owner.id === me.person.id;
  const mine = owned || one.acting?.person.id === me.person.id;
  const path = `/cases/${one.id}`;
  return (
    <section className={styles.band} aria-label={words.label}>
      {advocate ? <AdvocateWords advocate={advocate} /> : null}
      {may && !mine ? (
        <StepInForm path={`${path}/step-in`} undo={() => api.post(`${path}/hand-back`, {})} />
      ) : null}
      {may && owned ? <HandBack case={one} /> : null}
    </section>
  );
}
