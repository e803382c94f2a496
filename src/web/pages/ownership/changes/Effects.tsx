import { Alert, Button } from '@mantine/core';
import { useState } from 'react';
import { Face } from '../../../parts/Face.tsx';
import { Go } from '../../../parts/Go.tsx';
import { Owner } from '../../../parts/Seat.tsx';
import { useLedgerWords } from '../ledger.messages.ts';
import type { SeatView } from '../ownership.ts';
import styles from './Changes.module.css';
import type { ChangeSet, Preview } from './changes.ts';
import { useChangesWords } from './messages.ts';
import { useEditWords } from './useEditWords.ts';

const atOnce = 60;

/** What becomes of each thing, before and after; what is left without anybody first. */
export function Effects({ preview, list }: { preview: Preview; list: ChangeSet['list'] }) {
  const words = useChangesWords();
  const say = useEditWords();
  const [limit, setLimit] = useState(atOnce);
  const { effects, emptied, filled, people, returns, problems } = preview;
  return (
    <>
      {problems.length > 0 ? (
        <Alert role="alert" title={words.problems} mb="md">
          <ul style={{ margin: 0, paddingLeft: 18 }}>
            {problems.map((one) => (
              <li key={`${one.position}${one.message}`}>
                {list[one.position] ? <b>{say(list[one.position]!.edit)}: </b> : null}
                {one.message}
              </li>
            ))}
          </ul>
        </Alert>
      ) : null}
      {effects.length === 0 ? (
        <p className="muted">{words.nothing}</p>
      ) : (
        <>
          <p className={styles.verdict} data-bad={emptied > 0 || undefined}>
            {emptied > 0 ? words.emptied(emptied) : words.noneEmptied}
            {filled > 0 ? ` ${words.filled(filled)}` : ''}
          </p>
          {returns.map((one) => (
            <p key={one.person + one.to} className="tiny">
              {words.returns(one.to, one.person)}
            </p>
          ))}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <section className={styles.scroll} aria-label={`${words.before}, ${words.after}`} tabIndex={0}>
            <table className={styles.effects}>
              <thead>
                <tr>
                  <th scope="col">{words.what}</th>
                  <th scope="col">{words.before}</th>
                  <th scope="col">{words.after}</th>
                  <th scope="col">{words.others}</th>
                </tr>
              </thead>
              <tbody>
                {effects.slice(0, limit).map((one) => (
                  <tr key={`${one.kind}${one.key}${one.plane}`}>
                    <th scope="row">
                      <Go to={`/ownership?object=${one.kind}:${one.key}`}>{one.name}</Go>
                      {one.plane === 'strategy' ? <div className="tiny muted">{words.strategy}</div> : null}
                    </th>
                    <td>
                      <SeatOf seat={one.before} />
                    </td>
                    <td>
                      <SeatOf seat={one.after} />
                    </td>
                    <td className="tiny muted">
                      {[...one.came.map((name) => `+ ${name}`), ...one.went.map((name) => `− ${name}`)].join(
                        ', ',
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
          {effects.length > limit ? (
            <Button mt="sm" onClick={() => setLimit(limit + 300)}>
              +{effects.length - limit}
            </Button>
          ) : null}
          {people.length > 0 ? (
            <>
              <h3>{words.whom}</h3>
              <ul className={styles.people}>
                {people.slice(0, 40).map(({ person, gets, gives }) => (
                  <li key={person.id}>
                    <Face person={person} decorative />
                    <span>
                      {person.name} <span className="tiny muted">{words.gets(gets, gives)}</span>
                    </span>
                  </li>
                ))}
              </ul>
            </>
          ) : null}
        </>
      )}
    </>
  );
}

function SeatOf({ seat }: { seat: SeatView }) {
  const more = useLedgerWords();
  return (
    <span className={styles.seat}>
      {seat.person ? <Face person={seat.person} decorative /> : <Owner owner={seat} />}
      <span className="tiny">{seat.person?.name ?? more[seat.reason ?? 'nobody']}</span>
    </span>
  );
}
