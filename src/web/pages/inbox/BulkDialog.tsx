import { Autocomplete, Button, Checkbox, NativeSelect, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { waitedFor } from '../../../close/clocks/names.ts';
import { useApi } from '../../api/useApi.ts';
import { languages, useLanguage } from '../../i18n/language.ts';
import { Dialog } from '../../parts/Panel.tsx';
import { PersonSelect } from '../../parts/PersonSelect.tsx';
import { useBulkWords } from './bulk.messages.ts';
import type { Deed, useBegin } from './bulk.ts';
import styles from './Case.module.css';
import { useClockWords } from './clocks.messages.ts';
import { inTwoDays } from './inTwoDays.ts';

export type Formed = 'hand_over' | 'tag' | 'note' | 'action' | 'pause' | 'tell' | 'waive';

/** What a deed on many cases needs to be told. */
export function BulkDialog({
  form,
  how,
  begin,
  close,
}: {
  form: Formed;
  how: string;
  begin: ReturnType<typeof useBegin>;
  close: () => void;
}) {
  const words = useBulkWords();
  const clocks = useClockWords();
  const language = useLanguage();
  const tags = useApi<{ items: { name: string }[] }>(['tags'], '/case-tags', { when: form === 'tag' });
  const [to, setTo] = useState<string | null>(null);
  const [subject, setSubject] = useState('');
  const [text, setText] = useState(form === 'tell' ? words.name : '');
  const [spoken, setSpoken] = useState<string>(language);
  const [closing, setClosing] = useState(false);
  const [waitsFor, setWaitsFor] = useState<(typeof waitedFor)[number]>('customer');
  const [until, setUntil] = useState(inTwoDays);
  const deeds: Record<Formed, Deed | null> = {
    hand_over: to && text.trim().length > 2 ? { do: 'hand_over', to, reason: text } : null,
    tag: text.trim() ? { do: 'tag', name: text.trim() } : null,
    note: text.trim() ? { do: 'note', text } : null,
    action: text.trim() ? { do: 'action', text } : null,
    pause:
      text.trim().length > 2 && until
        ? { do: 'pause', waitsFor, until: new Date(until).toISOString(), reason: text }
        : null,
    tell:
      subject.trim() && text.trim()
        ? { do: 'tell', subject, body: text, language: spoken, close: closing }
        : null,
    waive: text.trim().length > 4 ? { do: 'waive', waiver: text } : null,
  };
  const deed = deeds[form];
  const label = {
    hand_over: words.why,
    tag: words.tag,
    note: words.note,
    action: words.action,
    pause: clocks.why,
    tell: words.body,
    waive: words.waiver,
  };
  return (
    <Dialog open close={close} title={`${words.deeds[form].replace(/ …$/, '')} · ${how}`}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (deed) begin.mutate(deed);
        }}
      >
        {form === 'hand_over' ? (
          <PersonSelect
            label={words.to}
            description={words.offerHint}
            value={to}
            onChange={setTo}
            required
            autoFocus
          />
        ) : null}
        {form === 'tell' ? (
          <>
            <TextInput
              label={words.subject}
              value={subject}
              onChange={(event) => setSubject(event.currentTarget.value)}
              data-autofocus
            />
            <Select
              label={words.language}
              data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
              value={spoken}
              onChange={(value) => setSpoken(value ?? language)}
              allowDeselect={false}
            />
          </>
        ) : null}
        {form === 'pause' ? (
          <>
            <NativeSelect
              label={clocks.pauseTitle}
              value={waitsFor}
              onChange={(event) => setWaitsFor(event.currentTarget.value as (typeof waitedFor)[number])}
              data={waitedFor.map((value) => ({ value, label: clocks.waitsFor[value] }))}
              data-autofocus
            />
            <TextInput
              type="datetime-local"
              label={clocks.until}
              description={clocks.untilHint}
              required
              value={until}
              onChange={(event) => setUntil(event.currentTarget.value)}
            />
          </>
        ) : null}
        {form === 'tag' ? (
          <Autocomplete
            label={words.tag}
            maxLength={40}
            data={(tags.data?.items ?? []).map(({ name }) => name)}
            value={text}
            onChange={setText}
            data-autofocus
            error={begin.error?.detail}
          />
        ) : (
          <Textarea
            label={label[form]}
            required={form === 'pause'}
            description={form === 'tell' ? words.bodyHint : undefined}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            autosize
            minRows={form === 'tell' ? 6 : 2}
            data-autofocus={form === 'note' || form === 'action' || form === 'waive' ? true : undefined}
            error={begin.error?.detail}
          />
        )}
        {form === 'tell' ? (
          <Checkbox
            label={words.close}
            checked={closing}
            onChange={(event) => setClosing(event.currentTarget.checked)}
          />
        ) : null}
        <div className={styles.end}>
          <Button variant="subtle" onClick={close}>
            {words.cancel}
          </Button>
          <Button type="submit" variant="filled" disabled={!deed} loading={begin.isPending}>
            {words.deeds[form].replace(/ …$/, '')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
