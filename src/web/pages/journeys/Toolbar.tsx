import { Button } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useEditWords } from './edit.messages.ts';
import styles from './Journey.module.css';
import type { Editor } from './useEdit.ts';

/** Back and forth through one's own steps, by button or by Ctrl Z and Ctrl Shift Z (⌘ on a Mac). */
export function Toolbar({ editor }: { editor: Editor }) {
  const words = useEditWords();
  const { undo, redo } = editor;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return;
      // In a field the browser's own undo takes back letters.
      if ((event.target as HTMLElement).closest('input, textarea, select, [role="dialog"]')) return;
      event.preventDefault();
      (event.shiftKey ? redo : undo)?.();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [undo, redo]);
  return (
    <div className={styles.toolbar}>
      <Button
        size="xs"
        disabled={!undo || editor.busy}
        onClick={undo}
        leftSection={<IconArrowBackUp size={15} aria-hidden />}
        aria-keyshortcuts="Control+Z"
      >
        {words.undo}
      </Button>
      <Button
        size="xs"
        disabled={!redo || editor.busy}
        onClick={redo}
        leftSection={<IconArrowForwardUp size={15} aria-hidden />}
        aria-keyshortcuts="Control+Shift+Z"
      >
        {words.redo}
      </Button>
      <span className="tiny muted" role="status">
        {editor.busy ? words.saving : words.savedAll}
      </span>
    </div>
  );
}
