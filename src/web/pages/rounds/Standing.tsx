import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../parts/Card.tsx';
import { Face } from '../../parts/Face.tsx';
import { Facts } from '../../parts/Facts.tsx';
import { When } from '../../parts/When.tsx';
import { useRoundWords } from './messages.ts';
import styles from './Rounds.module.css';
import type { Round } from './rounds.ts';

/** While it is open: how many are done, and nothing else. */
export function Standing({ round }: { round: Round }) {
  const words = useRoundWords();
  const format = useFormat();
  const share = round.invited > 0 ? round.finished / round.invited : 0;
  const facts = [
    { term: words.form.from, value: format.date(round.opensOn) },
    { term: words.form.until, value: format.date(round.dueOn) },
    ...(round.remindOn ? [{ term: words.form.remind, value: format.date(round.remindOn) }] : []),
    ...(round.remindedAt ? [{ term: words.lastReminded, value: <When at={round.remindedAt} /> }] : []),
  ];
  return (
    <div className={styles.columns}>
      <Card title={words.openTitle}>
        {round.state === 'planned' ? (
          <p>{words.planned(format.date(round.opensOn))}</p>
        ) : (
          <>
            <p style={{ margin: 0 }}>{words.progress(round.finished, round.begun, round.invited)}</p>
            <div className={styles.bar} aria-hidden style={{ marginTop: 10 }}>
              <span style={{ width: `${100 * share}%` }} />
            </div>
          </>
        )}
        <p className="muted">{words.blind}</p>
        <Facts facts={facts} />
      </Card>
      <Card title={words.invited} aside={format.number(round.people.length)}>
        <div className={styles.faces}>
          {round.people.map((person) => (
            <Face key={person.id} person={person} />
          ))}
        </div>
      </Card>
    </div>
  );
}
