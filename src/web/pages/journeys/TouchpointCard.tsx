import { useEffect, useRef, useState } from 'react';
import { useFormat } from '../../i18n/format.ts';
import type { Reading } from '../../parts/reading.ts';
import { Score } from '../../parts/Score.tsx';
import { Owner } from '../../parts/Seat.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import { IncidentMark } from '../incidents/IncidentMark.tsx';
import type { ChartObject } from '../ownership/ownership.ts';
import { Gap } from './Gap.tsx';
import { Handle } from './Handle.tsx';
import styles from './Journey.module.css';
import type { Journey, Touchpoint } from './journey.ts';
import { Movers } from './Movers.tsx';
import { useJourneyWords } from './messages.ts';
import { type Direction, directionOf, moveItem, spotOf, step } from './moves.ts';
import { TalkButton } from './TalkButton.tsx';
import { TouchpointForm } from './TouchpointForm.tsx';
import type { Editor } from './useEdit.ts';
import type { Mover } from './useMove.ts';
import type { Metric } from './useScores.ts';
import type { Talk } from './useTalk.ts';

interface Props {
  journey: Journey;
  touchpoint: Touchpoint;
  at: { phase: number; touchpoint: number };
  seat: ChartObject | undefined;
  score: Reading | undefined;
  metric: Metric | undefined;
  to: string;
  editor: Editor | undefined;
  mover: Mover;
  talk: Talk;
}

/** Which touchpoint was moved by key last: it lands in another column, and the focus goes with it. */
let followed: string | undefined;

/** A touchpoint on the map: name, live score with n, and the face or the empty seat. */
export function TouchpointCard({
  journey,
  touchpoint,
  at,
  seat,
  score,
  metric,
  to,
  editor,
  mover,
  talk,
}: Props) {
  const words = useJourneyWords();
  const format = useFormat();
  const [, setUrl] = useUrl();
  const [changing, setChanging] = useState<Journey>();
  const title = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (followed !== touchpoint.key) return;
    followed = undefined;
    title.current?.focus();
  }, [touchpoint.key]);
  const item = { kind: 'touchpoint', phase: at.phase, index: at.touchpoint } as const;
  const can = (direction: Direction) => step(journey, item, spotOf(item), direction) !== undefined;
  const move = (direction: Direction) => {
    const spot = step(journey, item, spotOf(item), direction);
    if (!editor || !spot) return;
    followed = direction === 'left' || direction === 'right' ? touchpoint.key : undefined;
    editor.edit(words.saved.moved(touchpoint.name), (draft) => moveItem(draft, item, spot));
  };
  const id = `touchpoint:${touchpoint.key}`;
  return (
    <div
      className={styles.card}
      data-moment={touchpoint.momentOfTruth || undefined}
      data-item={id}
      data-held={mover.held === id || undefined}
    >
      {editor ? <Handle item={item} id={id} name={touchpoint.name} mover={mover} /> : null}
      <button
        ref={title}
        type="button"
        className={styles.name}
        aria-label={editor ? words.change(touchpoint.name) : undefined}
        onClick={() =>
          editor ? setChanging(journey) : setUrl({ touchpoint: touchpoint.key }, { push: true })
        }
        onKeyDown={(event) => {
          const direction = editor && directionOf(event);
          if (!direction) return;
          event.preventDefault();
          move(direction);
        }}
      >
        {touchpoint.name}
        {touchpoint.momentOfTruth ? <span className="only-heard">, {words.momentOfTruth}</span> : null}
      </button>
      {editor ? null : <IncidentMark touchpoint={touchpoint.key} />}
      {editor ? (
        <Movers
          name={touchpoint.name}
          directions={['left', 'up', 'down', 'right']}
          can={can}
          move={move}
          remove={() =>
            editor.edit(words.saved.touchpointRemoved(touchpoint.name), (draft) => {
              draft.phases[at.phase]?.touchpoints.splice(at.touchpoint, 1);
              draft.placement = draft.placement.filter((rule) => rule.touchpoint !== touchpoint.key);
            })
          }
        />
      ) : (
        <span className={styles.figures}>
          <span>
            {metric ? <Score reading={score} metric={metric} to={to} of={touchpoint.name} /> : null}{' '}
            {score?.n ? <span className="tiny muted">n {format.number(score.n)}</span> : null}
          </span>
          {seat ? <Owner owner={seat} /> : null}
        </span>
      )}
      {editor ? null : (
        <span className={styles.judged}>
          <Gap
            name={touchpoint.name}
            reading={score}
            expected={touchpoint.expectation}
            metric={metric}
            quiet
          />
        </span>
      )}
      {editor ? null : (
        <span className={styles.talk}>
          <TalkButton talk={talk} kind="touchpoint" id={touchpoint.key} name={touchpoint.name} />
        </span>
      )}
      {changing && editor ? (
        <TouchpointForm
          touchpoint={touchpoint}
          close={() => setChanging(undefined)}
          save={(fields) => {
            setChanging(undefined);
            editor.edit(
              words.saved.touchpointChanged(fields.name),
              (draft) => {
                const all = draft.phases.flatMap((phase) => phase.touchpoints);
                Object.assign(all.find((one) => one.key === touchpoint.key) ?? {}, fields);
              },
              { began: changing },
            );
          }}
        />
      ) : null}
    </div>
  );
}
