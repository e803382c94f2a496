import { Alert, Button, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useMe } from '../../api/me.ts';
import { useChange } from '../../api/useChange.ts';
import { dayOf } from '../../parts/period.ts';
import styles from './Rounds.module.css';
import { useResultWords } from './result.messages.ts';
import { type ResultPlace, type Round, touched, useChoices } from './rounds.ts';

type Kind = 'assigned' | 'kept' | 'postponed';

/** What the meeting decided: somebody has it from now on, it stays, or somebody settles it by a day. */
export function DecideForm({ round, place }: { round: Round; place: ResultPlace }) {
  const { form: words } = useResultWords();
  const { person, organisation } = useMe();
  const today = dayOf(new Date(), organisation.timezone);
  const { people, departments } = useChoices();
  const empty = {
    kind: 'assigned' as Kind,
    role: 'A' as 'A' | 'R',
    who: null as string | null,
    from: today,
    owner: null as string | null,
    until: '',
    reason: '',
    decidedBy: person.id as string | null,
    decidedOn: today,
  };
  const [form, setForm] = useState(empty);
  const decide = useChange({
    call: () => {
      const { kind, role, who, from, owner, until, reason, decidedBy, decidedOn } = form;
      const department = departments.some((one) => one.value === who);
      return api.post(`/rounds/${round.id}/outcomes`, {
        touchpoint: place.key,
        kind,
        reason,
        decidedBy,
        decidedOn,
        ...(kind === 'assigned' ? { role, from, [department ? 'department' : 'person']: who } : {}),
        ...(kind === 'postponed' ? { until, owner } : {}),
      });
    },
    touches: touched,
    said: words.saved(place.name),
    quiet: true,
    after: () => setForm(empty),
  });
  const set = (part: Partial<typeof form>) => {
    if (decide.error) decide.reset();
    setForm((before) => ({ ...before, ...part }));
  };
  const { kind, role } = form;
  const person2 = role === 'A' ? people : [...departments, ...people];
  const ready = kind === 'kept' || (kind === 'assigned' ? form.who : form.owner && form.until);
  return (
    <form
      className={styles.fields}
      onSubmit={(event) => {
        event.preventDefault();
        decide.mutate();
      }}
    >
      <h3>{words.title}</h3>
      <SegmentedControl
        fullWidth
        aria-label={words.kind}
        value={kind}
        onChange={(value) => set({ kind: value as Kind })}
        data={(['assigned', 'kept', 'postponed'] as const).map((value) => ({
          value,
          label: words.kinds[value],
        }))}
      />
      {kind === 'assigned' ? (
        <>
          <SegmentedControl
            fullWidth
            aria-label={words.role}
            value={role}
            onChange={(value) => set({ role: value as 'A' | 'R', who: null })}
            data={(['A', 'R'] as const).map((value) => ({ value, label: words.roles[value] }))}
          />
          <div className={styles.days}>
            <Choice label={words.who} data={person2} value={form.who} onChange={(who) => set({ who })} />
            <Day label={words.from} value={form.from} onChange={(from) => set({ from })} />
          </div>
        </>
      ) : kind === 'postponed' ? (
        <div className={styles.days}>
          <Choice label={words.owner} data={people} value={form.owner} onChange={(owner) => set({ owner })} />
          <Day label={words.until} value={form.until} min={today} onChange={(until) => set({ until })} />
        </div>
      ) : null}
      <Textarea
        label={words.reason}
        required
        autosize
        minRows={2}
        maxLength={1000}
        value={form.reason}
        onChange={(event) => set({ reason: event.currentTarget.value })}
      />
      <div className={styles.days}>
        <Choice
          label={words.decidedBy}
          data={people}
          value={form.decidedBy}
          onChange={(decidedBy) => set({ decidedBy })}
        />
        <Day
          label={words.decidedOn}
          value={form.decidedOn}
          max={today}
          onChange={(decidedOn) => set({ decidedOn })}
        />
      </div>
      {decide.error ? <Alert role="alert">{decide.error.detail}</Alert> : null}
      <Button
        type="submit"
        variant="filled"
        disabled={!ready || !form.reason.trim()}
        loading={decide.isPending}
      >
        {words.save}
      </Button>
    </form>
  );
}

interface ChoiceProps {
  label: string;
  data: { value: string; label: string }[];
  value: string | null;
  onChange: (value: string | null) => void;
}

function Choice(props: ChoiceProps) {
  return <Select required searchable openOnFocus={false} limit={60} {...props} />;
}

interface DayProps {
  label: string;
  value: string;
  min?: string;
  max?: string;
  onChange: (day: string) => void;
}

function Day({ onChange, ...rest }: DayProps) {
  return (
    <TextInput type="date" required {...rest} onChange={(event) => onChange(event.currentTarget.value)} />
  );
}
