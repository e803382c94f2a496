import { Button, FileButton, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../../api/api.ts';
import { useApi } from '../../../api/useApi.ts';
import { useFormat } from '../../../i18n/format.ts';
import { type FieldProps, settingsOf } from './draftPlan.ts';
import styles from './Invite.module.css';
import { useInviteWords } from './messages.ts';
import { PlaceField } from './PlaceField.tsx';

/** Whom a plan asks that follows no event: customers of a kind, or a list. */
export function AudienceFields({ draft, set, fixed }: FieldProps & { fixed: boolean }) {
  const words = useInviteWords();
  return (
    <>
      {draft.kind === 'recurring' ? (
        <TextInput
          type="number"
          min={1}
          max={730}
          required
          label={words.form.everyDays}
          value={draft.everyDays}
          onChange={(event) => set({ everyDays: event.currentTarget.value })}
        />
      ) : null}
      <NativeSelect
        label={words.form.audience}
        disabled={fixed}
        value={draft.audience}
        onChange={(event) => set({ audience: event.currentTarget.value as 'customers' | 'list' })}
        data={(['customers', 'list'] as const).map((value) => ({
          value,
          label: words.form.audiences[value],
        }))}
      />
      {draft.audience === 'list' ? (
        fixed ? null : (
          <ListField draft={draft} set={set} />
        )
      ) : (
        <Segment draft={draft} set={set} />
      )}
    </>
  );
}

function Segment({ draft, set }: FieldProps) {
  const words = useInviteWords();
  const format = useFormat();
  const dimensions =
    useApi<{ items: { key: string; name: string; values: string[] }[] }>(['dimensions'], '/dimensions').data
      ?.items ?? [];
  const chosen = dimensions.find(({ key }) => key === draft.dimension);
  const { trigger } = settingsOf(draft);
  const audience = trigger.kind === 'event' ? undefined : trigger.audience;
  const size = useQuery({
    queryKey: ['audience', audience],
    queryFn: () => api.post<{ people: number; reachable: number }>('/surveys/audience', audience),
    enabled: Number(draft.withinDays) > 0,
  });
  return (
    <>
      <div className={styles.pair}>
        <NativeSelect
          label={words.form.dimension}
          value={draft.dimension}
          onChange={(event) => set({ dimension: event.currentTarget.value, value: '' })}
          data={[
            { value: '', label: words.form.anybody },
            ...dimensions.map(({ key, name }) => ({ value: key, label: name })),
          ]}
        />
        {chosen ? (
          <NativeSelect
            label={words.form.value}
            value={draft.value}
            onChange={(event) => set({ value: event.currentTarget.value })}
            data={['', ...chosen.values]}
          />
        ) : null}
      </div>
      <PlaceField draft={draft} set={set} />
      {draft.touchpoint ? (
        <TextInput
          type="number"
          min={1}
          max={730}
          required
          label={words.form.was}
          value={draft.withinDays}
          onChange={(event) => set({ withinDays: event.currentTarget.value })}
        />
      ) : null}
      <p className="muted" aria-live="polite">
        {size.data
          ? words.form.size(format.number(size.data.people), format.number(size.data.reachable))
          : ''}
      </p>
    </>
  );
}

function ListField({ draft, set }: FieldProps) {
  const words = useInviteWords();
  return (
    <>
      <Textarea
        label={words.form.list}
        description={words.form.listHint}
        required
        rows={6}
        value={draft.list}
        onChange={(event) => set({ list: event.currentTarget.value })}
      />
      <div>
        <FileButton
          accept="text/csv,text/plain,.csv,.txt"
          onChange={(file) => file?.text().then((list) => set({ list }))}
        >
          {(props) => <Button {...props}>{words.form.file}</Button>}
        </FileButton>
      </div>
    </>
  );
}
