import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api, apiPath } from '../../api/api.ts';
import { useMay } from '../../api/me.ts';
import { useChange } from '../../api/useChange.ts';
import { Card } from '../../parts/Card.tsx';
import { useOpennessWords } from './messages.ts';
import styles from './Openness.module.css';
import { type Cell, type Level, levels, type Openness, type Row, touched } from './openness.ts';

/** Data set × department. Whoever may, chooses cells, rows or columns and says for all of them at once. */
export function Matrix({ data }: { data: Openness }) {
  const words = useOpennessWords();
  const may = useMay('source:write');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const toggle = (keys: string[]) =>
    setChosen((before) => {
      const after = new Set(before);
      const all = keys.every((key) => after.has(key));
      for (const key of keys) {
        if (all) after.delete(key);
        else after.add(key);
      }
      return after;
    });
  return (
    <Card title={words.matrix} flush>
      <div className={styles.tools}>
        <div className={`${styles.legend} tiny muted`}>
          {levels.map((level) => (
            <span key={level}>
              <i className={styles.mark} data-level={level} aria-hidden /> {words.levels[level]}
            </span>
          ))}
          <span>
            <i className={styles.mark} data-level="none" aria-hidden /> {words.undecided}
          </span>
          <span>
            <b aria-hidden>●</b> {words.fed}
          </span>
        </div>
        <Button
          size="compact-sm"
          variant="subtle"
          component="a"
          ml="auto"
          href={apiPath('/openness', { format: 'csv' })}
          download
        >
          CSV
        </Button>
      </div>
      {may ? <SayBar chosen={chosen} data={data} clear={() => setChosen(new Set())} /> : null}
      <Grid data={data} chosen={chosen} toggle={may ? toggle : undefined} />
    </Card>
  );
}

const keyOf = (row: { key: string }, departmentId: string) => `${row.key} ${departmentId}`;

/** What is chosen, and what is said about it. Cells that are no whole rows and columns go row by row. */
function SayBar({ chosen, data, clear }: { chosen: ReadonlySet<string>; data: Openness; clear: () => void }) {
  const words = useOpennessWords();
  const [level, setLevel] = useState<Level | ''>('full');
  const [reason, setReason] = useState('');
  const say = useChange<void, { changed: number }>({
    call: async () => {
      let changed = 0;
      for (const row of data.rows) {
        const departments = data.departments
          .filter((one) => chosen.has(keyOf(row, one.id)))
          .map(({ id }) => id);
        if (departments.length === 0) continue;
        const body = { sets: [row.key], departments, level: level || null, reason: reason || null };
        changed += (await api.put<{ changed: number }>('/openness', body)).changed;
      }
      return { changed };
    },
    touches: touched,
    said: ({ changed }) => words.saidChanged(changed),
    quiet: true,
    after: clear,
  });
  if (chosen.size === 0) return <p className={`${styles.hint} tiny muted`}>{words.choose}</p>;
  return (
    <form
      className={styles.say}
      onSubmit={(event) => {
        event.preventDefault();
        say.mutate();
      }}
    >
      <span role="status">{words.chosen(chosen.size)}</span>
      <NativeSelect
        size="xs"
        aria-label={words.level}
        value={level}
        data={[
          ...levels.map((value) => ({ value, label: words.levels[value] })),
          { value: '', label: words.undecided },
        ]}
        onChange={(event) => setLevel(event.currentTarget.value as Level | '')}
      />
      <TextInput
        size="xs"
        aria-label={words.why}
        placeholder={level === 'closed' ? words.whyNeeded : words.remark}
        required={level === 'closed'}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={say.error?.field('reason') ?? say.error?.detail}
        className={styles.reason}
      />
      <Button type="submit" size="xs" loading={say.isPending}>
        {words.say}
      </Button>
      <Button size="xs" variant="subtle" onClick={clear}>
        {words.clear}
      </Button>
    </form>
  );
}

interface GridProps {
  data: Openness;
  chosen: ReadonlySet<string>;
  toggle: ((keys: string[]) => void) | undefined;
}

function Grid({ data, chosen, toggle }: GridProps) {
  const words = useOpennessWords();
  const others = (row: Row) =>
    row.cells.filter((cell) => !cell.own).map((cell) => keyOf(row, cell.departmentId));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard
    <section className={styles.scroll} aria-label={words.grid} tabIndex={0}>
      <table className={styles.matrix}>
        <thead>
          <tr>
            <th scope="col">{words.set}</th>
            {data.departments.map((one) => (
              <th key={one.id} scope="col">
                {toggle ? (
                  <button
                    type="button"
                    className={styles.head}
                    onClick={() =>
                      toggle(
                        data.rows.flatMap((row) =>
                          row.cells.some((cell) => cell.departmentId === one.id && !cell.own)
                            ? keyOf(row, one.id)
                            : [],
                        ),
                      )
                    }
                    aria-label={words.chooseColumn(one.name)}
                  >
                    {one.name}
                  </button>
                ) : (
                  one.name
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                {toggle ? (
                  <Checkbox
                    size="xs"
                    label={row.name}
                    aria-label={words.chooseRow(row.name)}
                    checked={others(row).length > 0 && others(row).every((key) => chosen.has(key))}
                    onChange={() => toggle(others(row))}
                  />
                ) : (
                  row.name
                )}
              </th>
              {row.cells.map((cell) => (
                <td key={cell.departmentId}>
                  <One
                    row={row}
                    cell={cell}
                    department={data.departments.find((one) => one.id === cell.departmentId)?.name ?? ''}
                    chosen={chosen.has(keyOf(row, cell.departmentId))}
                    choose={toggle && !cell.own ? () => toggle([keyOf(row, cell.departmentId)]) : undefined}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface OneProps {
  row: Row;
  cell: Cell;
  department: string;
  chosen: boolean;
  choose: (() => void) | undefined;
}

function One({ row, cell, department, chosen, choose }: OneProps) {
  const words = useOpennessWords();
  const level = cell.own ? words.own : cell.level ? words.short[cell.level] : words.nobody;
  const says = [
    `${row.name}, ${department}: ${cell.own ? words.own : cell.level ? words.levels[cell.level] : words.undecided}`,
    cell.fed && !cell.own ? words.fed : '',
    cell.asked ? words.asked : '',
    cell.reason ?? '',
  ].filter(Boolean);
  const shown = (
    <>
      {level}
      {cell.fed && !cell.own ? <span aria-hidden> ●</span> : null}
    </>
  );
  const data = { 'data-level': cell.own ? 'own' : (cell.level ?? 'none') };
  if (!choose) {
    return (
      <span className={styles.cell} title={says.join(' · ')} {...data}>
        {shown}
      </span>
    );
  }
  return (
    <button
      type="button"
      className={styles.cell}
      aria-pressed={chosen}
      aria-label={says.join(', ')}
      title={says.join(' · ')}
      onClick={choose}
      {...data}
    >
      {shown}
    </button>
  );
}
