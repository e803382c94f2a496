import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { api, apiPath } from '../../api/api.ts';
import { useMay } from '../../api/me.ts';
import { useApi } from '../../api/useApi.ts';
import { useChange } from '../../api/useChange.ts';
import { Card } from '../../parts/Card.tsx';
import { Chip } from '../../parts/Chip.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import styles from './Departments.module.css';
import { type Ecosystem, parts, type Thing, touched } from './departments.ts';
import { useDepartmentWords } from './messages.ts';
import { PartsForm } from './PartsForm.tsx';

const kinds = ['touchpoint', 'journey', 'metric', 'source'] as const;

/** Things × departments: who provides, influences, defines, implements; what is proposed stands dashed. */
export function Matrix() {
  const words = useDepartmentWords();
  const may = useMay('ownership:write');
  const [url, setUrl] = useUrl();
  const [editing, setEditing] = useState<{ thing: string; department: string }>();
  const kind = url.kind ?? 'touchpoint';
  const query = {
    kind,
    journey: kind === 'touchpoint' ? url.journey : undefined,
    missing: url.missing ? true : undefined,
  };
  const found = useApi<Ecosystem>(['ecosystem'], '/ownership/ecosystem', { query });
  const journeys = useApi<{ items: { key: string; name: string }[] }>(['journeys'], '/journeys').data?.items;
  const proposals = (found.data?.objects ?? []).flatMap((thing) =>
    thing.suggested.map((one) => ({
      department: one.departmentId,
      object: { kind: thing.kind, key: thing.key },
      part: one.part,
    })),
  );
  const accept = useChange<void, { made: string[] }>({
    call: () => api.post('/ownership/ecosystem/parts', { parts: proposals.slice(0, 500) }),
    touches: touched,
    said: ({ made }) => words.accepted(made.length),
    undo: ({ made }) => Promise.all(made.map((id) => api.del(`/ownership/ecosystem/parts/${id}`))),
  });
  const thing = found.data?.objects.find((one) => `${one.kind}:${one.key}` === editing?.thing);
  const department = found.data?.departments.find((one) => one.id === editing?.department);
  return (
    <Card title={words.matrix} flush>
      <div className={styles.tools}>
        <NativeSelect
          size="xs"
          aria-label={words.kind}
          value={kind}
          data={kinds.map((value) => ({ value, label: words.kinds[value] }))}
          onChange={(event) => setUrl({ kind: event.currentTarget.value, journey: undefined })}
        />
        {kind === 'touchpoint' ? (
          <NativeSelect
            size="xs"
            aria-label={words.journey}
            value={url.journey ?? ''}
            data={[
              { value: '', label: `${words.journey}: ${words.allJourneys}` },
              ...(journeys ?? []).map(({ key, name }) => ({ value: key, label: name })),
            ]}
            onChange={(event) => setUrl({ journey: event.currentTarget.value })}
          />
        ) : null}
        <Checkbox
          size="xs"
          label={words.onlyMissing}
          checked={Boolean(url.missing)}
          onChange={(event) => setUrl({ missing: event.currentTarget.checked ? '1' : undefined })}
        />
        {may && proposals.length > 0 ? (
          <Button size="compact-sm" onClick={() => accept.mutate()} loading={accept.isPending}>
            {words.accept(proposals.length)}
          </Button>
        ) : null}
        <Button
          size="compact-sm"
          variant="subtle"
          component="a"
          ml="auto"
          href={apiPath('/ownership/ecosystem', { ...query, format: 'csv' })}
          download
        >
          {words.csv}
        </Button>
      </div>
      <div className={`${styles.legend} tiny muted`}>
        {parts.map((part) => (
          <span key={part}>
            <b>{words.letters[part]}</b> {words.parts[part]}
          </span>
        ))}
        <span>
          <b data-proposed="">·</b> {words.proposed}
        </span>
      </div>
      <Loaded query={found}>{(data) => <Grid data={data} edit={may ? setEditing : undefined} />}</Loaded>
      {thing && department ? (
        <PartsForm thing={thing} department={department} close={() => setEditing(undefined)} />
      ) : null}
    </Card>
  );
}

interface GridProps {
  data: Ecosystem;
  edit?: ((which: { thing: string; department: string }) => void) | undefined;
}

function Grid({ data, edit }: GridProps) {
  const words = useDepartmentWords();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard
    <section className={styles.scroll} aria-label={words.grid} tabIndex={0}>
      <table className={styles.matrix}>
        <thead>
          <tr>
            <th scope="col">{words.kind}</th>
            {data.departments.map((one) => (
              <th key={one.id} scope="col">
                {one.name}
              </th>
            ))}
            <th scope="col">{words.missing}</th>
          </tr>
        </thead>
        <tbody>
          {data.objects.map((thing) => (
            <tr key={`${thing.kind} ${thing.key}`}>
              <th scope="row">{thing.name}</th>
              {data.departments.map((one) => (
                <td key={one.id}>
                  <Cell
                    thing={thing}
                    department={one}
                    edit={edit && (() => edit({ thing: `${thing.kind}:${thing.key}`, department: one.id }))}
                  />
                </td>
              ))}
              <td>
                <span className={styles.missing}>
                  {thing.missing.length === 0 ? (
                    <span className="tiny dim">{words.nothingMissing}</span>
                  ) : (
                    thing.missing.map((part) => (
                      <Chip key={part} tone="bad">
                        {words.parts[part]}
                      </Chip>
                    ))
                  )}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface CellProps {
  thing: Thing;
  department: { id: string; name: string };
  edit?: (() => void) | undefined;
}

function Cell({ thing, department, edit }: CellProps) {
  const words = useDepartmentWords();
  const has = (part: Thing['missing'][number]) =>
    thing.entered.some((one) => one.departmentId === department.id && one.part === part)
      ? 'entered'
      : thing.suggested.some((one) => one.departmentId === department.id && one.part === part)
        ? 'proposed'
        : null;
  const letters = parts
    .filter((part) => has(part))
    .map((part) => (
      <b key={part} data-proposed={has(part) === 'proposed' ? '' : undefined} title={words.parts[part]}>
        {words.letters[part]}
      </b>
    ));
  if (!edit) return <span className={styles.cell}>{letters}</span>;
  const says = parts
    .filter((part) => has(part))
    .map((part) => `${words.parts[part]}${has(part) === 'proposed' ? ` (${words.proposed})` : ''}`);
  return (
    <button
      type="button"
      className={styles.cell}
      onClick={edit}
      aria-label={[words.edit(department.name, thing.name), ...says].join(', ')}
    >
      {letters.length > 0 ? letters : <span aria-hidden>+</span>}
    </button>
  );
}
