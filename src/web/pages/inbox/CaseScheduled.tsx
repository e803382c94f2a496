import { Button, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api, apiPath } from '../../api/api.ts';
import { useMay } from '../../api/me.ts';
import { useChange } from '../../api/useChange.ts';
import { useFormat } from '../../i18n/format.ts';
import { Face } from '../../parts/Face.tsx';
import styles from './Case.module.css';
import { useCaseWords } from './case.messages.ts';
import { touchedByCase } from './cases.ts';
import { type Scheduled, useScheduled } from './scheduled.ts';
import { useTellingWords } from './telling.messages.ts';

/** The message that waits for its time: until then it can be changed or dropped; held back, it asks. */
export function CaseScheduled({ caseId }: { caseId: string }) {
  const waits = useScheduled(caseId).data?.items[0];
  return waits ? <Waiting key={waits.id} caseId={caseId} waits={waits} /> : null;
}

type Changes = Partial<Pick<Scheduled, 'subject' | 'body' | 'at'>>;

function Waiting({ caseId, waits }: { caseId: string; waits: Scheduled }) {
  const words = useCaseWords();
  const say = useTellingWords();
  const format = useFormat();
  const may = useMay('case:work');
  const [editing, setEditing] = useState(false);
  const [form, setForm] = useState({ subject: waits.subject, body: waits.body, at: waits.at });
  const path = `/cases/${caseId}/scheduled/${waits.id}`;
  const change = useChange<Changes, unknown>({
    call: (input) => api.patch(path, input),
    touches: touchedByCase,
    said: (_, input) => (Object.keys(input).length === 0 ? say.released : say.saved),
    after: () => setEditing(false),
    quiet: editing,
  });
  const drop = useChange<void, unknown>({
    call: () => api.del(path),
    touches: touchedByCase,
    said: say.dropped,
  });
  const set = (name: keyof typeof form) => (event: { currentTarget: { value: string } }) => {
    const { value } = event.currentTarget;
    setForm((before) => ({ ...before, [name]: value }));
  };
  const day = format.date(waits.at.slice(0, 10));
  const title = waits.held
    ? say.isHeld
    : waits.channel === 'letter'
      ? say.letterWaits(day)
      : say.waits(`${day}, ${waits.at.slice(11)}`, waits.zone);
  return (
    <section aria-label={title} className={styles.scheduled} data-held={waits.held ? '' : undefined}>
      <div className={styles.scheduledHead}>
        <Face person={waits.by} size="s" />
        <div>
          <b>{title}</b>
          {waits.held ? <div>{say.held[waits.held]}</div> : null}
          <div className="tiny muted">
            {[say.writtenBy(waits.by.name), waits.close ? say.closes : null].filter(Boolean).join(' · ')}
          </div>
        </div>
      </div>
      {editing ? (
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            change.mutate({
              subject: form.subject,
              body: form.body,
              ...(form.at === waits.at ? {} : { at: form.at.slice(0, 16) }),
            });
          }}
        >
          <TextInput
            type="datetime-local"
            label={say.at}
            description={say.atHint(waits.zone)}
            value={form.at}
            onChange={set('at')}
            error={change.error?.field('at')}
          />
          <TextInput label={words.subject} value={form.subject} onChange={set('subject')} />
          <Textarea
            label={words.body}
            value={form.body}
            onChange={set('body')}
            autosize
            minRows={6}
            maxRows={20}
            error={change.error && (change.error.field('body') ?? change.error.detail)}
          />
          <div className={styles.end}>
            <Button variant="subtle" onClick={() => setEditing(false)}>
              {words.cancel}
            </Button>
            <Button type="submit" variant="filled" loading={change.isPending}>
              {say.save}
            </Button>
          </div>
        </form>
      ) : (
        <details>
          <summary>{waits.subject}</summary>
          <p className={styles.scheduledBody}>{waits.body}</p>
        </details>
      )}
      {may && !editing ? (
        <div className="row">
          {waits.held ? (
            <Button
              size="compact-sm"
              variant="filled"
              onClick={() => change.mutate({})}
              loading={change.isPending}
            >
              {say.sendAnyway}
            </Button>
          ) : null}
          <Button size="compact-sm" onClick={() => setEditing(true)}>
            {say.change}
          </Button>
          <Button size="compact-sm" onClick={() => drop.mutate()} loading={drop.isPending}>
            {say.drop}
          </Button>
          {waits.channel === 'letter' ? (
            <a href={apiPath(`/cases/${caseId}/letters/${waits.id}`)} target="_blank" rel="noreferrer">
              {say.printLater}
            </a>
          ) : null}
        </div>
      ) : null}
    </section>
  );
}
