import { Button, NativeSelect, PasswordInput, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useChange } from '../../api/useChange.ts';
import { Card } from '../../parts/Card.tsx';
import { useNarrow } from '../../parts/useNarrow.ts';
import { ColumnRoles } from '../sources/ColumnRoles.tsx';
import { type Draft, fromMapping, type RowKind, toMapping } from '../sources/draft.ts';
import { useImportWords } from '../sources/import.messages.ts';
import type { Preview } from '../sources/preview.ts';
import { Sample } from '../sources/Sample.tsx';
import { SourceChoice } from '../sources/SourceChoice.tsx';
import styles from '../sources/Sources.module.css';
import { usePullWords } from './messages.ts';
import type { Pull } from './pulls.ts';

const blank = {
  kind: 'postgres' as Pull['kind'],
  name: '',
  host: '',
  port: '5432',
  database: '',
  user: '',
  password: '',
  tls: 'on' as Pull['settings']['tls'],
  query: '',
  watermark: '',
  every: '60',
};

/** Where the database is and what it is asked; then what its columns are, and what becomes of its rows. */
export function DatabaseForm({ close }: { close: () => void }) {
  const words = usePullWords();
  const importWords = useImportWords();
  const narrow = useNarrow();
  const [given, setGiven] = useState(blank);
  const [source, setSource] = useState({ key: '', name: '' });
  const [draft, setDraft] = useState<Draft>();
  const { kind, name, password, every, watermark, port, tls, ...at } = given;
  const settings = {
    host: at.host,
    database: at.database,
    user: at.user,
    query: at.query,
    tls,
    port: Number(port),
    watermark: watermark.trim() || null,
  };
  const look = useChange<Draft | undefined, Preview>({
    call: (mapped) =>
      api.post<Preview>('/pulls/preview', {
        kind,
        password,
        settings,
        ...(mapped ? { mapping: toMapping(mapped) } : {}),
      }),
    touches: [],
    after: (preview) =>
      setDraft(
        (was) =>
          was ??
          fromMapping(
            preview.mapping,
            preview.columns.map((column) => column.name),
          ),
      ),
  });
  const save = useChange<void, Pull>({
    call: () =>
      api.post<Pull>('/pulls', {
        kind,
        name,
        source: source.key,
        password,
        settings,
        everyMinutes: every.trim() ? Number(every) : null,
        mapping: toMapping(draft as Draft),
      }),
    touches: [['pulls'], ['sources']],
    after: close,
  });
  const field = (key: keyof typeof blank) => ({
    label: words[key as 'name'],
    value: given[key],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      // Another query has other columns.
      if (!['name', 'every', 'watermark'].includes(key)) setDraft(undefined);
      setGiven((was) => ({
        ...was,
        [key]: value,
        ...(key === 'kind' ? { port: value === 'mysql' ? '3306' : '5432' } : {}),
      }));
    },
  });
  const change = (next: Draft) => {
    setDraft(next);
    look.mutate(next);
  };
  return (
    <>
      <Card title={words.add}>
        <div className={styles.choices}>
          <TextInput {...field('name')} maxLength={200} />
          <NativeSelect
            {...field('kind')}
            data={[
              { value: 'postgres', label: 'PostgreSQL' },
              { value: 'mysql', label: 'MySQL, MariaDB' },
            ]}
          />
          <TextInput {...field('host')} />
          <TextInput {...field('port')} inputMode="numeric" />
          <TextInput {...field('database')} />
          <TextInput {...field('user')} autoComplete="off" />
          <PasswordInput
            {...field('password')}
            description={words.passwordHint}
            autoComplete="new-password"
          />
          <NativeSelect
            {...field('tls')}
            data={(['on', 'unverified', 'off'] as const).map((value) => ({
              value,
              label: words.tlsKinds[value],
            }))}
          />
          <SourceChoice chosen={source} choose={setSource} mayAdd={false} />
          <TextInput {...field('watermark')} description={words.watermarkHint} />
          <TextInput {...field('every')} description={words.everyHint} inputMode="numeric" />
        </div>
        <Textarea
          {...field('query')}
          my="md"
          description={words.queryHint}
          autosize
          minRows={4}
          spellCheck={false}
        />
        <div className="row">
          <Button
            variant="filled"
            loading={look.isPending}
            disabled={!(at.host && at.database && at.user && at.query)}
            onClick={() => look.mutate(draft)}
          >
            {words.look}
          </Button>
          <Button onClick={close}>{words.cancel}</Button>
        </div>
      </Card>
      {look.data && draft ? (
        <>
          <Card title={importWords.columns} aside={importWords.columnsAside}>
            <SegmentedControl
              aria-label={importWords.rowIs}
              value={draft.row}
              onChange={(row) => change({ ...draft, row: row as RowKind })}
              data={(['answer', 'event', 'customer'] as const).map((value) => ({
                value,
                label: importWords.rows[value],
              }))}
              orientation={narrow ? 'vertical' : 'horizontal'}
            />
            {draft.row === 'answer' ? (
              <NativeSelect
                label={importWords.metric}
                value={draft.metric}
                onChange={(event) => change({ ...draft, metric: event.currentTarget.value })}
                data={look.data.metrics.map((metric) => ({ value: metric.key, label: metric.name }))}
              />
            ) : null}
            <ColumnRoles preview={look.data} draft={draft} change={change} />
          </Card>
          <Sample preview={look.data} problem={undefined} />
          <div className="row">
            <Button
              variant="filled"
              loading={save.isPending}
              disabled={!name.trim() || !source.key}
              onClick={() => save.mutate()}
            >
              {words.save}
            </Button>
          </div>
        </>
      ) : null}
    </>
  );
}
