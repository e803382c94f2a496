import { Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useMay } from '../../api/me.ts';
import { useChange } from '../../api/useChange.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../parts/Card.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { ColumnRoles } from './ColumnRoles.tsx';
import { type Draft, fromMapping, type RowKind, toMapping } from './draft.ts';
import { useImportWords } from './import.messages.ts';
import { type Preview, usePreview } from './preview.ts';
import { Sample } from './Sample.tsx';
import { SourceChoice } from './SourceChoice.tsx';
import styles from './Sources.module.css';
import type { ImportRun, Source } from './sources.ts';

interface Props {
  uploadId: string;
  source: string | undefined;
  started: (runId: number) => void;
  again: () => void;
}

/** Says what the file's columns are, and shows at once what that makes of the rows. */
export function Wizard({ uploadId, source, started, again }: Props) {
  const suggested = usePreview(uploadId, undefined);
  return (
    <Loaded query={suggested}>
      {(first) => (
        <Mapped first={first} uploadId={uploadId} source={source} started={started} again={again} />
      )}
    </Loaded>
  );
}

function Mapped({ first, uploadId, source, started, again }: Props & { first: Preview }) {
  const words = useImportWords();
  const format = useFormat();
  const mayAdd = useMay('source:write');
  const columns = first.columns.map((column) => column.name);
  const [draft, setDraft] = useState<Draft>(() => fromMapping(first.mapping, columns));
  const [from, setFrom] = useState({ key: source ?? '', name: '' });
  const preview = usePreview(uploadId, toMapping(draft));
  const shown = preview.data ?? first;
  const start = useChange<void, ImportRun>({
    call: async () => {
      const key =
        from.key ||
        (
          await api.post<Source>('/sources', {
            key: keyFrom(from.name),
            name: from.name,
            kind: draft.row === 'answer' ? 'feedback' : 'operations',
          })
        ).key;
      return api.post<ImportRun>('/imports/start', { uploadId, source: key, mapping: toMapping(draft) });
    },
    touches: [['imports'], ['sources']],
    after: ({ runId }) => started(runId),
  });
  const before = first.importedBefore;
  const notes = [
    ...first.warnings,
    ...(before ? [words.before(format.ago(before.at), before.source ?? '')] : []),
  ];
  if (draft.row !== 'customer' && !Object.values(draft.columns).includes('id')) notes.push(words.noId);
  return (
    <>
      <Card title={first.fileName} aside={words.file(first.format, first.encoding, columns.length)}>
        {notes.map((note) => (
          <p key={note} className="muted">
            {note}
          </p>
        ))}
        <div className={styles.choices}>
          <SourceChoice chosen={from} choose={setFrom} mayAdd={mayAdd} />
          <div>
            <div id="row-is">{words.rowIs}</div>
            <SegmentedControl
              aria-labelledby="row-is"
              value={draft.row}
              onChange={(row) => setDraft({ ...draft, row: row as RowKind })}
              data={(['answer', 'event', 'customer'] as const).map((value) => ({
                value,
                label: words.rows[value],
              }))}
              orientation={matchMedia('(max-width: 760px)').matches ? 'vertical' : 'horizontal'}
            />
          </div>
          {draft.row === 'answer' ? (
            <NativeSelect
              label={words.metric}
              value={draft.metric}
              onChange={(event) => setDraft({ ...draft, metric: event.currentTarget.value })}
              data={first.metrics.map(({ key, name }) => ({ value: key, label: name }))}
            />
          ) : null}
          {draft.row === 'event' && !Object.values(draft.columns).includes('kind') ? (
            <TextInput
              label={words.kind}
              description={words.kindHint}
              value={draft.kind}
              maxLength={100}
              onChange={(event) => setDraft({ ...draft, kind: event.currentTarget.value })}
            />
          ) : null}
        </div>
      </Card>
      <Card title={words.columns} aside={words.columnsAside}>
        <ColumnRoles preview={first} draft={draft} change={setDraft} />
      </Card>
      <Sample preview={shown} problem={preview.error?.message} />
      <div className="row">
        <Button
          variant="filled"
          loading={start.isPending}
          disabled={preview.isError || !(from.key || (mayAdd && from.name.trim()))}
          onClick={() => start.mutate()}
        >
          {words.start}
        </Button>
        <Button onClick={again}>{words.another}</Button>
      </div>
    </>
  );
}

function keyFrom(name: string): string {
  const key = name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return key || 'source';
}
