import { Button, Popover, TextInput } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import { useState } from 'react';
import { useFormat } from '../i18n/format.ts';
import { messages } from '../i18n/messages.ts';
import styles from './PeriodPicker.module.css';
import { type Preset, presets } from './period.ts';
import { usePeriod } from './usePeriod.ts';

const useWords = messages({
  en: {
    label: 'Period',
    presets: { '30d': 'Last 30 days', '90d': 'Last 90 days', '12m': 'Last 12 months' },
    from: 'From',
    to: 'Until',
    show: 'Show these days',
  },
  de: {
    label: 'Zeitraum',
    presets: { '30d': 'Letzte 30 Tage', '90d': 'Letzte 90 Tage', '12m': 'Letzte 12 Monate' },
    from: 'Von',
    to: 'Bis',
    show: 'Diese Tage zeigen',
  },
});

/** Last 30 days, 90 days, 12 months, or any days. What is chosen stands in the address (`usePeriod`). */
export function PeriodPicker({ fallback = '90d' }: { fallback?: Preset }) {
  const words = useWords();
  const format = useFormat();
  const [period, choose] = usePeriod(fallback);
  const [open, setOpen] = useState(false);
  const [own, setOwn] = useState({ from: period.from, to: period.to });
  const preset = presets.find((one) => one === period.key);
  const said = preset ? words.presets[preset] : `${format.day(period.from)} – ${format.date(period.to)}`;
  const pick = (key: string) => {
    choose(key);
    setOpen(false);
  };
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus shadow="md" radius="lg">
      <Popover.Target>
        <Button
          leftSection={<IconCalendar size={15} stroke={1.6} aria-hidden />}
          onClick={() => {
            setOwn({ from: period.from, to: period.to });
            setOpen(!open);
          }}
        >
          <span className="only-heard">{words.label}: </span>
          {said}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={styles.choices}>
          {presets.map((key) => (
            <button key={key} type="button" aria-pressed={key === period.key} onClick={() => pick(key)}>
              {words.presets[key]}
            </button>
          ))}
        </div>
        <form
          className={styles.own}
          onSubmit={(event) => {
            event.preventDefault();
            pick(`${own.from}~${own.to}`);
          }}
        >
          <TextInput
            type="date"
            label={words.from}
            required
            withAsterisk={false}
            max={own.to}
            value={own.from}
            onChange={(event) => setOwn({ ...own, from: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            label={words.to}
            required
            withAsterisk={false}
            min={own.from}
            value={own.to}
            onChange={(event) => setOwn({ ...own, to: event.currentTarget.value })}
          />
          <Button type="submit">{words.show}</Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
