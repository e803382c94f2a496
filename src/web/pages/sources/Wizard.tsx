import { Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useMay } from '../../api/me.ts';
import { useChange } from '../../api/useChange.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../parts/Card.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { useNarrow } from '../../parts/useNarrow.ts';
import { useUrl } from '../../parts/useUrl.ts';
import { ColumnRoles } from './ColumnRoles.tsx';
import { CustomerChoice, objectTypesAsked } from './CustomerChoice.tsx';
import { type Draft, fromMapping, type RowKind, toMapping } from './draft.ts';
import { useImportWords } from './import.messages.ts';
import { keyFrom } from './keyFrom.ts';
import { type Preview, usePreview } from './preview.ts';
import { Recognised } from './Recognised.tsx';
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
  const [url, setUrl] = useUrl();
  const suggested = usePreview(uploadId, undefined, url.customer);
  const choose = (customer: string) => setUrl({ customer });
  const asked = objectTypesAsked(suggested.error);
  if (asked)
    return (
      <Card>
        <p>{suggested.error?.message}</p>
        <CustomerChoice types={asked} chosen="" choose={choose} />
      </Card>
    );
  return (
    <Loaded query={suggested}>
      {(first) => (
        <>
          {first.customer !== null ? (
            <Card>
              <CustomerChoice types={first.objectTypes} chosen={first.customer} choose={choose} />
            </Card>
          ) : null}
          <Mapped
            key={first.customer}
            first={first}
            uploadId={uploadId}
            source={source}
            started={started}
            again={again}
          />
        </>
      )}
    </Loaded>
  );
}

function Mapped({ first, uploadId, source, started, again }: Props & { first: Preview }) {
  const narrow = useNarrow();
  const words = useImportWords();
  const format = useFormat();
  const mayAdd = useMay('source:write');
  const columns = first.columns.map((column) => column.name);
  const [draft, setDraft] = useState<Draft>(() => fromMapping(first.mapping, columns));
  const [from, setFrom] = useState({ key: source ?? '', name: '' });
  const [asItIs, setAsItIs] = useState(first.recognised !== null);
  const mapping = asItIs ? first.mapping : toMapping(draft);
  const preview = usePreview(uploadId, mapping);
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
      return api.post<ImportRun>('/imports/start', { uploadId, source: key, mapping });
    },
    touches: [['imports'], ['sources']],
    after: ({ runId }) => started(runId),
  });
  const before = first.importedBefore;
  const notes = [
    ...first.warnings,
    ...(before ? [words.before(format.ago(before.at), before.source ?? '')] : []),
  ];
  if (!asItIs && draft.row !== 'customer' && !Object.values(draft.columns).includes('id'))
    notes.push(words.noId);
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
          {asItIs ? null : (
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
                orientation={narrow ? 'vertical' : 'horizontal'}
              />
            </div>
          )}
          {!asItIs && draft.row === 'answer' ? (
            <NativeSelect
              label={words.metric}
              value={draft.metric}
              onChange={(event) => setDraft({ ...draft, metric: event.currentTarget.value })}
              data={first.metrics.map(({ key, name }) => ({ value: key, label: name }))}
            />
          ) : null}
          {!asItIs && draft.row === 'event' && !Object.values(draft.columns).includes('kind') ? (
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
      {asItIs ? (
        <Recognised preview={first} myself={first.customer === null ? () => setAsItIs(false) : undefined} />
      ) : (
        <Card title={words.columns} aside={words.columnsAside}>
          <ColumnRoles preview={first} draft={draft} change={setDraft} />
        </Card>
      )}
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
