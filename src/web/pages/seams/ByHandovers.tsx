import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../parts/Card.tsx';
import { useSeamWords } from './messages.ts';
import styles from './Seams.module.css';
import { type Opened, OWN, type Seams } from './seams.ts';

/** What each further hand-over costs in days. */
export function ByHandovers({ seams, open }: { seams: Seams; open: (what: Opened) => void }) {
  const words = useSeamWords();
  const format = useFormat();
  const { facts } = words;
  const own = seams.log === OWN;
  const scores = seams.satisfactionByHandovers;
  const scored = scores?.some(({ n }) => n > 0) ?? false;
  const { median, mean } = seams.days;
  const scoreOf = (handovers: string) => {
    const score = scores?.find((one) => one.handovers === handovers);
    if (!score || score.n === 0) return '–';
    if (score.before === null || score.after === null) return words.few;
    return `${format.number(score.before)} → ${format.number(score.after)}`;
  };
  const says = [
    ...(median !== null && mean !== null ? [facts.median(format.number(median), format.number(mean))] : []),
    facts.none(seams.handovers.none),
    ...(seams.casesReturning > 0 ? [facts.returning(seams.casesReturning)] : []),
    ...(seams.handovers.max ? [facts.max(seams.handovers.max)] : []),
    ...(seams.neverClosed ? [(own ? facts.openOwn : facts.open)(seams.neverClosed)] : []),
  ];
  return (
    <Card title={words.by} aside={words.byAside}>
      <table className={styles.by}>
        <caption className="only-heard">{words.by}</caption>
        <thead>
          <tr>
            <th scope="col">{words.byHead.handovers}</th>
            <th scope="col">{words.byHead.cases}</th>
            <th scope="col">{words.byHead.days}</th>
            {scored ? <th scope="col">{words.columns.satisfaction}</th> : null}
          </tr>
        </thead>
        <tbody>
          {seams.byHandovers.map(({ handovers, cases, medianDays }) => (
            <tr key={handovers}>
              <th scope="row">{words.handovers[handovers]}</th>
              <td className="figures">
                {cases > 0 ? (
                  <button
                    type="button"
                    className={styles.open}
                    aria-label={`${handovers === '0' ? words.casesWithNone : words.casesWith(words.handovers[handovers] ?? '')}: ${format.number(cases)}`}
                    onClick={() => open({ handovers })}
                  >
                    {format.number(cases)}
                  </button>
                ) : (
                  format.number(0)
                )}
              </td>
              <td className="figures">{medianDays === null ? '–' : format.number(medianDays)}</td>
              {scored ? <td className="figures">{scoreOf(handovers)}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
      <ul className={styles.facts}>
        {says.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      <p className="tiny dim">{own ? words.daysOwn : words.daysLog}</p>
    </Card>
  );
}
