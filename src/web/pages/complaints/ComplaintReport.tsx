import { Button } from '@mantine/core';
import { apiPath } from '../../api/api.ts';
import { useApi } from '../../api/useApi.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../parts/Card.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { PeriodPicker } from '../../parts/PeriodPicker.tsx';
import { usePeriod } from '../../parts/usePeriod.ts';
import styles from './Complaints.module.css';
import { type Report, useLists } from './complaints.ts';
import { useComplaintWords } from './messages.ts';

const filters = {
  byCategory: 'category',
  byCause: 'cause',
  byOutcome: 'outcome',
  byBand: 'band',
  byStage: 'stage',
} as const;
type Figure = keyof typeof filters;

/** A period in figures, as a regulator asks for them; each opens the complaints it counts. */
export function ComplaintReport() {
  const words = useComplaintWords();
  const [{ from, to }] = usePeriod();
  const query = useApi<Report>(['complaints', 'report'], '/complaints/report', { query: { from, to } });
  const file = (format: 'csv' | 'json') => apiPath('/complaints/report', { from, to, format });
  return (
    <>
      <div className={styles.tools}>
        <PeriodPicker />
        <Button component="a" href={file('csv')} download>
          {words.csv}
        </Button>
        <Button component="a" href={file('json')} download={`complaints-${from}-${to}.json`}>
          {words.json}
        </Button>
      </div>
      <Loaded query={query}>
        {(report) =>
          report.received === 0 ? (
            <EmptyState title={words.reportEmpty[0]} text={words.reportEmpty[1]} />
          ) : (
            <div className={styles.report}>
              <Totals report={report} />
              {(Object.keys(filters) as Figure[]).map((figure) => (
                <Counts key={figure} figure={figure} report={report} />
              ))}
            </div>
          )
        }
      </Loaded>
    </>
  );
}

function Totals({ report }: { report: Report }) {
  const words = useComplaintWords();
  const format = useFormat();
  const base = `/complaints?from=${report.from}&to=${report.to}`;
  const { figures } = words;
  return (
    <Card title={words.reportTitle} className={styles.wide}>
      <dl className={styles.totals}>
        <Figure term={figures.received} n={report.received} to={base} />
        <Figure term={figures.acknowledgedInTime} n={report.acknowledgedInTime} />
        <Figure term={figures.answeredInTime} n={report.answeredInTime} />
        <Figure term={figures.overdue} n={report.overdue} to={`${base}&stage=late`} />
        <Figure term={figures.escalated} n={report.escalated} to={`${base}&escalated=true`} />
        {report.redress.map(({ currency, n, total }) => (
          <div key={currency}>
            <dt>{words.redressTotal}</dt>
            <dd>
              {format.number(total)} {currency}
              <span className="tiny muted"> {words.inCases(n)}</span>
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function Figure({ term, n, to }: { term: string; n: number; to?: string }) {
  const format = useFormat();
  return (
    <div>
      <dt>{term}</dt>
      <dd>{to && n > 0 ? <Go to={to}>{format.number(n)}</Go> : format.number(n)}</dd>
    </div>
  );
}

function Counts({ figure, report }: { figure: Figure; report: Report }) {
  const words = useComplaintWords();
  const format = useFormat();
  const lists = useLists();
  const nameOf = (key: string): string => {
    if (figure === 'byCategory') return lists.nameOf('categories', key);
    if (figure === 'byCause') return key === 'none' ? words.noCause : lists.nameOf('causes', key);
    const names: Record<string, string> =
      figure === 'byOutcome' ? words.outcomes : figure === 'byBand' ? words.bands : words.stages;
    return names[key] ?? key;
  };
  const most = Math.max(...report[figure].map(({ n }) => n));
  return (
    <Card title={words.by_[figure]}>
      <ul className={styles.bars}>
        {report[figure].map(({ key, n }) => (
          <li key={key}>
            <Go to={`/complaints?from=${report.from}&to=${report.to}&${filters[figure]}=${key}`}>
              {nameOf(key)}
            </Go>
            <span className={styles.bar} aria-hidden>
              <span style={{ width: `${(n / most) * 100}%` }} />
            </span>
            <b>{format.number(n)}</b>
          </li>
        ))}
      </ul>
    </Card>
  );
}
