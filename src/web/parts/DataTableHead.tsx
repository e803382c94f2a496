import styles from './DataTable.module.css';
import { SortMark } from './SortMark.tsx';
import type { useDataTable } from './useDataTable.ts';

/** Headings that sort: a button in each, its order said by aria-sort. */
export function DataTableHead<Row>({ table }: { table: ReturnType<typeof useDataTable<Row>> }) {
  return (
    <thead>
      <tr>
        {table.columns.map((column) => {
          const sorted = table.sortedBy(column.key);
          const order = sorted ? (sorted.desc ? 'descending' : 'ascending') : undefined;
          return (
            <th
              key={column.key}
              scope="col"
              data-align={column.align}
              aria-sort={order}
              style={{ width: column.width }}
            >
              {column.sortable === false ? (
                column.title
              ) : (
                <button type="button" className={styles.sort} onClick={() => table.sortBy(column)}>
                  {column.title}
                  <SortMark order={order} />
                </button>
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
