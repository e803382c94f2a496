import { Alert, Button, Checkbox, NativeSelect, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../../api/api.ts';
import { useOrganisation } from '../../../api/me.ts';
import { useApi } from '../../../api/useApi.ts';
import { useChange } from '../../../api/useChange.ts';
import { PersonSelect } from '../../../parts/PersonSelect.tsx';
import { addDays, dayOf } from '../../../parts/period.ts';
import styles from './Disputes.module.css';
import { type Dispute, touchedByRuling } from './disputes.ts';
import { useDisputesWords } from './messages.ts';

/** Half a year: long enough to spare the next ten disputes, short enough that a reorganisation is noticed. */
const reviewDays = 183;

/** Whose it is and why; apart from it who caused and who caught it; and whether it holds for the next one. */
export function RulingForm({ dispute, done }: { dispute: Dispute; done: () => void }) {
  const words = useDisputesWords();
  const { timezone } = useOrganisation();
  const today = dayOf(new Date(), timezone);
  const departments =
    useApi<{ items: { key: string; name: string }[] }>(['departments'], '/departments').data?.items ?? [];
  const [owner, setOwner] = useState<{ id: string | null; name: string }>({ id: null, name: '' });
  const [form, setForm] = useState({
    reason: '',
    cause: 'unclear_responsibility',
    causedBy: '',
    caughtBy: '',
    route: dispute.touchpoint !== null,
    reviewOn: addDays(today, reviewDays),
    rule: false,
    kind: false,
    source: false,
  });
  const set = (part: Partial<typeof form>) => setForm((before) => ({ ...before, ...part }));
  const { about } = dispute;
  const rule = useChange({
    call: () =>
      api.post(`/disputes/${dispute.id}/ruling`, {
        owner: owner.id,
        reason: form.reason,
        cause: form.cause,
        causedBy: form.causedBy || null,
        caughtBy: form.caughtBy || null,
        rule: form.route
          ? {
              reviewOn: form.reviewOn,
              conditions: {
                ...(form.rule && about.rule ? { rule: about.rule } : {}),
                ...(form.kind && about.kind ? { kind: about.kind } : {}),
                ...(form.source && about.source ? { source: about.source } : {}),
              },
            }
          : null,
      }),
    touches: touchedByRuling,
    said: words.ruled(owner.name),
    after: done,
    quiet: true,
  });
  const problem = rule.error;
  const parties = [
    { value: '', label: words.nobody },
    ...departments.map(({ key, name }) => ({ value: key, label: name })),
  ];
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        rule.mutate();
      }}
    >
      <PersonSelect
        label={words.owner}
        required
        autoFocus
        value={owner.id}
        onChange={(id, name) => setOwner({ id, name })}
        error={problem?.field('owner')}
      />
      <Textarea
        label={words.reason}
        required
        value={form.reason}
        onChange={(event) => set({ reason: event.currentTarget.value })}
        autosize
        minRows={2}
        error={problem?.field('reason')}
      />
      {dispute.touchpoint ? (
        <fieldset className={styles.apart}>
          <legend className="tiny muted">{words.next}</legend>
          <Checkbox
            label={words.nextHint(dispute.touchpoint.name)}
            checked={form.route}
            onChange={(event) => set({ route: event.currentTarget.checked })}
          />
          {form.route ? (
            <>
              {(
                [
                  ['rule', about.rule, words.onlyRule],
                  ['kind', about.kind, words.onlyKind],
                  ['source', about.source, words.onlySource],
                ] as const
              ).map(([name, key, label]) =>
                key ? (
                  <Checkbox
                    key={name}
                    label={label(key)}
                    checked={form[name]}
                    onChange={(event) => set({ [name]: event.currentTarget.checked })}
                  />
                ) : null,
              )}
              <TextInput
                type="date"
                label={words.review}
                min={addDays(today, 1)}
                value={form.reviewOn}
                onChange={(event) => set({ reviewOn: event.currentTarget.value })}
                error={problem?.field('reviewOn')}
              />
            </>
          ) : null}
        </fieldset>
      ) : null}
      <fieldset className={styles.apart}>
        <legend className="tiny muted">{words.attribution}</legend>
        <div className={styles.pair}>
          <NativeSelect
            label={words.causedBy}
            data={parties}
            value={form.causedBy}
            onChange={(event) => set({ causedBy: event.currentTarget.value })}
          />
          <NativeSelect
            label={words.caughtBy}
            data={parties}
            value={form.caughtBy}
            onChange={(event) => set({ caughtBy: event.currentTarget.value })}
          />
        </div>
        <SegmentedControl
          fullWidth
          orientation="vertical"
          aria-label={words.cause}
          value={form.cause}
          onChange={(cause) => set({ cause })}
          data={Object.entries(words.causes).map(([value, label]) => ({ value, label }))}
        />
      </fieldset>
      {problem && problem.errors.length === 0 ? <Alert role="alert">{problem.detail}</Alert> : null}
      <Button
        type="submit"
        variant="filled"
        loading={rule.isPending}
        disabled={!owner.id || form.reason.trim().length < 3}
      >
        {words.ruleIt}
      </Button>
    </form>
  );
}
