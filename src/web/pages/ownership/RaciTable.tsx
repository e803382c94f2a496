import { Fragment } from 'react';
import type { Period } from '../../parts/period.ts';
import type { Reading } from '../../parts/reading.ts';
import { Score } from '../../parts/Score.tsx';
import { Owner } from '../../parts/Seat.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import { behind, type Metric } from '../journeys/useScores.ts';
import { Letters } from './Letters.tsx';
import { useLedgerWords } from './ledger.messages.ts';
import { useOwnershipWords } from './messages.ts';
import styles from './Ownership.module.css';
import { type Chart, type ChartObject, type ObjectKind, thingKinds, whatOf } from './ownership.ts';
import { useThingsWords } from './things.messages.ts';

interface Props {
  chart: Chart;
  scores: Map<string, Reading>;
  metric: Metric | undefined;
  period: Period;
  /** Keys of chosen touchpoints; absent: nothing can be chosen. */
  chosen?: ReadonlySet<string>;
  choose: (keys: ReadonlySet<string>) => void;
}

/** Touchpoints by departments with A R C I. Departments that have no part in what is shown are left out. */
export function RaciTable({ chart, scores, metric, period, chosen, choose }: Props) {
  const words = useOwnershipWords();
  const more = useLedgerWords();
  const things = useThingsWords();
  const [url] = useUrl();
  const apart = url.show === 'apart';
  const what = whatOf(url);
  const toggle = (keys: string[]) => {
    const all = keys.every((key) => chosen?.has(key));
    const next = new Set(chosen);
    for (const key of keys) all ? next.delete(key) : next.add(key);
    choose(next);
  };
  const rows = chart.journeys.flatMap((journey) => [
    journey,
    ...journey.phases,
    ...journey.phases.flatMap((phase) => phase.touchpoints),
  ]);
  const all = [...rows, ...chart.things];
  const having = new Set(all.flatMap((row) => row.entries.map((entry) => entry.holder.departmentId)));
  const departments = chart.departments.filter((department) => having.has(department.id));
  const width = (what ? 2 : 3) + (apart ? 1 : 0) + departments.length;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.scroll} aria-label={words.chart} tabIndex={0}>
      <table className={styles.raci}>
        <thead>
          <tr>
            <th scope="col">{what ? things.one[what] : words.touchpoint}</th>
            {what ? null : <th scope="col">{words.score}</th>}
            <th scope="col">{words.accountable}</th>
            {apart ? <th scope="col">{more.otherPlane}</th> : null}
            {departments.map((department) => (
              <th key={department.id} scope="col">
                {department.name}
              </th>
            ))}
          </tr>
        </thead>
        {chart.journeys.map((journey) => (
          <tbody key={journey.key} className={styles.journey}>
            <Row
              kind="journey"
              object={journey}
              departments={departments}
              group
              score={null}
              apart={apart}
              chosen={
                chosen &&
                journey.phases.every((phase) => phase.touchpoints.every((one) => chosen.has(one.key)))
              }
              choose={() =>
                toggle(journey.phases.flatMap((phase) => phase.touchpoints.map((one) => one.key)))
              }
            />
            {journey.phases.map((phase) => (
              <Fragment key={phase.key}>
                <Row
                  kind="phase"
                  object={{ ...phase, key: `${journey.key}/${phase.key}` }}
                  departments={departments}
                  group
                  score={null}
                  apart={apart}
                />
                {phase.touchpoints.map((touchpoint) => (
                  <Row
                    key={touchpoint.key}
                    kind="touchpoint"
                    object={touchpoint}
                    departments={departments}
                    apart={apart}
                    chosen={chosen?.has(touchpoint.key)}
                    choose={() => toggle([touchpoint.key])}
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
          </tbody>
        ))}
        {what && chart.things.length > 0 ? (
          <tbody>
            {chart.things.map((thing) => (
              <Row
                key={thing.key}
                kind={thingKinds[what]}
                object={thing}
                departments={departments}
                apart={apart}
                chosen={chosen?.has(thing.key)}
                choose={() => toggle([thing.key])}
              />
            ))}
          </tbody>
        ) : null}
        {all.length === 0 ? (
          <tbody>
            <tr>
              <td colSpan={width}>{what ? things.noneHere : words.greyNone}</td>
            </tr>
          </tbody>
        ) : null}
      </table>
    </section>
  );
}

interface RowProps {
  kind: ObjectKind;
  object: ChartObject;
  departments: Chart['departments'];
  /** Undefined: nothing here is scored. */
  score?: React.ReactNode;
  /** A phase or a whole journey: its own seat may stay empty, it is a last resort only. */
  group?: boolean;
  /** The other plane's seat stands beside. */
  apart: boolean;
  /** Undefined: cannot be chosen. */
  chosen?: boolean | undefined;
  choose?: () => void;
}

function Row({ kind, object, departments, score, group, apart, chosen, choose }: RowProps) {
  const words = useOwnershipWords();
  const more = useLedgerWords();
  const [, setUrl] = useUrl();
  return (
    <tr data-kind={kind}>
      <th scope="row">
        <span className={styles.what}>
          {chosen === undefined || !choose ? null : (
            <input
              type="checkbox"
              className={styles.choose}
              checked={chosen}
              onChange={choose}
              aria-label={kind === 'journey' ? more.selectJourney(object.name) : more.select(object.name)}
            />
          )}
          <button
            type="button"
            className={styles.open}
            onClick={() => setUrl({ object: `${kind}:${object.key}` }, { push: true })}
          >
            {object.name}
          </button>
        </span>
      </th>
      {score === undefined ? null : <td>{score}</td>}
      <td>{group && !object.person && object.reason === 'nobody' ? null : <Owner owner={object} />}</td>
      {apart ? (
        <td>{group && object.other.reason === 'nobody' ? null : <Owner owner={object.other} />}</td>
      ) : null}
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
