import { useFormat } from '../i18n/format.ts';
import { Chip } from './Chip.tsx';
import { Hint } from './Hint.tsx';
import { useNow } from './useNow.ts';

const tones = { late: 'bad', soon: 'bad', today: 'pass', later: 'few' } as const;

/** "2 h left", "today", "in 3 days", "late by 2 h"; keeps itself true while the page is open. */
export function Deadline({ at }: { at: string | Date | null | undefined }) {
  const format = useFormat();
  const now = useNow();
  if (!at) return null;
  const { urgency, text } = format.deadline(at, now);
  return (
    <Hint text={format.moment(at)}>
      <time dateTime={new Date(at).toISOString()}>
        <Chip tone={tones[urgency]}>{text}</Chip>
      </time>
    </Hint>
  );
}
