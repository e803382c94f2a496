import { useFormat } from '../../../i18n/format.ts';
import { Card } from '../../../parts/Card.tsx';
import styles from './Invite.module.css';
import type { Response } from './invite.ts';
import { useInviteWords } from './messages.ts';
import { useReasonWords } from './reasons.messages.ts';

/** Everything that was kept back, by reason: the longest bar first. */
export function Skipped({ title, skipped }: { title: string; skipped: Response['skipped'] }) {
  const words = useInviteWords();
  const reasons = useReasonWords();
  const format = useFormat();
  const of = (one: Response['skipped'][number]) => one.invitations + one.reminders;
  const sorted = skipped.toSorted((a, b) => of(b) - of(a));
  const most = Math.max(1, ...sorted.map(of));
  const sum = sorted.reduce((all, one) => all + of(one), 0);
  return (
    <Card title={title}>
      <p className="muted">{sum === 0 ? words.skippedNone : words.skippedSum(sum)}</p>
      <ul className={styles.bars}>
        {sorted.map((one) => (
          <li key={one.reason}>
            <span>{reasons[one.reason]}</span>
            <span className={styles.bar} aria-hidden>
              <span style={{ width: `${(100 * of(one)) / most}%` }} />
            </span>
            <span className={styles.figure}>
              {format.number(of(one))}
              {one.reminders > 0 ? (
                <span className="tiny muted"> · {words.remindersHeld(one.reminders)}</span>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
