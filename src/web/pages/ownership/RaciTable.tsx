import { Fragment } from 'react';
import type { Period } from '../../parts/period.ts';
import type { Reading } from '../../parts/reading.ts';
import { Score } from '../../parts/Score.tsx';
import { Owner } from '../../parts/Seat.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import { behind, type Metric } from '../journeys/useScores.ts';
import { Letters } from './Letters.tsx';
import { useOwnershipWords } from './messages.ts';
import styles from './Ownership.module.css';
import type { Chart, ChartObject, ObjectKind } from './ownership.ts';

interface Props {
  chart: Chart;
  scores: Map<string, Reading>;
  metric: Metric | undefined;
  period: Period;
}

/** Touchpoints by departments with A R C I. Departments that have no part in what is shown are left out. */
export function RaciTable({ chart, scores, metric, period }: Props) {
  const words = useOwnershipWords();
  const rows = chart.journeys.flatMap((journey) => [
    journey,
    ...journey.phases,
    ...journey.phases.flatMap((phase) => phase.touchpoints),
  ]);
  const having = new Set(rows.flatMap((row) => row.entries.map((entry) => entry.holder.departmentId)));
  const departments = chart.departments.filter((department) => having.has(department.id));
  const width = 3 + departments.length;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.scroll} aria-label={words.chart} tabIndex={0}>
      <table className={styles.raci}>
        <thead>
          <tr>
            <th scope="col">{words.touchpoint}</th>
            <th scope="col">{words.score}</th>
            <th scope="col">{words.accountable}</th>
            {departments.map((department) => (
              <th key={department.id} scope="col">
                {department.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {chart.journeys.map((journey) => (
            <Fragment key={journey.key}>
              <Row kind="journey" object={journey} departments={departments} group />
              {journey.phases.map((phase) => (
                <Fragment key={phase.key}>
                  <Row
                    kind="phase"
                    object={{ ...phase, key: `${journey.key}/${phase.key}` }}
                    departments={departments}
                    group
                  />
                  {phase.touchpoints.map((touchpoint) => (
                    <Row
                      key={touchpoint.key}
                      kind="touchpoint"
                      object={touchpoint}
                      departments={departments}
                      score={
                        metric ? (
                          <Score
                            reading={scores.get(touchpoint.key)}
                            metric={metric}
                            of={touchpoint.name}
                            to={behind(metric, { touchpoint: touchpoint.key }, period)}
                          />
                        ) : null
                      }
                    />
                  ))}
                </Fragment>
              ))}
            </Fragment>
          ))}
          {chart.journeys.length === 0 ? (
            <tr>
              <td colSpan={width}>{words.greyNone}</td>
            </tr>
          ) : null}
        </tbody>
      </table>
    </section>
  );
}

interface RowProps {
  kind: ObjectKind;
  object: ChartObject;
  departments: Chart['departments'];
  score?: React.ReactNode;
  /** A phase or a whole journey: its own seat may stay empty, it is a last resort only. */
  group?: boolean;
}

function Row({ kind, object, departments, score, group }: RowProps) {
  const words = useOwnershipWords();
  const [, setUrl] = useUrl();
  return (
    <tr data-kind={kind}>
      <th scope="row">
        <button
          type="button"
          className={styles.open}
          onClick={() => setUrl({ object: `${kind}:${object.key}` }, { push: true })}
        >
          {object.name}
        </button>
      </th>
      <td>{score}</td>
      <td>{group && !object.person && object.reason === 'nobody' ? null : <Owner owner={object} />}</td>
      {departments.map((department) => (
        <td key={department.id}>
          <Letters
            entries={object.entries.filter((entry) => entry.holder.departmentId === department.id)}
            wrong={object.person === null}
            words={words}
          />
        </td>
      ))}
    </tr>
  );
}
