import { useFormat } from '../../i18n/format.ts';
import { Chip } from '../../parts/Chip.tsx';
import type { Reading } from '../../parts/reading.ts';
import { useLiveWords } from './live.messages.ts';
import type { Metric } from './useScores.ts';

interface Props {
  name: string;
  reading: Reading | undefined;
  expected: number | null;
  metric: Metric | undefined;
  /** Says nothing where too few answered: the figure beside it says so already. */
  quiet?: boolean;
}

/** Felt minus expected, in words and colour. Within the interval of the figure it is as expected: chance explains it. */
export function Gap({ name, reading, expected, metric, quiet }: Props) {
  const words = useLiveWords();
  const format = useFormat();
  if (expected === null || !reading) return null;
  const value = reading.suppressed ? null : reading.value;
  const heard = <span className="only-heard">{words.gapHeard(name)} </span>;
  if (value === null || reading.few)
    return quiet ? null : (
      <Chip>
        {heard}
        {words.tooFew}
      </Chip>
    );
  const within = expected >= (reading.low ?? value) && expected <= (reading.high ?? value);
  const gap = value - expected;
  const better = metric?.higherIsBetter === false ? gap < 0 : gap > 0;
  const fine = Math.abs(gap) < 10 ? Math.round(Math.abs(gap) * 10) / 10 : Math.round(Math.abs(gap));
  return (
    <Chip tone={within ? 'pass' : better ? 'good' : 'bad'}>
      {heard}
      {within
        ? words.asExpected
        : gap > 0
          ? words.above(format.number(fine))
          : words.below(format.number(fine))}
    </Chip>
  );
}
