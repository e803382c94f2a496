import { type ReactNode, useState } from 'react';
import styles from './DataTable.module.css';
import { DataTableHead } from './DataTableHead.tsx';
import { DataTableTools } from './DataTableTools.tsx';
import { useTableWords } from './table.messages.ts';
import { type TableOptions, useDataTable } from './useDataTable.ts';
import { useGo } from './useGo.ts';

interface Props<Row> extends TableOptions<Row> {
  /** What the table holds, for those who hear it, and for the file name of the export. */
  label: string;
  rowKey: (row: Row) => string;
  /** Where a row leads. Put a real `<Go>` link into the main cell as well; this makes the rest of the row follow it. */
  to?: (row: Row) => string | undefined;
  /** Placeholder of the search field; no field without it. */
  search?: string;
  /** Addresses of the same list as files: `apiPath('/customers', { ...query, format: 'csv' })`. */
  exports?: { csv?: string; xlsx?: string };
  /** What stands here when there is no row at all. */
  empty?: ReactNode;
  /** The server has more (cursor paging). */
  more?: { load: () => void; busy: boolean };
  tools?: ReactNode;
}

/** Drawing more rows at once makes typing in the search field stutter; the rest is one press away. */
const atOnce = 200;

/** A list to sort, search, narrow to columns and take away as a file; cards on a narrow screen. */
export function DataTable<Row>(props: Props<Row>) {
  const words = useTableWords();
  const go = useGo();
  const table = useDataTable(props);
  const [limit, setLimit] = useState(atOnce);
  const main = table.columns.find((column) => column.main) ?? table.columns[0];
  if (props.rows.length === 0 && props.empty && !props.more) return props.empty;
  const visible = table.rows.slice(0, limit);
  const more =
    props.more ??
    (table.rows.length > limit ? { load: () => setLimit(limit + 500), busy: false } : undefined);
  return (
    <div className={styles.data}>
      <DataTableTools table={table} {...props} />
      <div className={styles.scroll}>
        <table className={styles.table}>
          <caption className="only-heard">{props.label}</caption>
          <DataTableHead table={table} />
          <tbody>
            {visible.map(({ row }) => {
              const to = props.to?.(row);
              return (
                <tr
                  key={props.rowKey(row)}
                  data-opens={to ? '' : undefined}
                  onClick={(event) => {
                    const own = (event.target as HTMLElement).closest(
                      'a, button, input, label, [role="button"]',
                    );
                    if (to && !own && !getSelection()?.toString()) go(to);
                  }}
                >
                  {table.columns.map((column) => (
                    <td
                      key={column.key}
                      data-align={column.align}
                      data-main={column === main ? '' : undefined}
                      data-title={column.title}
                    >
                      {column.cell ? column.cell(row) : column.value(row)}
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
        {visible.length === 0 ? <p className={styles.none}>{words.none}</p> : null}
      </div>
      {more ? (
        <button type="button" className={styles.more} onClick={more.load} disabled={more.busy}>
          {more.busy ? words.loading : words.more}
        </button>
      ) : null}
    </div>
  );
}
