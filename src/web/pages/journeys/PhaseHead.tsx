import { Checkbox } from '@mantine/core';
import { Hint } from '../../parts/Hint.tsx';
import type { Reading } from '../../parts/reading.ts';
import { Score } from '../../parts/Score.tsx';
import { InlineText } from './InlineText.tsx';
import styles from './Journey.module.css';
import type { Journey, Phase } from './journey.ts';
import { Movers } from './Movers.tsx';
import { useJourneyWords } from './messages.ts';
import { canMove, type Direction, directionOf, movePhase } from './moves.ts';
import type { Editor } from './useEdit.ts';
import type { Metric } from './useScores.ts';

interface Props {
  journey: Journey;
  phase: Phase;
  at: number;
  editor: Editor | undefined;
  score: Reading | undefined;
  metric: Metric | undefined;
  to: string;
}

export function PhaseHead({ journey, phase, at, editor, score, metric, to }: Props) {
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
      </th>
    );
  }
  const can = (direction: Direction) => canMove(journey, at, undefined, direction);
  const move = (direction: Direction) =>
    can(direction) && editor.edit(words.saved.moved(phase.name), (draft) => movePhase(draft, at, direction));
  return (
    <th scope="col" id={phase.key}>
      <InlineText
        strong
        label={words.phaseName}
        value={phase.name}
        save={(name) => {
          if (name)
            editor.edit(words.saved.phaseChanged, (draft) => Object.assign(draft.phases[at] ?? {}, { name }));
        }}
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
