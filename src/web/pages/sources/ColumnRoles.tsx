import { NativeSelect } from '@mantine/core';
import { type Detail, type Draft, type Role, rolesOf, withRole } from './draft.ts';
import { useImportWords } from './import.messages.ts';
import type { Preview, PreviewColumn } from './preview.ts';
import styles from './Sources.module.css';

const orders = ['iso', 'dmy', 'mdy', 'named', 'compact', 'epoch_s', 'epoch_ms', 'excel'] as const;

/** Every column with examples, what it is taken for, and how it is written where that matters. */
export function ColumnRoles({
  preview,
  draft,
  change,
}: {
  preview: Preview;
  draft: Draft;
  change: (draft: Draft) => void;
}) {
  const words = useImportWords();
  const dimensions = preview.dimensions.map(({ key, name }) => ({
    value: `dim:${key}`,
    label: words.dimension(name),
  }));
  const choices = [
    ...rolesOf[draft.row].map((role) => ({
      value: role as string,
      label: words.roles[role as keyof typeof words.roles],
    })),
    ...dimensions,
  ];
  const detail = (column: string, part: Detail) =>
    change({ ...draft, details: { ...draft.details, [column]: { ...draft.details[column], ...part } } });
  return (
    <div className={styles.columns}>
      {preview.columns.map((column) => {
        const role = draft.columns[column.name] ?? 'ignore';
        const fits = choices.some(({ value }) => value === role);
        return (
          <div key={column.name} className={styles.column}>
            <div style={{ minWidth: 0 }}>
              <b>{column.name}</b>
              <div className={styles.examples}>{column.examples.join(' · ')}</div>
              {column.ambiguous && role === 'date' ? <div className="tiny">{words.ambiguous}</div> : null}
            </div>
            <NativeSelect
              aria-label={words.isA(column.name)}
              value={fits ? role : 'ignore'}
              onChange={(event) => change(withRole(draft, column.name, event.currentTarget.value as Role))}
              data={choices}
            />
            <Written
              column={column}
              role={role}
              given={draft.details[column.name]}
              change={(part) => detail(column.name, part)}
            />
          </div>
        );
      })}
    </div>
  );
}

function Written({
  column,
  role,
  given,
  change,
}: {
  column: PreviewColumn;
  role: Role;
  given: Detail | undefined;
  change: (part: Detail) => void;
}) {
  const words = useImportWords();
  if (role === 'date') {
    return (
      <NativeSelect
        aria-label={words.dateOrder(column.name)}
        value={given?.format ?? column.date ?? 'iso'}
        onChange={(event) => change({ format: event.currentTarget.value })}
        data={orders.map((value) => ({ value, label: words.orders[value] }))}
      />
    );
  }
  if (role === 'score' || role === 'value') {
    return (
      <NativeSelect
        aria-label={words.decimal(column.name)}
        value={given?.decimal ?? '.'}
        onChange={(event) => change({ decimal: event.currentTarget.value as '.' | ',' })}
        data={(['.', ','] as const).map((value) => ({ value, label: words.decimals[value] }))}
      />
    );
  }
  return null;
}
