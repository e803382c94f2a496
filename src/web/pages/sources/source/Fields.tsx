import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { apiPath } from '../../../api/api.ts';
import { useFormat } from '../../../i18n/format.ts';
import { Card } from '../../../parts/Card.tsx';
import { Chip } from '../../../parts/Chip.tsx';
import type { Column } from '../../../parts/column.ts';
import { DataTable } from '../../../parts/DataTable.tsx';
import { Filters } from '../../../parts/Filters.tsx';
import { useUrl } from '../../../parts/useUrl.ts';
import styles from '../Sources.module.css';
import { useSourcePageWords } from './messages.ts';
import type { Field } from './record.ts';
import { useFieldName } from './useFieldName.ts';

/** Every field with how often it is filled and how much of that has the form it should. */
export function Fields({ fields, sourceKey }: { fields: Field[]; sourceKey: string }) {
  const words = useSourcePageWords();
  const format = useFormat();
  const nameOf = useFieldName();
  const [url, setUrl] = useUrl();
  const feeds = new Map(fields.map((one) => [one.feed, `${words.feeds[one.kind]} ${nameOfFeed(one)}`]));
  const columns = useMemo(
    (): Column<Field>[] => [
      {
        key: 'field',
        title: words.field,
        value: (row) => nameOf(row.field),
        cell: (row) => (
          <>
            {nameOf(row.field)} {row.gone ? <Chip tone="bad">{words.gone}</Chip> : null}
          </>
        ),
        main: true,
      },
      { key: 'feed', title: words.feed, value: (row) => `${words.feeds[row.kind]} ${nameOfFeed(row)}` },
      { key: 'type', title: words.type, value: (row) => (row.type ? words.types[row.type] : null) },
      {
        key: 'records',
        title: words.records,
        value: (row) => row.records,
        cell: (row) => format.number(row.records),
        align: 'right',
      },
      {
        key: 'filled',
        title: words.filled,
        value: (row) => (row.records > 0 ? row.filled / row.records : null),
        cell: (row) => <Share part={row.filled} n={row.records} low={0.5} />,
        align: 'right',
      },
      {
        key: 'fit',
        title: words.fit,
        value: (row) => (row.filled > 0 ? 1 - row.unfit / row.filled : null),
        cell: (row) => <Share part={row.filled - row.unfit} n={row.filled} low={0.99} />,
        align: 'right',
      },
    ],
    [words, format, nameOf],
  );
  const some = fields.filter((one) => !url.feed || one.feed === url.feed);
  const partial = some.filter((one) => one.gone || one.filled < one.records || one.unfit > 0);
  const all = url.fields === 'all' || partial.length === 0;
  const shown = all ? some : partial;
  return (
    <Card title={words.fields} aside={words.thirty} flush>
      {some.length > 0 ? (
        <p className={styles.said}>
          {words.fieldsSay(some.length - partial.length, some.length)}{' '}
          {partial.length > 0 && partial.length < some.length ? (
            <Button
              size="compact-sm"
              variant="subtle"
              onClick={() => setUrl({ fields: all ? undefined : 'all' })}
            >
              {all ? words.onlyPartial : words.allFields}
            </Button>
          ) : null}
        </p>
      ) : null}
      <DataTable
        label={words.fields}
        columns={columns}
        rows={shown}
        rowKey={(row) => `${row.feed} ${row.field}`}
        search={words.searchField}
        exports={{ csv: apiPath(`/sources/${sourceKey}/fields.csv`) }}
        empty={
          <p className="muted" style={{ padding: '0 16px' }}>
            {words.noFields}
          </p>
        }
        tools={
          feeds.size > 1 ? (
            <Filters
              choices={[
                {
                  name: 'feed',
                  label: words.feed,
                  options: [...feeds].map(([value, label]) => ({ value, label })),
                },
              ]}
            />
          ) : undefined
        }
      />
    </Card>
  );
}

function nameOfFeed(one: Field): string {
  return one.kind === 'person' ? '' : one.feedName;
}

function Share({ part, n, low }: { part: number; n: number; low: number }) {
  const format = useFormat();
  if (n === 0) return <span className="dim">–</span>;
  const share = part / n;
  return (
    <span className={styles.share}>
      <span className={styles.meter} data-bad={share < low ? '' : undefined} aria-hidden>
        <i style={{ width: `${share * 100}%` }} />
      </span>
      {format.percent(share, share > 0.99 && share < 1 ? 1 : 0)}
    </span>
  );
}
