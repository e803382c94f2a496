import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useChange } from '../../api/useChange.ts';
import { Card } from '../../parts/Card.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { useImportWords } from './import.messages.ts';
import { useLogWords } from './log.messages.ts';
import styles from './Sources.module.css';
import type { ImportRun } from './sources.ts';

const roles = ['case', 'time', 'group', 'activity'] as const;
type Columns = Record<(typeof roles)[number], string | null>;

interface Preview {
  fileName: string;
  format: string;
  columns: { name: string; examples: string[] }[];
  suggested: Columns;
  warnings: string[];
  sample: { line: number; cells: (string | null)[] }[];
}

interface Props {
  uploadId: string;
  started: (runId: number) => void;
  again: () => void;
}

/** Says which columns of a hand-over history are the case, the time, the group and the state. */
export function LogWizard(props: Props) {
  const query = useQuery({
    queryKey: ['log-preview', props.uploadId],
    queryFn: () => api.post<Preview>('/event-logs/preview', { uploadId: props.uploadId }),
    staleTime: 60_000,
    retry: false,
  });
  return <Loaded query={query}>{(preview) => <Mapped preview={preview} {...props} />}</Loaded>;
}

function Mapped({ preview, uploadId, started, again }: Props & { preview: Preview }) {
  const words = useLogWords();
  const { another } = useImportWords();
  const xes = preview.format === 'xes';
  const [name, setName] = useState(preview.fileName.replace(/\.\w+(\.gz)?$/i, ''));
  const [columns, setColumns] = useState(preview.suggested);
  const start = useChange<void, ImportRun>({
    call: () =>
      api.post<ImportRun>('/event-logs/start', {
        uploadId,
        name,
        ...Object.fromEntries(Object.entries(columns).filter(([, column]) => column)),
      }),
    touches: [['imports'], ['seams']],
    quiet: true,
    after: ({ runId }) => started(runId),
  });
  const whole = name.trim() !== '' && columns.case && columns.time && columns.group;
  return (
    <>
      <Card title={preview.fileName} aside={preview.format.toUpperCase()}>
        {preview.warnings.map((warning) => (
          <p key={warning} className="muted">
            {warning}
          </p>
        ))}
        <TextInput
          label={words.name}
          description={words.nameHint}
          value={name}
          maxLength={100}
          maw={420}
          onChange={(event) => setName(event.currentTarget.value)}
          error={start.error?.field('name')}
        />
      </Card>
      <Card title={words.columns}>
        {xes ? <p className="muted">{words.columnsXes}</p> : null}
        <div className={styles.choices}>
          {roles.map((role) =>
            xes ? (
              <TextInput
                key={role}
                label={words.roles[role]}
                value={columns[role] ?? ''}
                onChange={(event) => setColumns({ ...columns, [role]: event.currentTarget.value || null })}
              />
            ) : (
              <NativeSelect
                key={role}
                label={words.roles[role]}
                value={columns[role] ?? ''}
                data={[
                  { value: '', label: role === 'activity' ? words.noActivity : words.choose },
                  ...preview.columns.map((column) => column.name),
                ]}
                onChange={(event) => setColumns({ ...columns, [role]: event.currentTarget.value || null })}
              />
            ),
          )}
        </div>
      </Card>
      {preview.sample.length > 0 ? <First preview={preview} columns={columns} /> : null}
      {start.error ? (
        <p role="alert" className={styles.problem}>
          {start.error.detail}
        </p>
      ) : null}
      <div className="row">
        <Button variant="filled" disabled={!whole} loading={start.isPending} onClick={() => start.mutate()}>
          {words.start}
        </Button>
        <Button onClick={again}>{another}</Button>
      </div>
    </>
  );
}

/** A few values of each chosen column, so that a wrong choice is seen. */
function First({ preview, columns }: { preview: Preview; columns: Columns }) {
  const words = useLogWords();
  return (
    <Card title={words.sample}>
      {roles.map((role) => {
        const column = preview.columns.find((one) => one.name === columns[role]);
        return (
          <div key={role} className={styles.sample}>
            <span className="tiny dim">{words.roles[role]} </span>
            <div>{column ? column.examples.join(' · ') : '–'}</div>
          </div>
        );
      })}
    </Card>
  );
}
