import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useChange } from '../../api/useChange.ts';
import { Card } from '../../parts/Card.tsx';
import { useNarrow } from '../../parts/useNarrow.ts';
import { useMetrics } from '../measures/measures.ts';
import { keyFrom } from '../sources/keyFrom.ts';
import { SourceChoice } from '../sources/SourceChoice.tsx';
import styles from '../sources/Sources.module.css';
import { blank, type Draft, fromMailbox, serverOf, toInput } from './draft.ts';
import type { Mailbox, Tried } from './mailboxes.ts';
import { useMailboxWords } from './messages.ts';
import { RuleFields } from './RuleFields.tsx';
import { ServerFields } from './ServerFields.tsx';

interface Props {
  /** Absent: a new one. */
  mailbox: Mailbox | undefined;
  close: (id?: string) => void;
}

/** Where the mail lies or arrives, whether it can be reached, and what becomes of it. */
export function MailboxForm({ mailbox, close }: Props) {
  const all = useMailboxWords();
  const words = all.form;
  const narrow = useNarrow();
  const metrics = (useMetrics().data?.items ?? []).filter((one) => one.takenFrom === 'response');
  const [given, setDraft] = useState<Draft>(() => (mailbox ? fromMailbox(mailbox) : blank));
  const [source, setSource] = useState({ key: mailbox?.source ?? '', name: '' });
  const set = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  // Words without a score belong beside satisfaction, where there is such a metric.
  const usual = metrics.find((one) => one.kind === 'csat') ?? metrics[0];
  const draft = { ...given, metric: given.metric || (usual?.key ?? '') };
  const ca = mailbox && 'ca' in mailbox.settings ? mailbox.settings.ca : undefined;
  const tried = useChange<void, Tried>({
    call: () =>
      api.post<Tried>('/mailboxes/try', {
        settings: serverOf(draft, ca),
        ...(draft.password ? { password: draft.password } : {}),
        ...(mailbox ? { mailbox: mailbox.id } : {}),
      }),
    quiet: true,
  });
  const save = useChange<void, Mailbox>({
    call: async () => {
      const key = source.key || (await newSource(source.name.trim()));
      // Should the mailbox be refused now, the source is there the next time.
      if (!source.key) setSource({ key, name: '' });
      const body = toInput(draft, { source: key, ca });
      return mailbox
        ? api.put<Mailbox>(`/mailboxes/${mailbox.id}`, body)
        : api.post<Mailbox>('/mailboxes', body);
    },
    touches: [['mailboxes'], ['sources']],
    quiet: true,
    after: ({ id }) => close(id),
  });
  const imap = draft.way === 'imap';
  const complete =
    draft.name.trim() &&
    draft.metric &&
    (source.key || source.name.trim()) &&
    (imap ? draft.host && draft.user : draft.addresses);
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Card title={mailbox ? all.changeOf(mailbox.name) : all.add}>
        {mailbox ? null : (
          <SegmentedControl
            aria-label={words.way}
            mb="md"
            value={draft.way}
            onChange={(way) => set({ way: way as Draft['way'] })}
            data={(['imap', 'smtp'] as const).map((value) => ({ value, label: words.ways[value] }))}
            orientation={narrow ? 'vertical' : 'horizontal'}
          />
        )}
        <div className={styles.choices}>
          <TextInput
            label={words.name}
            required
            maxLength={200}
            value={draft.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
          <SourceChoice chosen={source} choose={setSource} mayAdd />
          <TextInput
            label={words.addresses}
            description={imap ? words.addressesImap : words.addressesSmtp}
            required={!imap || draft.replies}
            placeholder="feedback@example.com"
            value={draft.addresses}
            error={save.error?.field('settings.addresses')}
            onChange={(event) => set({ addresses: event.currentTarget.value })}
          />
        </div>
      </Card>
      {imap ? <ServerFields draft={draft} set={set} stored={mailbox !== undefined} tried={tried} /> : null}
      <RuleFields draft={draft} set={set} metrics={metrics} />
      {save.error ? (
        <p role="alert" className={styles.error}>
          {save.error.detail}
        </p>
      ) : null}
      <div className="row">
        <Button type="submit" variant="filled" loading={save.isPending} disabled={!complete}>
          {mailbox ? words.saveChange : words.save}
        </Button>
        <Button onClick={() => close()}>{all.cancel}</Button>
      </div>
    </form>
  );
}

async function newSource(name: string): Promise<string> {
  const key = keyFrom(name);
  await api.post('/sources', { key, name, kind: 'feedback' });
  return key;
}
