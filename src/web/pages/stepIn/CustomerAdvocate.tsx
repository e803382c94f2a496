import { useMay, useMe } from '../../api/me.ts';
import { Card } from '../../parts/Card.tsx';
import { Seat } from '../../parts/Seat.tsx';
import { useGo } from '../../parts/useGo.ts';
import type { OwedCase } from '../customers/customers.ts';
import { AdvocateWords } from './AdvocateWords.tsx';
import { useAdvocates } from './advocates.ts';
import { useStepInWords } from './messages.ts';
import styles from './StepIn.module.css';
import { StepInForm } from './StepInForm.tsx';

/** Who stands up for this customer, and the way to help at once, with a case or without. */
export function CustomerAdvocate({ customerId, open }: { customerId: string; open: OwedCase[] }) {
  const words = useStepInWords();
  const me = useMe();
  const go = useGo();
  const may = useMay('case:work');
  const { data } = useAdvocates([customerId]);
  const advocate = data?.get(customerId);
  const mine = open.length > 0 && open.every((one) => one.owner.id === me.person.id);
  if (!data) return null;
  return (
    <Card title={words.label}>
      <div className={styles.band} style={{ marginTop: 0 }}>
        {advocate ? (
          <AdvocateWords advocate={advocate} />
        ) : (
          <>
            <Seat reason={words.nobody} />
            <div className={styles.words}>
              <b>{words.nobody}</b>
              <div className="tiny muted">{may ? words.nobodyText : ''}</div>
            </div>
          </>
        )}
        {may && !mine ? (
          <StepInForm
            path={`/customers/${customerId}/step-in`}
            needsWords
            after={(made) => go(`/inbox/${made.id}`)}
          />
        ) : null}
      </div>
    </Card>
  );
}
