import type { ReactNode } from 'react';
import { useFormat } from '../i18n/format.ts';
import styles from './Timeline.module.css';

export interface Moment {
  id: string;
  at: string | Date;
  /** A face, an icon or a chip at the line. Without it a dot. */
  mark?: ReactNode;
  title: ReactNode;
  text?: ReactNode;
  /** Said quietly after the time: the channel, the source, who did it. */
  by?: ReactNode;
  tone?: 'good' | 'pass' | 'bad' | 'few' | 'accent';
}

/** What happened, newest first as given, a heading for every day. */
export function Timeline({ moments }: { moments: Moment[] }) {
  const format = useFormat();
  const days: { day: string; moments: Moment[] }[] = [];
  for (const moment of moments) {
    const day = format.date(moment.at);
    const last = days.at(-1);
    if (last?.day === day) last.moments.push(moment);
    else days.push({ day, moments: [moment] });
  }
  return (
    <div className={styles.timeline}>
      {days.map(({ day, moments: ofDay }) => (
        <section key={`${day}${ofDay[0]?.id}`} aria-label={day}>
          <h3 className={styles.day}>{day}</h3>
          <ol>
            {ofDay.map((moment) => (
              <li key={moment.id} data-tone={moment.tone}>
                <span className={styles.mark}>{moment.mark ?? <i />}</span>
                <div className={styles.body}>
                  <div className={styles.title}>{moment.title}</div>
                  {moment.text ? <div className="quote">{moment.text}</div> : null}
                  <div className="tiny dim">
                    <time dateTime={new Date(moment.at).toISOString()}>{format.time(moment.at)}</time>
                    {moment.by ? <> · {moment.by}</> : null}
                  </div>
                </div>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}
