import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useApi } from '../../api/useApi.ts';
import { Card } from '../../parts/Card.tsx';
import styles from '../sources/Sources.module.css';
import type { Draft } from './draft.ts';
import { useMailboxWords } from './messages.ts';

interface Props {
  draft: Draft;
  set: (part: Partial<Draft>) => void;
  metrics: { key: string; name: string }[];
}

/** What becomes of a mail: beside which metric its words stand, where on the journey, and whether somebody waits. */
export function RuleFields({ draft, set, metrics }: Props) {
  const words = useMailboxWords().form;
  const places =
    useApi<{ items: { key: string; name: string }[] }>(['touchpoints'], '/touchpoints').data?.items ?? [];
  const touchpoints = places.map(({ key, name }) => ({ value: key, label: name }));
  const change = (at: number, part: Partial<Draft['lines'][number]>) =>
    set({ lines: draft.lines.map((line, i) => (i === at ? { ...line, ...part } : line)) });
  return (
    <Card title={words.becomes}>
      <div className={styles.choices}>
        <NativeSelect
          label={words.metric}
          value={draft.metric}
          onChange={(event) => set({ metric: event.currentTarget.value })}
          data={metrics.map(({ key, name }) => ({ value: key, label: name }))}
        />
        <NativeSelect
          label={words.touchpoint}
          value={draft.touchpoint}
          onChange={(event) => set({ touchpoint: event.currentTarget.value })}
          data={[{ value: '', label: words.byRule }, ...touchpoints]}
        />
      </div>
      {draft.lines.map((line, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the order is what a line is known by
        <fieldset key={i} className={styles.choices} style={{ border: 0, padding: 0, margin: '12px 0 0' }}>
          <legend className="tiny muted">{words.lines}</legend>
          <NativeSelect
            label={words.field}
            value={line.field}
            onChange={(event) => change(i, { field: event.currentTarget.value as typeof line.field })}
            data={(['recipient', 'subject', 'sender'] as const).map((value) => ({
              value,
              label: words.fields[value],
            }))}
          />
          <TextInput
            label={words.contains}
            maxLength={200}
            value={line.contains}
            onChange={(event) => change(i, { contains: event.currentTarget.value })}
          />
          <NativeSelect
            label={words.at}
            value={line.touchpoint}
            onChange={(event) => change(i, { touchpoint: event.currentTarget.value })}
            data={touchpoints}
          />
          <Button onClick={() => set({ lines: draft.lines.filter((_, at) => at !== i) })}>
            {words.removeLine}
          </Button>
        </fieldset>
      ))}
      <div className="row" style={{ margin: '12px 0 16px' }}>
        <Button
          disabled={touchpoints.length === 0}
          onClick={() =>
            set({
              lines: [
                ...draft.lines,
                { field: 'subject', contains: '', touchpoint: touchpoints[0]?.value ?? '' },
              ],
            })
          }
        >
          {words.addLine}
        </Button>
      </div>
      <Checkbox
        label={words.contact}
        description={words.contactHint}
        checked={draft.contact}
        onChange={(event) => set({ contact: event.currentTarget.checked })}
        mb="sm"
      />
      <Checkbox
        label={words.replies}
        description={words.repliesHint}
        checked={draft.replies}
        onChange={(event) => set({ replies: event.currentTarget.checked })}
      />
    </Card>
  );
}
