import { ExperienceCurve } from '../../charts/ExperienceCurve.tsx';
import type { Period } from '../../parts/period.ts';
import type { ChartJourney } from '../ownership/ownership.ts';
import { AddHere } from './AddHere.tsx';
import { useEditWords } from './edit.messages.ts';
import styles from './Journey.module.css';
import { assumedIn, expectationOf, type Journey, lanes, type Phase } from './journey.ts';
import { LaneCell } from './LaneCell.tsx';
import { LiveRows } from './LiveRows.tsx';
import { useJourneyWords } from './messages.ts';
import { PhaseHead } from './PhaseHead.tsx';
import { TouchpointCard } from './TouchpointCard.tsx';
import type { Editor } from './useEdit.ts';
import { useMove } from './useMove.ts';
import { behind, useScores } from './useScores.ts';
import type { Talk } from './useTalk.ts';

interface Props {
  journey: Journey;
  owners: ChartJourney | undefined;
  period: Period;
  editor: Editor | undefined;
  talk: Talk;
}

/** A table, so that everybody can walk it by rows and columns; it scrolls inside itself when the phases are many. */
export function JourneyMap({ journey: drawn, owners, period, editor, talk }: Props) {
  const words = useJourneyWords();
  const say = useEditWords();
  const { mover, shown: journey } = useMove(drawn, editor);
  const editing = editor !== undefined;
  const phases = useScores('phase', period);
  const touchpoints = useScores('touchpoint', period);
  const seats = new Map(
    owners?.phases.flatMap((phase) => phase.touchpoints.map((seat) => [seat.key, seat] as const)),
  );
  const scoreOf = (phase: Phase) => phases.scores.get(`${journey.key}/${phase.key}`);
  const shown = lanes.filter(
    (lane) => editing || journey.phases.some((phase) => phase.notes.some((note) => note.lane === lane)),
  );
  const columns = journey.phases.length + (editing ? 1 : 0);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.scroll} aria-label={words.mapOf(journey.name)} tabIndex={0}>
      <table
        className={styles.map}
        style={{ '--needs': `${92 + columns * (editing ? 176 : 156)}px` } as React.CSSProperties}
      >
        <thead>
          <tr>
            <th className={styles.lane} scope="col">
              {words.phase}
            </th>
            {journey.phases.map((phase, p) => (
              <PhaseHead
                key={phase.key}
                journey={journey}
                phase={phase}
                at={p}
                editor={editor}
                mover={mover}
                talk={talk}
                score={scoreOf(phase)}
                metric={phases.metric}
                to={behind(
                  phases.metric,
                  { journey: journey.key, phase: `${journey.key}/${phase.key}` },
                  period,
                )}
              />
            ))}
            {editor ? (
              <td className={styles.add}>
                <AddHere
                  label={words.addPhase}
                  add={(name) => editor.add(words.saved.phaseAdded(name), 'phases', { name })}
                />
              </td>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {journey.phases.length > 0 && phases.metric ? (
            <tr>
              <th className={styles.lane} scope="row">
                {words.experience}
                <span className={styles.key}>— {words.felt}</span>
                <span className={styles.key}>┄ {words.expected}</span>
                {journey.phases.some((phase) => assumedIn(phase) !== null) ? (
                  <span className={styles.key} title={say.assumedHint}>
                    ··· {say.assumed}
                  </span>
                ) : null}
              </th>
              <td className={styles.curve} colSpan={journey.phases.length}>
                <ExperienceCurve
                  metric={phases.metric}
                  phases={journey.phases.map((phase) => {
                    const reading = scoreOf(phase);
                    return {
                      key: phase.key,
                      label: phase.name,
                      felt: reading && !reading.suppressed ? reading.value : null,
                      expected: expectationOf(phase),
                      assumed: assumedIn(phase),
                      n: reading?.n ?? 0,
                      few: reading?.few ?? false,
                      to: behind(phases.metric, { phase: `${journey.key}/${phase.key}` }, period),
                    };
                  })}
                />
              </td>
              {editing ? <td /> : null}
            </tr>
          ) : null}
          {editing ? null : (
            <LiveRows journey={journey} period={period} metric={phases.metric} scoreOf={scoreOf} />
          )}
          <tr>
            <th className={styles.lane} scope="row">
              {words.touchpoints}
            </th>
            {journey.phases.map((phase, p) => (
              <td key={phase.key} data-drop="touchpoint" data-phase={p}>
                {phase.touchpoints.map((touchpoint, t) => (
                  <TouchpointCard
                    key={touchpoint.key}
                    journey={journey}
                    touchpoint={touchpoint}
                    at={{ phase: p, touchpoint: t }}
                    seat={seats.get(touchpoint.key)}
                    score={touchpoints.scores.get(touchpoint.key)}
                    metric={touchpoints.metric}
                    to={behind(touchpoints.metric, { touchpoint: touchpoint.key }, period)}
                    editor={editor}
                    mover={mover}
                    talk={talk}
                  />
                ))}
                {editor ? (
                  <AddHere
                    label={words.addTouchpoint}
                    add={(name) =>
                      editor.add(words.saved.touchpointAdded(name), 'touchpoints', { name, phase: phase.key })
                    }
                  />
                ) : null}
              </td>
            ))}
            {editing ? <td /> : null}
          </tr>
          {shown.map((lane) => (
            <tr key={lane}>
              <th className={styles.lane} scope="row">
                {words.lanes[lane]}
              </th>
              {journey.phases.map((phase, p) => (
                <LaneCell
                  key={phase.key}
                  phase={phase}
                  at={p}
                  lane={lane}
                  editor={editor}
                  mover={mover}
                  talk={talk}
                />
              ))}
              {editing ? <td /> : null}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="only-heard" aria-live="assertive">
        {mover.announcement}
      </p>
    </section>
  );
}
