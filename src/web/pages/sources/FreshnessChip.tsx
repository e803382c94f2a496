import { useFormat } from '../../i18n/format.ts';
import { Chip } from '../../parts/Chip.tsx';
import { useSourceWords } from './messages.ts';
import type { Source } from './sources.ts';

const tones = { never: 'few', none_agreed: 'few', fresh: 'good', late: 'pass', silent: 'bad' } as const;

export function FreshnessChip({ source }: { source: Pick<Source, 'freshness'> }) {
  const words = useSourceWords();
  const format = useFormat();
  const { state, lateByHours } = source.freshness;
  const hours = format.duration((lateByHours ?? 0) * 3600);
  return (
    <Chip tone={tones[state]}>
      {state === 'late' || state === 'silent' ? words.state[state](hours) : words.state[state]}
    </Chip>
  );
}
