import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type ClockName, clockNames } from '../../../close/clocks/names.ts';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/useApi.ts';
import { useChange } from '../../api/useChange.ts';
import { Dialog } from '../../parts/Panel.tsx';
import type { Terms } from './CaseTerms.tsx';
import type { Calendar } from './calendar.ts';
import styles from './Settings.module.css';
import { useTermsWords } from './terms.messages.ts';

type Hours = Record<ClockName, string>;

interface Props {
  terms: Terms | undefined;
  taken: Terms[];
  close: () => void;
}

const inHours = (minutes: Terms['normal']): Hours => ({
  acknowledge: String(minutes.acknowledge / 60),
  act: String(minutes.act / 60),
  tell: String(minutes.tell / 60),
});
const inMinutes = (hours: Hours) =>
  Object.fromEntries(clockNames.map((name) => [name, Math.round(Number(hours[name]) * 60)]));

/** A team's promise: three times, usually and when it is urgent, in whose hours. */
export function TermsForm({ terms, taken, close }: Props) {
  const words = useTermsWords();
  const departments = (
    useApi<{ items: { id: string; name: string }[] }>(['departments'], '/departments').data?.items ?? []
  ).filter(({ id }) => !taken.some(({ departmentId }) => departmentId === id));
  const calendars = (useApi<{ items: Calendar[] }>(['calendars'], '/calendars').data?.items ?? []).filter(
    ({ id, archivedAt }) => archivedAt === null || id === terms?.calendarId,
  );
  // A team begins with what everybody promises.
  const start = (terms ?? taken.find(({ departmentId }) => departmentId === null) ?? taken[0]) as Terms;
  const [department, setDepartment] = useState('');
  const [calendar, setCalendar] = useState(terms?.calendarId ?? '');
  const [normal, setNormal] = useState(() => inHours(start.normal));
  const [urgent, setUrgent] = useState(() => inHours(start.urgent));
  const [warnAt, setWarnAt] = useState(String(start.warnAt));
  const departmentId = terms ? terms.departmentId : department || departments[0]?.id || null;
  const name =
    terms?.departmentName ?? departments.find(({ id }) => id === departmentId)?.name ?? words.everybody;
  const save = useChange<void, unknown>({
    call: () =>
      api.put('/case-terms', {
        departmentId,
        calendarId: calendar || null,
        normal: inMinutes(normal),
        urgent: inMinutes(urgent),
        warnAt: Number(warnAt),
      }),
    touches: [['case-terms'], ['calendars']],
    said: () => words.saved(name),
    quiet: true,
    after: close,
  });
  const times = (kind: 'normal' | 'urgent', hours: Hours, set: (hours: Hours) => void) => (
    <fieldset className={styles.times}>
      <legend>{words[kind]}</legend>
      {clockNames.map((clock) => (
        <TextInput
          key={clock}
          type="number"
          min={0.02}
          max={8784}
          step="any"
          required
          label={words.clocks[clock]}
          value={hours[clock]}
          onChange={(event) => set({ ...hours, [clock]: event.currentTarget.value })}
        />
      ))}
    </fieldset>
  );
  if (!terms && departments.length === 0) {
    return (
      <Dialog open close={close} title={words.add}>
        <p>{words.none}</p>
      </Dialog>
    );
  }
  return (
    <Dialog open close={close} title={terms ? words.change(name) : words.add} size="lg">
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        {terms ? null : (
          <NativeSelect
            label={words.team}
            value={departmentId ?? ''}
            onChange={(event) => setDepartment(event.currentTarget.value)}
            data={departments.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        <p className="tiny muted">{words.hint}</p>
        {times('normal', normal, setNormal)}
        {times('urgent', urgent, setUrgent)}
        <NativeSelect
          label={words.calendar}
          value={calendar}
          onChange={(event) => setCalendar(event.currentTarget.value)}
          data={[
            { value: '', label: words.around },
            ...calendars.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <TextInput
          type="number"
          min={10}
          max={99}
          required
          label={words.warn}
          value={warnAt}
          onChange={(event) => setWarnAt(event.currentTarget.value)}
        />
        {save.error ? (
          <div role="alert" className={styles.alert}>
            {save.error.errors.map(({ message }) => message).join(' ') || save.error.detail}
          </div>
        ) : null}
        <Button type="submit" variant="filled" loading={save.isPending}>
          {words.save}
        </Button>
      </form>
    </Dialog>
  );
}
