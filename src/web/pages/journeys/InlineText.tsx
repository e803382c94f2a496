import { useState } from 'react';
import styles from './Journey.module.css';
import type { EditOptions, Editor } from './useEdit.ts';

interface Props {
  label: string;
  value: string;
  editor: Editor;
  save: (text: string, options: EditOptions) => void;
  onKeyDown?: (event: React.KeyboardEvent) => void;
  strong?: boolean;
  lines?: boolean;
  /** Left empty it stays as it was. */
  required?: boolean;
}

interface Typed extends Pick<EditOptions, 'began'> {
  text: string;
  /** As it was when typing began: it knows the place on that map, which others may have moved since. */
  save: Props['save'];
}

/**
 * Text that is edited where it stands: Enter or leaving saves, Esc takes back. What is being typed stays, whatever others save
 * meanwhile; saved over their change it is a choice, as with forms.
 */
export function InlineText({ label, value, editor, save, onKeyDown, strong, lines, required }: Props) {
  const [typed, setTyped] = useState<Typed>();
  const shared = {
    className: styles.inline,
    'data-strong': strong || undefined,
    'aria-label': label,
    value: typed?.text ?? value,
    onChange: (event: { currentTarget: { value: string } }) => {
      const text = event.currentTarget.value;
      setTyped((now) => (now ? { ...now, text } : { text, save, began: editor.now() }));
    },
    onBlur: () => {
      if (!typed) return;
      const text = typed.text.trim();
      if (text === value || (required && text === '')) return setTyped(undefined);
      // Where it could not be saved it stays as typed, to be tried again; so does what is typed while it is saved.
      const after = (refused: boolean) => {
        if (!refused) setTyped((now) => (now?.text.trim() === text ? undefined : now));
      };
      typed.save(text, { began: typed.began, after });
    },
    onKeyDown: (event: React.KeyboardEvent<HTMLElement>) => {
      if (event.key === 'Enter' && !event.shiftKey) {
        event.preventDefault();
        event.currentTarget.blur();
      }
      if (event.key === 'Escape') setTyped(undefined);
      onKeyDown?.(event);
    },
  };
  const { value: shown } = shared;
  return lines ? (
    <textarea rows={Math.max(2, Math.ceil(shown.length / 22))} {...shared} />
  ) : (
    <input type="text" {...shared} />
  );
}
