import { useFormat } from '../../i18n/format.ts';
import { Chip } from '../../parts/Chip.tsx';
import { Face } from '../../parts/Face.tsx';
import { Go } from '../../parts/Go.tsx';
import styles from './Routing.module.css';
import { useRoutingWords } from './routing.messages.ts';
import type { Trial } from './routing.ts';

interface Props {
  result: NonNullable<Trial['result']>;
  since: string;
}

/** The sentence first, then by rule, by team, by person, and cases to open. */
export function TrialResult({ result, since }: Props) {
  const words = useRoutingWords().trial;
  const format = useFormat();
  if (result.cases === 0) return <p>{words.none}</p>;
  const n = format.number;
  return (
    <div className="stack" role="status">
      <p className={styles.verdict}>
        <b>{words.cases(result.cases, since)}.</b> {words.verdict(result.changed, n(result.cases))}{' '}
        {result.more ? <span className="muted">{words.more}</span> : null}
      </p>
      <table className={styles.figures}>
        <caption>{words.byRule}</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">{words.met}</th>
            <th scope="col">{words.fell}</th>
            <th scope="col">{words.changed}</th>
          </tr>
        </thead>
        <tbody>
          {result.rules.map((rule, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the place in the list is what a tried rule is known by
            <tr key={i}>
              <th scope="row">{rule.name}</th>
              <td>{n(rule.met)}</td>
              <td>{n(rule.fell)}</td>
              <td>{n(rule.changed)}</td>
            </tr>
          ))}
          <tr className="muted">
            <th scope="row">{words.unmet}</th>
            <td>{n(result.unmet)}</td>
            <td />
            <td />
          </tr>
        </tbody>
      </table>
      <table className={styles.figures}>
        <caption>{words.byTeam}</caption>
        <thead>
          <tr>
            <th scope="col">{words.from}</th>
            <th scope="col">{words.to}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {result.teams.slice(0, 12).map(({ from, to, cases }) => (
            <tr key={`${from} ${to}`}>
              <td>{from ?? words.noTeam}</td>
              <td>{from === to ? words.sameTeam : (to ?? words.noTeam)}</td>
              <td>{n(cases)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div>
        <h3 className={styles.caption}>{words.byPerson}</h3>
        <ul className={styles.people}>
          {result.people.slice(0, 12).map(({ person, cases, changed }) => (
            <li key={person.id}>
              <Face person={person} size="s" decorative />
              <span>
                {person.name}{' '}
                <span className="tiny muted">
                  {person.departmentName ? `${person.departmentName} · ` : ''}
                  {words.planned(cases, changed)}
                </span>
              </span>
            </li>
          ))}
        </ul>
      </div>
      {result.examples.length > 0 ? (
        <div>
          <h3 className={styles.caption}>{words.examples}</h3>
          <ul className={styles.examples}>
            {result.examples.map((one) => (
              <li key={one.caseId}>
                <Go to={`/inbox/${one.caseId}`}>#{one.number}</Go> {one.reason}
                <div className="tiny muted">
                  {one.from.name} → <b>{one.to.name}</b>
                  {one.rule === null ? null : (
                    <>
                      {' '}
                      <Chip>{result.rules[one.rule]?.name}</Chip>
                    </>
                  )}
                </div>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  );
}
