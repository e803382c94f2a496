import { Checkbox } from '@mantine/core';
import { Hint } from '../../parts/Hint.tsx';
import type { Reading } from '../../parts/reading.ts';
import { Score } from '../../parts/Score.tsx';
import { EmotionSelect } from './EmotionSelect.tsx';
import { Handle } from './Handle.tsx';
import { InlineText } from './InlineText.tsx';
import styles from './Journey.module.css';
import type { Journey, Phase } from './journey.ts';
import { Movers } from './Movers.tsx';
import { useJourneyWords } from './messages.ts';
import { type Direction, directionOf, moveItem, spotOf, step } from './moves.ts';
import { TalkButton } from './TalkButton.tsx';
import type { Editor } from './useEdit.ts';
import type { Mover } from './useMove.ts';
import type { Metric } from './useScores.ts';
import type { Talk } from './useTalk.ts';

interface Props {
  journey: Journey;
  phase: Phase;
  at: number;
  editor: Editor | undefined;
  mover: Mover;
  talk: Talk;
  score: Reading | undefined;
  metric: Metric | undefined;
  to: string;
}

export function PhaseHead({ journey, phase, at, editor, mover, talk, score, metric, to }: Props) {
  const words = useJourneyWords();
  if (!editor) {
    return (
      <th scope="col" id={phase.key}>
        <span className={styles.phase}>
          <span>
            {phase.name}
            {phase.prospect ? (
              <Hint text={words.before}>
                <span className={styles.before} role="img" aria-label={words.before}>
                  ◦
                </span>
              </Hint>
            ) : null}
          </span>
          {metric ? <Score reading={score} metric={metric} to={to} of={phase.name} /> : null}
        </span>
        <span className={styles.talk}>
          <TalkButton talk={talk} kind="phase" id={phase.key} name={phase.name} />
        </span>
      </th>
    );
  }
  const item = { kind: 'phase', phase: at } as const;
  const can = (direction: Direction) => step(journey, item, spotOf(item), direction) !== undefined;
  const move = (direction: Direction) => {
    const spot = step(journey, item, spotOf(item), direction);
    if (spot) editor.edit(words.saved.moved(phase.name), (draft) => moveItem(draft, item, spot));
  };
  const id = `phase:${phase.key}`;
  return (
    <th
      scope="col"
      id={phase.key}
      data-drop="phase"
      data-item={id}
      data-held={mover.held === id || undefined}
    >
      <Handle item={{ kind: 'phase', phase: at }} id={id} name={phase.name} mover={mover} />
      <InlineText
        strong
        required
        label={words.phaseName}
        value={phase.name}
        editor={editor}
        save={(name, options) =>
          editor.edit(
            words.saved.phaseChanged,
            (draft) => Object.assign(draft.phases[at] ?? {}, { name }),
            options,
          )
        }
        onKeyDown={(event) => {
          const direction = directionOf(event);
          if (direction === 'left' || direction === 'right') {
            event.preventDefault();
            move(direction);
          }
        }}
      />
      <span className={styles.phase}>
        <Checkbox
          size="xs"
          label={words.prospect}
          checked={phase.prospect}
          onChange={(event) => {
            const prospect = event.currentTarget.checked;
            editor.edit(words.saved.phaseChanged, (draft) =>
              Object.assign(draft.phases[at] ?? {}, { prospect }),
            );
          }}
        />
        <EmotionSelect
          value={phase.emotion}
          name={phase.name}
          change={(emotion) =>
            editor.edit(words.saved.phaseChanged, (draft) =>
              Object.assign(draft.phases[at] ?? {}, { emotion }),
            )
          }
        />
        <Movers
          name={phase.name}
          directions={['left', 'right']}
          can={can}
          move={move}
          kept={phase.touchpoints.length > 0 ? words.notEmpty : undefined}
          remove={() =>
            editor.edit(words.saved.phaseRemoved(phase.name), (draft) => void draft.phases.splice(at, 1))
          }
        />
      </span>
    </th>
  );
}
