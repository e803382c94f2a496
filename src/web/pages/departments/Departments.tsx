import { Button } from '@mantine/core';
import { useApi } from '../../api/useApi.ts';
import { Card, CardRow } from '../../parts/Card.tsx';
import { Chip } from '../../parts/Chip.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { OwnershipNav } from '../../parts/OwnershipNav.tsx';
import { PageHeader } from '../../parts/PageHeader.tsx';
import { Owner } from '../../parts/Seat.tsx';
import { Affects } from './Affects.tsx';
import type { Ecosystem, Together } from './departments.ts';
import { Matrix } from './Matrix.tsx';
import { useDepartmentWords } from './messages.ts';

/** Every department, what is to be put in place there, who affects whom, and who has which part in what. */
export function Departments() {
  const words = useDepartmentWords();
  const together = useApi<Together>(['departments together'], '/ownership/departments');
  const counts = useApi<Ecosystem>(['ecosystem'], '/ownership/ecosystem', { query: { kind: 'source' } }).data
    ?.counts;
  const coverage = together.data?.coverage;
  const sentence = [
    coverage && coverage.roles !== null && coverage.yes !== null
      ? words.sentence(coverage.yes, coverage.roles)
      : '',
    counts ? words.missingSentence(counts.missing) : '',
  ]
    .filter(Boolean)
    .join(' ');
  return (
    <>
      <PageHeader title={words.title} sentence={sentence} />
      <OwnershipNav />
      <Loaded query={together}>
        {(data) =>
          data.departments.length === 0 ? (
            <EmptyState
              title={words.empty}
              text={words.emptyText}
              action={
                <Button component={Go} to="/settings?tab=departments">
                  {words.toSettings}
                </Button>
              }
            />
          ) : (
            <div className="stack">
              <Affects departments={data.departments} edges={data.edges} />
              <Card title={words.departments}>
                {data.departments.map((one) => (
                  <Line key={one.id} department={one} />
                ))}
              </Card>
              <Matrix />
            </div>
          )
        }
      </Loaded>
    </>
  );
}

function Line({ department }: { department: Together['departments'][number] }) {
  const words = useDepartmentWords();
  const { faults, coverage, work, head, people, missingParts } = department;
  const all = faults.high + faults.medium + faults.low;
  return (
    <CardRow
      lead={<Owner owner={{ person: head, reason: words.noHead }} />}
      action={
        <Chip
          tone={faults.high > 0 ? 'bad' : all > 0 ? 'pass' : 'good'}
          to={all > 0 ? `/ownership/faults?department=${department.key}` : undefined}
        >
          {all > 0 ? words.faults(all) : words.noFaults}
          <span className="only-heard"> {department.name}</span>
        </Chip>
      }
    >
      <b>
        <Go to={`/ownership/departments/${department.key}`}>{department.name}</Go>
      </b>
      <div className="tiny muted">
        {[
          words.people(people),
          coverage.suppressed
            ? words.few
            : coverage.roles
              ? words.coverage(coverage.yes ?? 0, coverage.roles)
              : '',
          work.suppressed || work.open === null ? '' : words.work(work.open, work.overdue ?? 0),
          missingParts > 0 ? words.missingParts(missingParts) : '',
        ]
          .filter(Boolean)
          .join(' · ')}
      </div>
    </CardRow>
  );
}
