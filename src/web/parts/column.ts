import type { ReactNode } from 'react';

/** One column of a `DataTable`. */
export interface Column<Row> {
  /** In the address, for sorting and choosing columns; and the stable React key. */
  key: string;
  title: string;
  /** What it sorts and searches by. Times as ISO text; nothing as null, which always sorts last. */
  value: (row: Row) => string | number | boolean | null | undefined;
  /** What is drawn; the value itself where left out. */
  cell?: (row: Row) => ReactNode;
  align?: 'left' | 'center' | 'right';
  /** Heads the card on a narrow screen. The first column, unless said. */
  main?: boolean;
  /** Not shown until chosen. */
  optional?: boolean;
  /** `false` for buttons and drawings that have no order. */
  sortable?: boolean;
  width?: number | string;
}
