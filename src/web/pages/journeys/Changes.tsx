import styles from './Changes.module.css';
import type { Change } from './changes.ts';
import { useEditWords } from './edit.messages.ts';
import { useJourneyWords } from './messages.ts';

/** What changed, a sentence each; where words changed, the old ones struck and the new ones marked. */
export function Changes({ changes }: { changes: Change[] }) {
  const words = useEditWords();
  const journey = useJourneyWords();
  if (changes.length === 0) return <p className="muted">{words.noChanges}</p>;
  const said = (value: string | null) =>
    value === 'true' ? words.yes : value === 'false' ? words.no : value;
  const sentence = (change: Change) => {
    const what = words.objects[change.object];
    const lane = change.lane ? `, ${journey.lanes[change.lane as keyof typeof journey.lanes]}` : '';
    const where = change.phase ? words.inPhase(`${change.phase}${lane}`) : '';
    if (change.act === 'added') return words.added(what, change.name, where);
    if (change.act === 'removed') return words.removed(what, change.name, where);
    if (change.act === 'moved')
      return words.moved(what, change.name, change.before ?? '', change.after ?? '');
    return words.changed(what, change.name, words.fields[change.field ?? ''] ?? change.field ?? '');
  };
  return (
    <ul className={styles.changes}>
      {changes.map((change) => (
        <li key={JSON.stringify(change)} data-act={change.act}>
          <span className={styles.mark} aria-hidden />
          <div>
            {sentence(change)}
            {change.act === 'changed' ? (
              <div className={styles.words}>
                <del>{said(change.before) ?? words.nothing}</del> →{' '}
                <ins>{said(change.after) ?? words.nothing}</ins>
              </div>
            ) : null}
          </div>
        </li>
      ))}
    </ul>
  );
}
