import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../../api/api.ts';
import { useChange } from '../../../api/useChange.ts';
import { SidePanel } from '../../../parts/Panel.tsx';
import { dayOf, dayText, holidaysOf } from '../../settings/calendar.ts';
import styles from '../invite/Invite.module.css';
import { useContactWords } from './messages.ts';
import { type Rules, rulesTouched } from './rules.ts';

type Contacting = Rules['contacting'];

/** Consent, where it stands, and two weeks as they are spoken. */
export function ContactingForm({ contacting, close }: { contacting: Contacting; close: () => void }) {
  const words = useContactWords();
  const [consent, setConsent] = useState(contacting.consent);
  const [attributes, setAttributes] = useState({
    consent: contacting.consentAttribute ?? '',
    language: contacting.languageAttribute ?? '',
  });
  const [timezone, setTimezone] = useState(contacting.allowed.timezone);
  const [holidays, setHolidays] = useState(contacting.allowed.holidays.join('\n'));
  const [weeks, setWeeks] = useState({
    allowed: contacting.allowed.week.map(dayText),
    business: contacting.business.week.map(dayText),
  });
  const days = { allowed: weeks.allowed.map(dayOf), business: weeks.business.map(dayOf) };
  const free = holidaysOf(holidays);
  const save = useChange<void, unknown>({
    call: () =>
      api.put('/contact-rules', {
        consent,
        consentAttribute: attributes.consent || null,
        languageAttribute: attributes.language || null,
        allowed: { timezone, week: days.allowed, holidays: free.days },
        business: { timezone, week: days.business, holidays: free.days },
      }),
    touches: [...rulesTouched],
    said: words.saved,
    quiet: true,
    after: close,
  });
  const week = (kind: 'allowed' | 'business') => (
    <fieldset style={{ border: 0, margin: 0, padding: 0 }}>
      <legend>
        <b>{words[kind]}</b>
      </legend>
      <div className={styles.pair}>
        {words.week.map((day, at) => (
          <TextInput
            key={day}
            label={day}
            value={weeks[kind][at]}
            onChange={(event) => {
              const text = event.currentTarget.value;
              setWeeks((before) => ({
                ...before,
                [kind]: before[kind].map((old, i) => (i === at ? text : old)),
              }));
            }}
            error={days[kind][at] ? undefined : words.wrong(day)}
          />
        ))}
      </div>
    </fieldset>
  );
  const broken = [...days.allowed, ...days.business].includes(undefined) || free.wrong !== undefined;
  return (
    <SidePanel open close={close} title={words.contacting}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <NativeSelect
          label={words.consent}
          value={consent}
          onChange={(event) => setConsent(event.currentTarget.value as Contacting['consent'])}
          data={(['not_refused', 'required'] as const).map((value) => ({
            value,
            label: words.consents[value],
          }))}
        />
        <div className={styles.pair}>
          {(['consent', 'language'] as const).map((name) => (
            <TextInput
              key={name}
              label={words[`${name}Attribute`]}
              maxLength={60}
              value={attributes[name]}
              onChange={(event) => setAttributes({ ...attributes, [name]: event.currentTarget.value })}
            />
          ))}
        </div>
        {week('allowed')}
        {week('business')}
        <p className="tiny muted">{words.weekHint}</p>
        <TextInput
          label={words.timezone}
          required
          value={timezone}
          onChange={(event) => setTimezone(event.currentTarget.value)}
          error={save.error?.field('allowed.timezone')}
        />
        <Textarea
          label={words.holidays}
          autosize
          minRows={2}
          maxRows={8}
          value={holidays}
          onChange={(event) => setHolidays(event.currentTarget.value)}
          error={free.wrong}
        />
        {save.error && save.error.errors.length === 0 ? (
          <div role="alert" className={styles.alert}>
            {save.error.detail}
          </div>
        ) : null}
        <div>
          <Button type="submit" variant="filled" loading={save.isPending} disabled={broken}>
            {words.save}
          </Button>
        </div>
      </form>
    </SidePanel>
  );
}
