import { Button, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { units } from '../../../close/complaints/names.ts';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/useApi.ts';
import { useChange } from '../../api/useChange.ts';
import { SidePanel } from '../../parts/Panel.tsx';
import type { Regime } from '../complaints/complaints.ts';
import type { Calendar } from './calendar.ts';
import { useComplaintRuleWords } from './complaintRules.messages.ts';
import styles from './Settings.module.css';

type Name = 'acknowledge' | 'answer' | 'extended';

/** One rule: its periods, whose working days they are, and where a customer may go next. */
export function ComplaintRuleForm({ rule, close }: { rule: Regime | undefined; close: () => void }) {
  const words = useComplaintRuleWords();
  const calendars = (useApi<{ items: Calendar[] }>(['calendars'], '/calendars').data?.items ?? []).filter(
    ({ id, archivedAt }) => archivedAt === null || id === rule?.calendarId,
  );
  const [form, setForm] = useState({
    key: rule?.key ?? '',
    name: rule?.name ?? '',
    rule: rule?.rule ?? '',
    jurisdiction: rule?.jurisdiction ?? '',
    calendarId: rule?.calendarId ?? '',
    en: rule?.nextStep.en ?? '',
    de: rule?.nextStep.de ?? '',
  });
  const [pausable, setPausable] = useState(rule?.pausable ?? false);
  const [periods, setPeriods] = useState(() => ({
    acknowledge: asText(rule?.acknowledge ?? { n: 5, unit: 'working_days' }),
    answer: asText(rule?.answer ?? { n: 15, unit: 'working_days' }),
    extended: asText(rule?.extended ?? null),
  }));
  const set = (name: keyof typeof form) => (event: { currentTarget: { value: string } }) => {
    const { value } = event.currentTarget;
    setForm((before) => ({ ...before, [name]: value }));
  };
  const save = useChange<void, Regime>({
    call: () => {
      const { en, de, calendarId, ...rest } = form;
      const of = (name: Name) =>
        periods[name].n === '' ? null : { n: Number(periods[name].n), unit: periods[name].unit };
      const body = {
        ...rest,
        calendarId: calendarId || null,
        pausable,
        acknowledge: of('acknowledge'),
        answer: of('answer'),
        extended: of('extended'),
        nextStep: { en, de },
      };
      return rule ? api.put(`/complaint-rules/${rule.id}`, body) : api.post('/complaint-rules', body);
    },
    touches: [['complaint-rules']],
    said: (kept) => words.saved(kept.name),
    quiet: true,
    after: close,
  });
  const field = (name: 'key' | 'name' | 'rule' | 'jurisdiction', description?: string) => (
    <TextInput
      label={words[name]}
      description={description}
      required
      disabled={name === 'key' && rule !== undefined}
      value={form[name]}
      onChange={set(name)}
      error={save.error?.field(name)}
    />
  );
  const period = (name: Name, description?: string) => (
    <div className={styles.telling}>
      <TextInput
        type="number"
        label={words[name]}
        description={description}
        value={periods[name].n}
        onChange={(event) => {
          const { value } = event.currentTarget;
          setPeriods((before) => ({ ...before, [name]: { ...before[name], n: value } }));
        }}
        error={save.error?.field(name) ?? save.error?.field(`${name}.n`)}
      />
      <NativeSelect
        aria-label={words[name]}
        value={periods[name].unit}
        onChange={(event) => {
          const { value } = event.currentTarget;
          setPeriods((before) => ({ ...before, [name]: { ...before[name], unit: value } }));
        }}
        data={units.map((value) => ({ value, label: words.units[value] }))}
      />
    </div>
  );
  return (
    <SidePanel open close={close} title={rule ? words.change(rule.name) : words.add} size="md">
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        {field('name')}
        {field('key', words.keyHint)}
        {field('rule')}
        {field('jurisdiction')}
        {period('acknowledge')}
        {period('answer')}
        {period('extended', words.extendedHint)}
        <NativeSelect
          label={words.calendar}
          value={form.calendarId}
          onChange={set('calendarId')}
          data={[
            { value: '', label: words.usual },
            ...calendars.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <Checkbox
          label={words.pausable}
          checked={pausable}
          onChange={(event) => setPausable(event.currentTarget.checked)}
        />
        {(['en', 'de'] as const).map((language) => (
          <Textarea
            key={language}
            label={words.next[language]}
            required
            autosize
            minRows={3}
            maxRows={8}
            value={form[language]}
            onChange={set(language)}
            error={save.error?.field(`nextStep.${language}`)}
          />
        ))}
        {save.error ? <p role="alert">{save.error.detail}</p> : null}
        <Button type="submit" variant="filled" loading={save.isPending}>
          {words.save}
        </Button>
      </form>
    </SidePanel>
  );
}

function asText(period: { n: number; unit: string } | null): { n: string; unit: string } {
  return period ? { n: String(period.n), unit: period.unit } : { n: '', unit: 'working_days' };
}
