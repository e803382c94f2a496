import '@mantine/core/styles/Pill.layer.css';
import '@mantine/core/styles/PillsInput.layer.css';
import { Button, Checkbox, MultiSelect, NativeSelect, TagsInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/useApi.ts';
import { useChange } from '../../api/useChange.ts';
import { Dialog } from '../../parts/Panel.tsx';
import { useMetrics } from '../measures/measures.ts';
import { useRulesWords } from './rules.messages.ts';
import { bodyOf, draftOf, keyOf, type Rule, type RuleDraft } from './rules.ts';

/** Makes a rule or changes one; what it looks at is chosen once. */
export function RuleForm({ rule, close }: { rule: Rule | undefined; close: () => void }) {
  const words = useRulesWords();
  const [draft, setDraft] = useState(() => draftOf(rule));
  const set = (part: Partial<RuleDraft>) => setDraft((before) => ({ ...before, ...part }));
  const places =
    useApi<{ items: { key: string; name: string }[] }>(['touchpoints'], '/touchpoints').data?.items ?? [];
  const save = useChange<void, Rule>({
    call: () =>
      rule
        ? api.patch<Rule>(`/case-rules/${rule.key}`, bodyOf(draft))
        : api.post<Rule>('/case-rules', {
            ...bodyOf(draft),
            key: keyOf(draft.name),
            appliesTo: draft.appliesTo,
          }),
    touches: [['case-rules']],
    said: (kept) => (rule ? words.saved(kept.name) : words.added(kept.name)),
    quiet: true,
    after: close,
  });
  const { appliesTo } = draft;
  return (
    <Dialog open close={close} title={rule ? words.change(rule.name) : words.add}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <TextInput
          label={words.name}
          required
          data-autofocus
          maxLength={200}
          value={draft.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
          error={save.error?.field('name')}
        />
        {rule ? null : (
          <NativeSelect
            label={words.looksAt}
            value={appliesTo}
            onChange={(event) => set({ appliesTo: event.currentTarget.value as Rule['appliesTo'] })}
            data={(['response', 'interaction'] as const).map((value) => ({
              value,
              label: words.kinds[value],
            }))}
          />
        )}
        {appliesTo === 'response' ? (
          <AboutAnswers draft={draft} set={set} />
        ) : (
          <AboutEvents draft={draft} set={set} />
        )}
        <MultiSelect
          label={words.places}
          description={words.placesHint}
          data={places.map(({ key, name }) => ({ value: key, label: name }))}
          value={draft.touchpointKeys}
          onChange={(touchpointKeys) => set({ touchpointKeys })}
          searchable
        />
        <TextInput
          type="number"
          label={words.days}
          required
          min={1}
          max={3650}
          value={draft.withinDays}
          onChange={(event) => set({ withinDays: event.currentTarget.value })}
          error={save.error?.field('withinDays')}
        />
        <Checkbox
          label={words.urgent}
          checked={draft.urgent}
          onChange={(event) => set({ urgent: event.currentTarget.checked })}
        />
        {save.error && save.error.errors.length === 0 ? <div role="alert">{save.error.detail}</div> : null}
        <Button type="submit" variant="filled" loading={save.isPending}>
          {rule ? words.save : words.add}
        </Button>
      </form>
    </Dialog>
  );
}

interface PartProps {
  draft: RuleDraft;
  set: (part: Partial<RuleDraft>) => void;
}

function AboutAnswers({ draft, set }: PartProps) {
  const words = useRulesWords();
  const metrics = (useMetrics().data?.items ?? []).filter((metric) => metric.takenFrom === 'response');
  return (
    <>
      <NativeSelect
        label={words.metric}
        value={draft.metricKey}
        onChange={(event) => set({ metricKey: event.currentTarget.value })}
        data={[
          { value: '', label: words.anyMetric },
          ...metrics.map(({ key, name }) => ({ value: key, label: name })),
        ]}
      />
      <TextInput
        type="number"
        step="any"
        label={words.atMost}
        value={draft.atMost}
        onChange={(event) => set({ atMost: event.currentTarget.value })}
      />
      <Checkbox
        label={words.contactRequested}
        checked={draft.contactRequested}
        onChange={(event) => set({ contactRequested: event.currentTarget.checked })}
      />
    </>
  );
}

function AboutEvents({ draft, set }: PartProps) {
  const words = useRulesWords();
  return (
    <>
      <TagsInput
        label={words.events}
        description={words.eventsHint}
        value={draft.interactionKinds}
        onChange={(interactionKinds) => set({ interactionKinds })}
        acceptValueOnBlur
      />
      <Checkbox
        label={words.failedOpens}
        checked={draft.failed}
        onChange={(event) => set({ failed: event.currentTarget.checked })}
      />
      <TextInput
        type="number"
        step="any"
        label={words.atLeast}
        description={words.atLeastHint}
        value={draft.atLeast}
        onChange={(event) => set({ atLeast: event.currentTarget.value })}
      />
    </>
  );
}
