import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../parts/Card.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import styles from './Huddles.module.css';
import { usePastHuddles } from './huddles.ts';
import { useHuddleWords } from './messages.ts';
import { Notes } from './Notes.tsx';

/** Huddles that were, with what was noted and decided. */
export function Past() {
  const words = useHuddleWords();
  const format = useFormat();
  const [url] = useUrl();
  const past = usePastHuddles(url.team).data?.items.filter(({ endedAt }) => endedAt !== null) ?? [];
  if (past.length === 0) return null;
  return (
    <Card title={words.past}>
      {past.map((one) => (
        <details key={one.id} className={styles.past}>
          <summary>
            {format.date(one.begunAt)} · {one.team?.name ?? words.everybody} · {words.notes(one.notes.length)}
          </summary>
          {one.notes.length > 0 ? <Notes notes={one.notes} /> : <p className="muted">{words.noNote}</p>}
        </details>
      ))}
    </Card>
  );
}
