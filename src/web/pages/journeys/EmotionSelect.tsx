import { NativeSelect } from '@mantine/core';
import { useEditWords } from './edit.messages.ts';

interface Props {
  value: number | null;
  name: string;
  change: (value: number | null) => void;
  /** With its label above, as a field of a form. */
  label?: boolean;
}

/** What the team believes is felt: five words, or nothing said. */
export function EmotionSelect({ value, name, change, label }: Props) {
  const words = useEditWords();
  const levels = ['2', '1', '0', '-1', '-2'].map((level) => ({
    value: level,
    label: `${Number(level) > 0 ? '+' : ''}${level.replace('-', '−')} ${words.emotions[level]}`,
  }));
  return (
    <NativeSelect
      size={label ? 'sm' : 'xs'}
      mt={label ? 'sm' : undefined}
      label={label ? words.emotion : undefined}
      description={label ? words.assumedHint : undefined}
      aria-label={label ? undefined : `${words.emotion}, ${name}`}
      value={value === null ? '' : String(value)}
      data={[{ value: '', label: label ? words.unsaid : `${words.emotion}?` }, ...levels]}
      onChange={(event) => {
        const chosen = event.currentTarget.value;
        change(chosen === '' ? null : Number(chosen));
      }}
    />
  );
}
