import type { Column } from './column.ts';
import type { UrlState } from './useUrl.ts';

/** What is seen of a table, as kept in the address: `?sort=-score&cols=name,score`. */
export interface TableView {
  sort: { id: string; desc: boolean }[];
  shown: Set<string>;
}

/** A second table on the same page has a name, and its parameters carry it: `?answers.sort=at`. */
export const urlName = (table: string | undefined, what: string) => (table ? `${table}.${what}` : what);

export function readView<Row>(
  url: UrlState,
  columns: Column<Row>[],
  options: { name?: string; sort?: string },
): TableView {
  const known = new Set(columns.map((column) => column.key));
  const sort = (url[urlName(options.name, 'sort')] ?? options.sort ?? '')
    .split(',')
    .map((part) => ({ id: part.replace(/^-/, ''), desc: part.startsWith('-') }))
    .filter((part) => known.has(part.id));
  const chosen = url[urlName(options.name, 'cols')]?.split(',').filter((key) => known.has(key));
  const usual = columns.filter((column) => !column.optional).map((column) => column.key);
  return { sort, shown: new Set(chosen?.length ? chosen : usual) };
}

export function writeSort(sort: TableView['sort']): string {
  return sort.map((part) => (part.desc ? '-' : '') + part.id).join(',');
}
