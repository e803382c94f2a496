import type { Worked } from '../../../../close/worked/worked.ts';
import { useApi } from '../../../api/useApi.ts';
import type { Wire } from '../../../api/wire.ts';
import { Card } from '../../../parts/Card.tsx';
import { Go } from '../../../parts/Go.tsx';
import { Loaded } from '../../../parts/Loaded.tsx';
import { When } from '../../../parts/When.tsx';
import styles from './Desk.module.css';
import { useDeskWords } from './desk.messages.ts';

/** What was done in cases like this one whose customers said that it was put right. */
export function CaseWorked({ caseId }: { caseId: string }) {
  const words = useDeskWords();
  const query = useApi<Wire<Worked>>(['worked', caseId], `/cases/${caseId}/worked-before`, { keep: false });
  return (
    <Card title={words.worked}>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="muted">{words.workedNone}</p>
          ) : (
            <ol className={styles.worked}>
              {items.map((one) => (
                <li key={one.id}>
                  <div>
                    <Go to={`/inbox/${one.id}`}>#{one.number}</Go> <b>{one.actions.join(' · ')}</b>
                  </div>
                  {one.quote ? <div className="quote muted">“{one.quote}”</div> : null}
                  <div className="tiny dim">
                    {words.because([
                      ...(one.sameTouchpoint && one.touchpoint ? [one.touchpoint] : []),
                      ...one.words.slice(0, 4).map((word) => `“${word}”`),
                    ])}{' '}
                    · {words.confirmed} <When at={one.confirmedAt} />
                  </div>
                  {one.comment ? <div className={`tiny ${styles.said}`}>“{one.comment}”</div> : null}
                </li>
              ))}
            </ol>
          )
        }
      </Loaded>
    </Card>
  );
}
