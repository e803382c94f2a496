import { useEffect, useState } from 'react';
import styles from './Journey.module.css';

interface Props {
  label: string;
  value: string;
  save: (text: string) => void;
  onKeyDown?: (event: React.KeyboardEvent) => void;
  strong?: boolean;
  lines?: boolean;
}

/** Text that is edited where it stands: Enter or leaving saves, Esc takes back. */
export function InlineText({ label, value, save, onKeyDown, strong, lines }: Props) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const shared = {
    className: styles.inline,
    'data-strong': strong || undefined,
    'aria-label': label,
    value: text,
    onChange: (event: { currentTarget: { value: string } }) => setText(event.currentTarget.value),
    onBlur: () => text.trim() !== value && save(text.trim()),
    onKeyDown: (event: React.KeyboardEvent<HTMLElement>) => {
      if (event.key === 'Enter' && !event.shiftKey) {
        event.preventDefault();
        event.currentTarget.blur();
      }
      if (event.key === 'Escape') setText(value);
      onKeyDown?.(event);
    },
  };
  return lines ? (
    <textarea rows={Math.max(2, Math.ceil(text.length / 22))} {...shared} />
  ) : (
    <input type="text" {...shared} />
  );
}
