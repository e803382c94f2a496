import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { DraftPlan, FieldProps } from './draftPlan.ts';
import styles from './Invite.module.css';
import { useInviteWords } from './messages.ts';

/** What has a usual value: hours, priority, reminders, and the words of the mail. */
export function WordsFields({ draft, set, languages }: FieldProps & { languages: string[] }) {
  const words = useInviteWords();
  const number = (
    name: 'priority' | 'remindAfterDays' | 'expiresDays',
    label: string,
    [min, max]: [number, number],
  ) => (
    <TextInput
      type="number"
      min={min}
      max={max}
      required
      label={label}
      value={draft[name]}
      onChange={(event) => set({ [name]: event.currentTarget.value })}
    />
  );
  return (
    <details>
      <summary>{words.form.more}</summary>
      <div className="stack" style={{ marginTop: 12 }}>
        <div className={styles.pair}>
          <NativeSelect
            label={words.form.hours}
            value={draft.hours}
            onChange={(event) => set({ hours: event.currentTarget.value as DraftPlan['hours'] })}
            data={(['any', 'business'] as const).map((value) => ({
              value,
              label: words.form.hourNames[value],
            }))}
          />
          {number('expiresDays', words.form.expires, [1, 365])}
          <NativeSelect
            label={words.form.reminders}
            value={draft.reminders}
            onChange={(event) => set({ reminders: event.currentTarget.value })}
            data={['0', '1', '2']}
          />
          {draft.reminders === '0' ? null : number('remindAfterDays', words.form.afterDays, [1, 60])}
          {number('priority', words.form.priority, [0, 100])}
        </div>
        <p className="tiny muted">{words.form.priorityHint}</p>
        {languages.map((language) => (
          <div key={language} className="stack">
            <TextInput
              label={words.form.subject(language)}
              maxLength={200}
              value={draft.subject[language] ?? ''}
              onChange={(event) =>
                set({ subject: { ...draft.subject, [language]: event.currentTarget.value } })
              }
            />
            <Textarea
              label={words.form.body(language)}
              maxLength={4000}
              autosize
              minRows={3}
              maxRows={12}
              value={draft.body[language] ?? ''}
              onChange={(event) => set({ body: { ...draft.body, [language]: event.currentTarget.value } })}
            />
          </div>
        ))}
        <p className="tiny muted">{words.form.textHint}</p>
      </div>
    </details>
  );
}
