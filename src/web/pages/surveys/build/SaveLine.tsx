import { ActionIcon } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import styles from './Builder.module.css';
import { useBuildWords } from './messages.ts';
import type { Drafting } from './useDraft.ts';

/** Steps back and forth, and whether what is seen is stored. */
export function SaveLine({ drafting }: { drafting: Drafting }) {
  const words = useBuildWords();
  // Within a field the browser's own undo takes back letters; outside it is a step of the survey.
  useHotkeys([
    ['mod+Z', drafting.undo],
    ['mod+shift+Z', drafting.redo],
    ['mod+Y', drafting.redo],
  ]);
  const wrong = drafting.state === 'invalid' || drafting.state === 'failed' || drafting.state === 'conflict';
  return (
    <div className={styles.saving}>
      <span
        role="status"
        className="tiny"
        data-wrong={wrong || undefined}
        title={wrong ? drafting.problem?.text : undefined}
      >
        {words.states[drafting.state]}
        {drafting.state === 'invalid' && drafting.problem ? `: ${drafting.problem.text}` : ''}
      </span>
      <ActionIcon
        variant="subtle"
        aria-label={words.undo}
        title={words.undo}
        disabled={!drafting.canUndo}
        onClick={drafting.undo}
      >
        <IconArrowBackUp size={18} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        aria-label={words.redo}
        title={words.redo}
        disabled={!drafting.canRedo}
        onClick={drafting.redo}
      >
        <IconArrowForwardUp size={18} aria-hidden />
      </ActionIcon>
    </div>
  );
}
