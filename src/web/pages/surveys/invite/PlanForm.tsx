import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../../api/api.ts';
import { useChange } from '../../../api/useChange.ts';
import { SidePanel } from '../../../parts/Panel.tsx';
import { AudienceFields } from './AudienceFields.tsx';
import { type DraftPlan, draftOf, type FieldProps, settingsOf } from './draftPlan.ts';
import styles from './Invite.module.css';
import type { APlan, Invited } from './invite.ts';
import { useInviteWords } from './messages.ts';
import { PlaceField } from './PlaceField.tsx';
import { WordsFields } from './WordsFields.tsx';

/** Makes a plan, or changes one. What sets it off stays what it is. */
export function PlanForm({
  survey,
  plan,
  close,
}: {
  survey: Invited;
  plan: APlan | undefined;
  close: () => void;
}) {
  const words = useInviteWords();
  const [draft, setDraft] = useState(() => draftOf(plan, survey.touchpoint?.key ?? null));
  const set = (part: Partial<DraftPlan>) => setDraft((before) => ({ ...before, ...part }));
  const save = useChange<void, APlan>({
    call: () => {
      const settings = settingsOf(draft, plan?.settings);
      const path = `/surveys/${survey.key}/plans`;
      if (plan) return api.patch(`${path}/${plan.id}`, { name: draft.name, settings });
      const list = draft.kind !== 'event' && draft.audience === 'list' ? { list: draft.list } : {};
      return api.post(path, { name: draft.name, settings, ...list });
    },
    touches: [['invitations', survey.key]],
    said: (kept) => words.saved(kept.name),
    quiet: true,
    after: close,
  });
  return (
    <SidePanel open close={close} title={plan ? plan.name : words.form.title}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <TextInput
          label={words.form.name}
          required
          data-autofocus
          maxLength={200}
          value={draft.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <NativeSelect
          label={words.form.kind}
          disabled={plan !== undefined}
          value={draft.kind}
          onChange={(event) => set({ kind: event.currentTarget.value as DraftPlan['kind'] })}
          data={(['event', 'once', 'recurring'] as const).map((value) => ({
            value,
            label: words.form.kinds[value],
          }))}
        />
        {draft.kind === 'event' ? (
          <EventFields draft={draft} set={set} />
        ) : (
          <AudienceFields draft={draft} set={set} fixed={plan !== undefined} />
        )}
        <WordsFields draft={draft} set={set} languages={survey.languages} />
        {save.error ? (
          <div role="alert" className={styles.alert}>
            {save.error.errors.map(({ message }) => message).join(' ') || save.error.detail}
          </div>
        ) : null}
        <div>
          <Button type="submit" variant="filled" loading={save.isPending}>
            {words.form.save}
          </Button>
        </div>
      </form>
    </SidePanel>
  );
}

function EventFields({ draft, set }: FieldProps) {
  const words = useInviteWords();
  return (
    <>
      <PlaceField draft={draft} set={set} />
      <div className={styles.pair}>
        <NativeSelect
          label={words.form.outcome}
          value={draft.outcome}
          onChange={(event) => set({ outcome: event.currentTarget.value as DraftPlan['outcome'] })}
          data={(['any', 'fine', 'failed'] as const).map((value) => ({
            value,
            label: words.form.outcomes[value],
          }))}
        />
        <TextInput
          type="number"
          min={0}
          max={2160}
          step="any"
          required
          label={words.form.delay}
          value={draft.delayHours}
          onChange={(event) => set({ delayHours: event.currentTarget.value })}
        />
      </div>
      <TextInput
        type="number"
        min={0.01}
        max={100}
        step="any"
        required
        label={words.form.share}
        description={words.form.shareHint}
        value={draft.sharePercent}
        onChange={(event) => set({ sharePercent: event.currentTarget.value })}
      />
    </>
  );
}
