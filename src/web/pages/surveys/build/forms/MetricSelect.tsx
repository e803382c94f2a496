import { NativeSelect } from '@mantine/core';
import { useMetrics } from '../../../measures/measures.ts';
import { useFormWords } from './messages.ts';

interface Props {
  label: string;
  value: string | undefined;
  change: (metric: string | undefined) => void;
}

/** Which figure of the company an answer feeds. */
export function MetricSelect({ label, value, change }: Props) {
  const words = useFormWords();
  const metrics = useMetrics().data?.items ?? [];
  const known = metrics.map(({ key, name }) => ({ value: key, label: name }));
  const gone = value !== undefined && !metrics.some(({ key }) => key === value);
  return (
    <NativeSelect
      label={label}
      value={value ?? ''}
      onChange={(event) => change(event.currentTarget.value || undefined)}
      data={[{ value: '', label: words.noMetric }, ...(gone ? [{ value, label: value }] : []), ...known]}
    />
  );
}
