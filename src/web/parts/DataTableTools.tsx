import { Button, Menu } from '@mantine/core';
import { IconColumns, IconDownload } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useFormat } from '../i18n/format.ts';
import type { Column } from './column.ts';
import styles from './DataTable.module.css';
import { SearchField } from './Filters.tsx';
import { useTableWords } from './table.messages.ts';
import { urlName } from './tableState.ts';
import type { useDataTable } from './useDataTable.ts';

interface Props<Row> {
  table: ReturnType<typeof useDataTable<Row>>;
  columns: Column<Row>[];
  rows: Row[];
  name?: string;
  search?: string;
  exports?: { csv?: string; xlsx?: string };
  tools?: ReactNode;
}

/** Above the table: search, how many, which columns, take away. */
export function DataTableTools<Row>({ table, columns, rows, name, search, exports, tools }: Props<Row>) {
  const words = useTableWords();
  const format = useFormat();
  const choosable = columns.some((column) => column.optional);
  if (search === undefined && !exports && !tools && !choosable) return null;
  const files = Object.entries(exports ?? {}).filter(([, href]) => href);
  return (
    <div className={styles.tools}>
      {search === undefined ? null : <SearchField placeholder={search} name={urlName(name, 'q')} />}
      <span className="tiny muted" role="status">
        {table.rows.length === rows.length
          ? format.number(rows.length)
          : words.of(format.number(table.rows.length), format.number(rows.length))}
      </span>
      {tools}
      <span className={styles.right}>
        {choosable ? (
          <Menu closeOnItemClick={false} position="bottom-end">
            <Menu.Target>
              <Button
                size="xs"
                variant="subtle"
                leftSection={<IconColumns size={15} stroke={1.6} aria-hidden />}
              >
                {words.columns}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {columns.map((column) => (
                <Menu.CheckboxItem
                  key={column.key}
                  checked={table.shown.has(column.key)}
                  onChange={(on) => table.choose(column.key, on)}
                >
                  {column.title}
                </Menu.CheckboxItem>
              ))}
            </Menu.Dropdown>
          </Menu>
        ) : null}
        {files.map(([kind, href]) => (
          <Button
            key={kind}
            component="a"
            href={href}
            download
            size="xs"
            variant="subtle"
            leftSection={<IconDownload size={15} stroke={1.6} aria-hidden />}
          >
            {kind.toUpperCase()}
          </Button>
        ))}
      </span>
    </div>
  );
}
