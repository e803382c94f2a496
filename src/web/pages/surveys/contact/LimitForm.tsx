import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../../api/api.ts';
import { useApi } from '../../../api/useApi.ts';
import { useChange } from '../../../api/useChange.ts';
import { Dialog } from '../../../parts/Panel.tsx';
import styles from '../invite/Invite.module.css';
import { useContactWords } from './messages.ts';
import { rulesTouched } from './rules.ts';

/** A limit for everybody, a survey, a segment. */
export function LimitForm({ dimensions, close }: { dimensions: string[]; close: () => void }) {
  const words = useContactWords();
  const surveys =
    useApi<{ items: { key: string; name: string }[] }>(['surveys'], '/surveys').data?.items ?? [];
  const known =
    useApi<{ items: { key: string; name: string; values: string[] }[] }>(['dimensions'], '/dimensions').data
      ?.items ?? [];
  const [draft, setDraft] = useState({
    survey: '',
    dimension: '',
    value: '',
    most: '4',
    days: '90',
    gapDays: '',
  });
  const set = (part: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...part }));
  const values = known.find(({ key }) => key === draft.dimension)?.values ?? [];
  const save = useChange<void, unknown>({
    call: () =>
      api.post('/contact-rules/limits', {
        survey: draft.survey || null,
        dims: draft.dimension && draft.value ? { [draft.dimension]: draft.value } : {},
        most: draft.most === '' ? null : Number(draft.most),
        days: draft.days === '' ? null : Number(draft.days),
        gapDays: draft.gapDays === '' ? null : Number(draft.gapDays),
      }),
    touches: [...rulesTouched],
    said: words.added,
    quiet: true,
    after: close,
  });
  const number = (name: 'most' | 'days' | 'gapDays', label: string, least: number) => (
    <TextInput
      type="number"
      min={least}
      max={name === 'most' ? 100 : 730}
      label={label}
      value={draft[name]}
      onChange={(event) => set({ [name]: event.currentTarget.value })}
      error={save.error?.field(name)}
    />
  );
  return (
    <Dialog open close={close} title={words.add} size="lg">
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <div className={styles.pair}>
          {number('most', words.form.most, 0)}
          {number('days', words.form.days, 1)}
          {number('gapDays', words.form.gap, 1)}
        </div>
        <p className="tiny muted">{words.form.hint}</p>
        <NativeSelect
          label={words.form.survey}
          value={draft.survey}
          onChange={(event) => set({ survey: event.currentTarget.value })}
          data={[
            { value: '', label: words.form.all },
            ...surveys.map(({ key, name }) => ({ value: key, label: name })),
          ]}
        />
        <div className={styles.pair}>
          <NativeSelect
            label={words.form.dimension}
            value={draft.dimension}
            onChange={(event) => set({ dimension: event.currentTarget.value, value: '' })}
            data={[
              { value: '', label: words.form.anybody },
              ...dimensions.map((key) => ({
                value: key,
                label: known.find((one) => one.key === key)?.name ?? key,
              })),
            ]}
          />
          {draft.dimension ? (
            <NativeSelect
              label={words.form.value}
              required
              value={draft.value}
              onChange={(event) => set({ value: event.currentTarget.value })}
              data={['', ...values]}
            />
          ) : null}
        </div>
        {save.error && save.error.errors.length === 0 ? (
          <div role="alert" className={styles.alert}>
            {save.error.detail}
          </div>
        ) : null}
        <Button type="submit" variant="filled" loading={save.isPending}>
          {words.form.save}
        </Button>
      </form>
    </Dialog>
  );
}
