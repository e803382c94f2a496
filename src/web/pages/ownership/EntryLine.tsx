import type { ReactNode } from 'react';
import { useFormat } from '../../i18n/format.ts';
import { Chip } from '../../parts/Chip.tsx';
import { Face } from '../../parts/Face.tsx';
import { Go } from '../../parts/Go.tsx';
import { useLedgerWords } from './ledger.messages.ts';
import { useOwnershipWords } from './messages.ts';
import styles from './Ownership.module.css';
import type { Entry } from './ownership.ts';

/** One row of the ledger in words: letter, face, name, days, and whether they said yes. */
export function EntryLine({ entry, action }: { entry: Entry; action?: ReactNode }) {
  const words = useOwnershipWords();
  const more = useLedgerWords();
  const { holder } = entry;
  return (
    <div className={styles.entry}>
      <b data-role={entry.role} role="img" aria-label={words.roles[entry.role]} className={styles.letter}>
        {entry.role}
      </b>
      {holder.person ? <Face person={holder.person} decorative /> : null}
      <span className={styles.entryWords}>
        {holder.person ? <Go to={`/ownership?person=${holder.id}`}>{holder.name}</Go> : holder.name}{' '}
        {holder.there ? null : <Chip tone="bad">{words.gone}</Chip>}
        <span className="tiny muted">
          {entry.plane === 'strategy' ? `${more.planes.strategy} · ` : ''}
          <Days entry={entry} />
          {holder.kind === 'person' && (entry.role === 'A' || entry.role === 'R')
            ? ` · ${entry.acknowledgedAt ? words.confirmed : words.unconfirmed}`
            : ''}
          {entry.reason ? ` · ${entry.reason}` : ''}
        </span>
      </span>
      {action}
    </div>
  );
}

export function Days({ entry }: { entry: Pick<Entry, 'from' | 'until'> }) {
  const words = useOwnershipWords();
  const format = useFormat();
  return (
    <>
      {entry.until
        ? words.span(format.date(entry.from), format.date(entry.until))
        : words.since(format.date(entry.from))}
    </>
  );
}
