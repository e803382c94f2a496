import { useFormat } from '../../i18n/format.ts';
import styles from './Rounds.module.css';
import { useResultWords } from './result.messages.ts';
import type { Outcome, ResultPlace } from './rounds.ts';

/** What was decided about a touchpoint, the last word first. */
export function Outcomes({ place }: { place: ResultPlace }) {
  const words = useResultWords();
  const format = useFormat();
  const text = useOutcomeText();
  const all = [...(place.outcome ? [place.outcome] : []), ...place.earlier];
  if (all.length === 0) return null;
  return (
    <>
      <h3>{words.decided}</h3>
      {all.map((one) => (
        <div key={one.id} className={styles.line}>
          <span>
            <b>{text(one)}</b>
            <br />
            {one.reason}
            <br />
            <span className="tiny muted">
              {words.decidedBy(one.decidedBy?.name ?? '', format.date(one.decidedOn))}
            </span>
          </span>
        </div>
      ))}
    </>
  );
}

/** An outcome in one sentence. */
export function useOutcomeText(): (outcome: Outcome) => string {
  const words = useResultWords();
  const format = useFormat();
  return (one) => {
    if (one.kind === 'kept') return words.keptText;
    if (one.kind === 'postponed') {
      return words.postponedText(one.postponedTo?.name ?? '', format.date(one.postponedUntil ?? ''));
    }
    return words.assignedTo(words.roles[one.role ?? 'A'], one.holderName ?? '', format.date(one.from ?? ''));
  };
}
