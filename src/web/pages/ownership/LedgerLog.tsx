import { useApi } from '../../api/useApi.ts';
import { useFormat } from '../../i18n/format.ts';
import { EntryLine } from './EntryLine.tsx';
import { useLedgerWords } from './ledger.messages.ts';
import { useOwnershipWords } from './messages.ts';
import styles from './Ownership.module.css';
import type { Entry, ObjectKind, Plane, SeatView } from './ownership.ts';

interface Log {
  entries: (Entry & { madeAt: string; madeBy: string | null; supersededAt: string | null })[];
  corrections: {
    changedAt: string;
    by: string | null;
    plane: Plane;
    from: string;
    until: string;
    before: SeatView;
    after: SeatView;
  }[];
}

/** What was dated back, with both answers; and everything ever written about one thing, opened on request. */
export function LedgerLog({ kind, objectKey: key }: { kind: ObjectKind; objectKey: string }) {
  const words = useOwnershipWords();
  const more = useLedgerWords();
  const format = useFormat();
  const log = useApi<Log>(['assignments', 'log', kind, key], '/assignments/log', {
    query: { kind, key },
    when: key !== '',
    keep: false,
  }).data;
  if (!log || log.entries.length === 0) return null;
  const sat = (seat: SeatView) => seat.person?.name ?? more[seat.reason ?? 'nobody'];
  return (
    <>
      {log.corrections.length > 0 ? (
        <section>
          <h3>{more.corrections}</h3>
          {log.corrections.map((one) => (
            <div key={`${one.changedAt}${one.plane}${one.from}`} className={styles.correction}>
              <b>{words.span(format.date(one.from), format.date(one.until))}</b>{' '}
              {one.plane === 'strategy' ? `(${more.planes.strategy}) ` : ''}
              {more.correction(sat(one.before), sat(one.after))}
              <div className="tiny muted">
                {one.by
                  ? more.changedBy(one.by, format.moment(one.changedAt))
                  : more.changedWhen(format.moment(one.changedAt))}
              </div>
            </div>
          ))}
        </section>
      ) : null}
      <details>
        <summary>{more.log}</summary>
        {log.entries.map((entry) => (
          <div key={entry.id}>
            <EntryLine entry={entry} />
            <div className="tiny dim">
              {entry.madeBy
                ? more.madeBy(entry.madeBy, format.moment(entry.madeAt))
                : more.madeWhen(format.moment(entry.madeAt))}
              {entry.supersededAt ? ` · ${more.replacedWhen(format.moment(entry.supersededAt))}` : ''}
            </div>
          </div>
        ))}
      </details>
    </>
  );
}
