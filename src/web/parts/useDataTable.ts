import {
  columnFilteringFeature,
  columnVisibilityFeature,
  createFilteredRowModel,
  createSortedRowModel,
  filterFn_includesString,
  globalFilteringFeature,
  rowSortingFeature,
  sortFn_alphanumeric,
  sortFn_basic,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useMemo } from 'react';
import type { Column } from './column.ts';
import { readView, urlName, writeSort } from './tableState.ts';
import { useUrl } from './useUrl.ts';

const features = tableFeatures({
  columnVisibilityFeature,
  columnFilteringFeature,
  globalFilteringFeature,
  rowSortingFeature,
  filteredRowModel: createFilteredRowModel(),
  sortedRowModel: createSortedRowModel(),
  filterFns: { includesString: filterFn_includesString },
  sortFns: { alphanumeric: sortFn_alphanumeric, basic: sortFn_basic },
});

export interface TableOptions<Row> {
  columns: Column<Row>[];
  rows: Row[];
  /** Only for the second table of a page. */
  name?: string;
  /** `-score`: by score, highest first. */
  sort?: string;
  /** The server sorts and searches (`?sort=` and `?q=` go into the query); the rows come as they are to stand. */
  server?: boolean;
}

/** Sorting, searching and choosing columns; all of it lives in the address. */
export function useDataTable<Row>({ columns, rows, name, sort, server }: TableOptions<Row>) {
  const [url, setUrl] = useUrl();
  const view = useMemo(() => readView(url, columns, { name, sort }), [url, columns, name, sort]);
  const defined = useMemo(
    () =>
      columns.map((column) => ({
        id: column.key,
        // undefined, not null: only undefined can be told to sort last in both directions.
        accessorFn: (held: { row: Row }) => column.value(held.row) ?? undefined,
        sortUndefined: 'last' as const,
        enableSorting: column.sortable !== false,
      })),
    [columns],
  );
  const data = useMemo(() => rows.map((row) => ({ row })), [rows]);
  const table = useTable({
    features,
    columns: defined,
    data,
    manualSorting: server,
    manualFiltering: server,
    globalFilterFn: 'includesString',
    getColumnCanGlobalFilter: () => true,
    state: {
      sorting: view.sort,
      globalFilter: url[urlName(name, 'q')] ?? '',
      columnVisibility: Object.fromEntries(columns.map((column) => [column.key, view.shown.has(column.key)])),
    },
  });
  return {
    rows: table.getRowModel().rows.map((row) => row.original),
    columns: columns.filter((column) => view.shown.has(column.key)),
    shown: view.shown,
    sortedBy: (key: string) => view.sort.find((part) => part.id === key),
    /** Numbers first show the highest, words first A; pressed again the other way, then as it came. */
    sortBy(column: Column<Row>) {
      const now = view.sort.find((part) => part.id === column.key);
      const numeric = rows.some((row) => typeof column.value(row) === 'number');
      const first = { id: column.key, desc: numeric };
      const next = !now ? [first] : now.desc === first.desc ? [{ ...first, desc: !first.desc }] : [];
      setUrl({ [urlName(name, 'sort')]: writeSort(next) || undefined });
    },
    choose(key: string, on: boolean) {
      const shown = columns
        .map((column) => column.key)
        .filter((one) => (one === key ? on : view.shown.has(one)));
      const usual = columns.filter((column) => !column.optional).map((column) => column.key);
      const same = shown.join() === usual.join();
      if (shown.length > 0) setUrl({ [urlName(name, 'cols')]: same ? undefined : shown.join(',') });
    },
  };
}
