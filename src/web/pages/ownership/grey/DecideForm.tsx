import { Alert, Button, Checkbox, NativeSelect, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../../api/api.ts';
import { useOrganisation } from '../../../api/me.ts';
import { useChange } from '../../../api/useChange.ts';
import { PersonSelect } from '../../../parts/PersonSelect.tsx';
import { addDays, dayOf } from '../../../parts/period.ts';
import { useThings } from '../useThings.ts';
import styles from './Grey.module.css';
import { type GreyArea, touchedByGrey } from './grey.ts';
import { useGreyWords } from './messages.ts';

/** Whose it is from today on, why it was unclear, and whether cases go there by themselves. */
export function DecideForm({ area, path, done }: { area: GreyArea; path: string; done: () => void }) {
  const words = useGreyWords();
  const { timezone } = useOrganisation();
  const today = dayOf(new Date(), timezone);
  const [form, setForm] = useState({
    accountable: null as string | null,
    responsible: null as string | null,
    cause: 'unclear_responsibility',
    reason: '',
    touchpoint: '',
    route: false,
    reviewOn: addDays(today, 183),
  });
  const set = (part: Partial<typeof form>) => setForm((before) => ({ ...before, ...part }));
  const touchpoints = useThings().filter((one) => one.kind === 'touchpoint');
  const decide = useChange({
    call: () => {
      const { route, reviewOn, touchpoint, ...rest } = form;
      return api.post(`${path}/decision`, {
        ...rest,
        touchpoint: touchpoint || null,
        route: route ? { reviewOn } : null,
      });
    },
    touches: touchedByGrey,
    said: words.decided,
    after: done,
    quiet: true,
  });
  const problem = decide.error;
  const empty = area.seat !== null && area.seat.person === null;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        decide.mutate();
      }}
    >
      {area.seam ? (
        <NativeSelect
          label={words.touchpoint}
          value={form.touchpoint}
          onChange={(event) => set({ touchpoint: event.currentTarget.value })}
          data={[
            { value: '', label: '–' },
            ...touchpoints.map(({ key, name, where }) => ({ value: key, label: `${where} · ${name}` })),
          ]}
        />
      ) : null}
      <PersonSelect
        label={words.accountable}
        required={empty}
        autoFocus
        value={form.accountable}
        onChange={(accountable) => set({ accountable })}
        error={problem?.field('accountable')}
      />
      <PersonSelect
        label={words.responsible}
        value={form.responsible}
        onChange={(responsible) => set({ responsible })}
        error={problem?.field('responsible')}
      />
      <SegmentedControl
        fullWidth
        aria-label={words.cause}
        orientation="vertical"
        value={form.cause}
        onChange={(cause) => set({ cause })}
        data={Object.entries(words.causeChoice).map(([value, label]) => ({ value, label }))}
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
      <Checkbox
        label={words.route}
        checked={form.route}
        disabled={!form.accountable && !form.responsible}
        onChange={(event) => set({ route: event.currentTarget.checked })}
      />
      {form.route ? (
        <TextInput
          type="date"
          label={words.review}
          min={addDays(today, 1)}
          value={form.reviewOn}
          onChange={(event) => set({ reviewOn: event.currentTarget.value })}
          error={problem?.field('reviewOn')}
        />
      ) : null}
      {problem && problem.errors.length === 0 ? <Alert role="alert">{problem.detail}</Alert> : null}
      <div className="row">
        <Button
          type="submit"
          variant="filled"
          loading={decide.isPending}
          disabled={form.reason.trim().length < 3 || (empty && !form.accountable)}
        >
          {words.decideIt}
        </Button>
        <Button variant="subtle" onClick={done}>
          {words.cancel}
        </Button>
      </div>
    </form>
  );
}
