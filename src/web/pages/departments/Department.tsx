import { Button } from '@mantine/core';
import { useApi } from '../../api/useApi.ts';
import { Card, CardRow } from '../../parts/Card.tsx';
import { Chip } from '../../parts/Chip.tsx';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { OwnershipNav } from '../../parts/OwnershipNav.tsx';
import { PageHeader } from '../../parts/PageHeader.tsx';
import { Score } from '../../parts/Score.tsx';
import { Owner } from '../../parts/Seat.tsx';
import { useParam } from '../../parts/useUrl.ts';
import { measuresPath } from '../measures/measures.ts';
import styles from './Departments.module.css';
import type { DepartmentHome } from './departments.ts';
import { useDepartmentWords } from './messages.ts';

/** One department's home: to put in place, measurements, dependencies. */
export function Department() {
  const key = useParam('key');
  const words = useDepartmentWords();
  const query = useApi<DepartmentHome>(['departments together', key], `/ownership/departments/${key}`, {
    keep: false,
  });
  const home = query.data;
  const faults = home ? home.faults.high + home.faults.medium + home.faults.low : 0;
  return (
    <>
      <PageHeader
        title={home?.name ?? key}
        sentence={home ? words.homeSentence(faults, home.measurements.length) : undefined}
        above={<Go to="/ownership/departments">{words.back}</Go>}
        beside={home ? <Owner owner={{ person: home.head, reason: words.noHead }} size="l" /> : undefined}
      />
      <OwnershipNav />
      <Loaded query={query}>
        {(data) => (
          <div className={styles.home}>
            <div className="stack">
              <ToDo home={data} />
              <Measured home={data} />
            </div>
            <div className="stack">
              <Depends title={words.waitsOn} home={data} edges={data.waitsOn} end="from" />
              <Depends title={words.waitedOnBy} home={data} edges={data.waitedOnBy} end="to" />
            </div>
          </div>
        )}
      </Loaded>
    </>
  );
}

function ToDo({ home }: { home: DepartmentHome }) {
  const words = useDepartmentWords();
  const { faults, coverage, work, unacknowledged, mandates, missingParts } = home;
  const to = `/ownership/faults?department=${home.key}`;
  return (
    <Card title={words.todo}>
      <CardRow
        action={
          <Button component={Go} to={to}>
            {words.toFaults}
          </Button>
        }
      >
        <span className="row" style={{ flexWrap: 'wrap' }}>
          {faults.high > 0 ? <Chip tone="bad">{words.urgent(faults.high)}</Chip> : null}
          {faults.medium > 0 ? <Chip tone="pass">{words.soon(faults.medium)}</Chip> : null}
          {faults.low > 0 ? <Chip>{words.later(faults.low)}</Chip> : null}
          {faults.high + faults.medium + faults.low === 0 ? <Chip tone="good">{words.noFaults}</Chip> : null}
        </span>
      </CardRow>
      <CardRow>
        {coverage.suppressed ? words.few : words.coverage(coverage.yes ?? 0, coverage.roles ?? 0)}
        {unacknowledged ? <span className="muted"> · {words.unacknowledged(unacknowledged)}</span> : null}
      </CardRow>
      {mandates.map((one) => (
        <CardRow key={one.needId} action={one.overdue ? <Chip tone="bad">{words.late}</Chip> : null}>
          <Go to="/ownership/mandates">{words.mandate(one.name, one.words)}</Go>
        </CardRow>
      ))}
      {missingParts > 0 ? (
        <CardRow>
          <Go to="/ownership/departments?missing=1">{words.missingParts(missingParts)}</Go>
        </CardRow>
      ) : null}
      <CardRow>
        {work.suppressed || work.open === null ? words.fewAtWork : words.work(work.open, work.overdue ?? 0)}
      </CardRow>
    </Card>
  );
}

function Measured({ home }: { home: DepartmentHome }) {
  const words = useDepartmentWords();
  const { metric, measurements, from, to } = home;
  return (
    <Card title={words.measured} aside={metric ? `${metric.name}, ${words.last}` : undefined}>
      {measurements.length === 0 ? <p className="muted">{words.notMeasured}</p> : null}
      {measurements.map(({ key, name, reading }) => (
        <CardRow
          key={key}
          action={
            metric ? (
              <Score
                reading={reading}
                metric={metric}
                detail
                of={name}
                to={reading ? measuresPath(metric.key, { touchpoint: key }, { from, to }) : undefined}
              />
            ) : null
          }
        >
          {name}
        </CardRow>
      ))}
    </Card>
  );
}

interface DependsProps {
  title: string;
  home: DepartmentHome;
  edges: DepartmentHome['waitsOn'];
  end: 'from' | 'to';
}

function Depends({ title, home, edges, end }: DependsProps) {
  const words = useDepartmentWords();
  return (
    <Card title={title}>
      {edges.length === 0 ? <p className="muted">{words.nobody}</p> : null}
      {edges.map((edge) => {
        const other = home.departments.find((one) => one.id === edge[end]);
        return other ? (
          <CardRow key={edge[end]}>
            <b>
              <Go to={`/ownership/departments/${other.key}`}>{other.name}</Go>
            </b>
            <div className="tiny muted">
              {[words.edge(edge.objects, edge.handovers), edge.through.join(', ')]
                .filter(Boolean)
                .join(' · ')}
            </div>
          </CardRow>
        ) : null;
      })}
    </Card>
  );
}
