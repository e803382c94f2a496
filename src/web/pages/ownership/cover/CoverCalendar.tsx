import { useOrganisation } from '../../../api/me.ts';
import { useFormat } from '../../../i18n/format.ts';
import { Card } from '../../../parts/Card.tsx';
import { addDays, dayOf } from '../../../parts/period.ts';
import styles from './Cover.module.css';
import type { Delegation } from './cover.ts';
import { useCoverWords } from './messages.ts';

/** A week back, six ahead. */
const back = 7;
const ahead = 42;

/** Who is away when, and who acts: a bar a delegation, its words beside it for those who do not see bars. */
export function CoverCalendar({ items }: { items: Delegation[] }) {
  const words = useCoverWords();
  const format = useFormat();
  const { timezone } = useOrganisation();
  const today = dayOf(new Date(), timezone);
  const [from, to] = [addDays(today, -back), addDays(today, ahead)];
  const share = (day: string) =>
    (100 * Math.max(0, Math.min(back + ahead, days(from, day)))) / (back + ahead);
  const shown = items.filter((one) => one.from < to && one.until > from);
  const rows = [...Map.groupBy(shown, (one) => one.person.id).values()];
  const weeks = Array.from({ length: (back + ahead) / 7 }, (_, i) => addDays(from, i * 7));
  return (
    <Card title={words.calendar}>
      {rows.length === 0 ? <p className="muted">{words.calendarEmpty}</p> : null}
      {rows.length > 0 ? (
        <div className={styles.calendar}>
          <div className={styles.row} aria-hidden>
            <span />
            <div className={styles.weeks}>
              {weeks.map((day) => (
                <span key={day} className="tiny dim">
                  {format.day(day)}
                </span>
              ))}
            </div>
          </div>
          {rows.map((some) => (
            <div key={some[0]!.person.id} className={styles.row}>
              <span className={styles.name}>{some[0]!.person.name}</span>
              <ul className={styles.track} style={{ '--today': `${share(today)}%` } as React.CSSProperties}>
                {some.map((one) => {
                  const says = words.bar(one.to.name, format.date(one.from), format.date(one.until));
                  return (
                    <li
                      key={one.id}
                      className={styles.bar}
                      data-absent={one.absent || undefined}
                      title={says}
                      style={{
                        marginLeft: `${share(one.from)}%`,
                        width: `${share(one.until) - share(one.from)}%`,
                      }}
                    >
                      <span className="only-heard">{says}</span>
                      <span aria-hidden>{one.to.initials ?? one.to.name}</span>
                    </li>
                  );
                })}
              </ul>
            </div>
          ))}
        </div>
      ) : null}
    </Card>
  );
}

function days(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
