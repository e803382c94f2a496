import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../parts/Card.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import styles from './Flow.module.css';
import type { Group } from './flow.ts';
import { useFlowWords } from './messages.ts';
import { useHonest, useTime } from './useTime.ts';

/** One line a team or touchpoint: how long, how much of it waiting, what came of it. Pressing one narrows the page to it. */
export function Groups({ groups, by }: { groups: Group[]; by: 'team' | 'touchpoint' }) {
  const words = useFlowWords();
  const format = useFormat();
  const time = useTime();
  const honest = useHonest();
  const [url, setUrl] = useUrl();
  const longest = Math.max(1, ...groups.map(({ total }) => total?.median ?? 0));
  const none = by === 'team' ? (['none', words.noTeam] as const) : (['unplaced', words.unplaced] as const);
  return (
    <Card title={by === 'team' ? words.byTeam : words.byTouchpoint} aside={words.groupAside}>
      <table className={styles.groups}>
        <caption className="only-heard">{by === 'team' ? words.byTeam : words.byTouchpoint}</caption>
        <thead>
          <tr>
            <th scope="col">{words[by]}</th>
            <th scope="col">{words.columns.total}</th>
            <th scope="col">{words.columns.waiting}</th>
            <th scope="col">{words.columns.confirmed}</th>
          </tr>
        </thead>
        <tbody>
          {groups.map((one) => {
            const key = one.key ?? none[0];
            const chosen = url[by] === key;
            return (
              <tr key={key} data-chosen={chosen || undefined}>
                <th scope="row">
                  {one.hidden ? (
                    <span>{one.name ?? none[1]}</span>
                  ) : (
                    <button
                      type="button"
                      className={styles.open}
                      aria-pressed={chosen}
                      onClick={() => setUrl({ [by]: chosen ? undefined : key })}
                    >
                      {one.name ?? none[1]}
                    </button>
                  )}
                </th>
                {one.hidden || !one.total ? (
                  <td colSpan={3} className="muted tiny">
                    {words.hidden[by]}
                  </td>
                ) : (
                  <>
                    <td className="figures">
                      <span className={styles.bar} aria-hidden>
                        <span style={{ width: `${(one.total.median / longest) * 100}%` }} />
                      </span>
                      <b>{time(one.total.median)}</b>
                      <span className="tiny muted">
                        {[honest.interval(one.total), honest.n(one.total.n)].filter(Boolean).join(' · ')}
                      </span>
                    </td>
                    <td className="figures">{one.waiting === null ? '–' : format.percent(one.waiting)}</td>
                    <td className="figures">
                      {one.confirmed ? (
                        <>
                          {format.percent(one.confirmed.value)}{' '}
                          <span className="tiny muted">{honest.n(one.confirmed.n)}</span>
                        </>
                      ) : (
                        '–'
                      )}
                    </td>
                  </>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </Card>
  );
}
