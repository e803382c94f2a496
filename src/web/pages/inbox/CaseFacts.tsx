import { useFormat } from '../../i18n/format.ts';
import { Facts } from '../../parts/Facts.tsx';
import { Go } from '../../parts/Go.tsx';
import { When } from '../../parts/When.tsx';
import styles from './Case.module.css';
import { useCaseWords } from './case.messages.ts';
import type { Case } from './cases.ts';

export function CaseFacts({ case: one }: { case: Case }) {
  const words = useCaseWords();
  const format = useFormat();
  const { customer } = one;
  const others = customer.openCases - (one.state === 'open' ? 1 : 0);
  return (
    <div className={styles.facts}>
      <Facts
        facts={[
          [
            words.phone,
            customer.phone ? (
              <a key="phone" href={`tel:${customer.phone}`}>
                {customer.phone}
              </a>
            ) : null,
          ],
          [
            words.email,
            customer.email ? (
              <a key="email" href={`mailto:${customer.email}`}>
                {customer.email}
              </a>
            ) : null,
          ],
          [words.where, one.touchpoint?.name],
          [words.happened, format.moment(one.occurredAt)],
          [words.deadline, format.moment(one.dueAt)],
          [words.lastSeen, customer.lastSeenAt ? <When key="seen" at={customer.lastSeenAt} /> : null],
          [words.known, customer.sources.length > 0 ? format.list(customer.sources) : null],
          [
            words.owed,
            others > 0 ? (
              <Go key="owed" to={`/customers/${customer.id}`}>
                {words.others(others)}
              </Go>
            ) : null,
          ],
        ]}
      />
    </div>
  );
}
