import { Button, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useMe } from '../../api/me.ts';
import { useChange } from '../../api/useChange.ts';
import { Dialog } from '../../parts/Panel.tsx';
import { type Calendar, dayOf, dayText, holidaysOf } from './calendar.ts';
import styles from './Settings.module.css';
import { useCalendarWords } from './terms.messages.ts';

const usual = ['09:00–17:00', '09:00–17:00', '09:00–17:00', '09:00–17:00', '09:00–17:00', '', ''];

/** A week as it is spoken, and the days on which nobody works. */
export function CalendarForm({ calendar, close }: { calendar: Calendar | undefined; close: () => void }) {
  const words = useCalendarWords();
  const { organisation } = useMe();
  const [name, setName] = useState(calendar?.name ?? '');
  const [timezone, setTimezone] = useState(calendar?.hours.timezone ?? organisation.timezone);
  const [week, setWeek] = useState(() => calendar?.hours.week.map(dayText) ?? usual);
  const [holidays, setHolidays] = useState(calendar?.hours.holidays.join('\n') ?? '');
  const days = week.map(dayOf);
  const free = holidaysOf(holidays);
  const save = useChange<void, Calendar>({
    call: () => {
      const body = { name, hours: { timezone, week: days, holidays: free.days } };
      return calendar
        ? api.put<Calendar>(`/calendars/${calendar.id}`, body)
        : api.post<Calendar>('/calendars', body);
    },
    touches: [['calendars'], ['case-terms'], ['cases']],
    said: (kept) => words.saved(kept.name),
    quiet: true,
    after: close,
  });
  return (
    <Dialog open close={close} title={calendar ? words.change(calendar.name) : words.add} size="lg">
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
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={save.error?.field('name')}
        />
        <TextInput
          label={words.timezone}
          required
          value={timezone}
          onChange={(event) => setTimezone(event.currentTarget.value)}
          error={save.error?.field('hours.timezone')}
        />
        <div className={styles.week}>
          {words.week.map((day, at) => (
            <TextInput
              key={day}
              label={day}
              value={week[at]}
              onChange={(event) => {
                const text = event.currentTarget.value;
                setWeek((before) => before.map((old, i) => (i === at ? text : old)));
              }}
              error={days[at] ? undefined : words.wrong(day)}
            />
          ))}
        </div>
        <p className="tiny muted">{words.weekHint}</p>
        <Textarea
          label={words.holidays}
          description={words.holidaysHint}
          autosize
          minRows={2}
          maxRows={8}
          value={holidays}
          onChange={(event) => setHolidays(event.currentTarget.value)}
          error={free.wrong ? words.wrongDay(free.wrong) : undefined}
        />
        {save.error && save.error.errors.length === 0 ? <div role="alert">{save.error.detail}</div> : null}
        <Button
          type="submit"
          variant="filled"
          loading={save.isPending}
          disabled={days.includes(undefined) || free.wrong !== undefined}
        >
          {words.save}
        </Button>
      </form>
    </Dialog>
  );
}
