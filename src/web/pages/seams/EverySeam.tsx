import { useMemo, useState } from 'react';
import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../parts/Card.tsx';
import type { Column } from '../../parts/column.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import { useSeamWords } from './messages.ts';
import styles from './Seams.module.css';
import { Sides } from './Sides.tsx';
import { type Opened, OWN, type Party, type Seam, type Seams } from './seams.ts';

const FIRST = 20;

/** Each direction of each pair with all that is measured about it. */
export function EverySeam({ seams, open }: { seams: Seams; open: (what: Opened) => void }) {
  const words = useSeamWords();
  const format = useFormat();
  const [url] = useUrl();
  const [all, setAll] = useState(false);
  const columns = useColumns(seams.parties, open, seams.log === OWN);
  if (seams.seams.length === 0) return null;
  const part = seams.seams.length < seams.pairs;
  const cut = !all && !url.q && !url.sort && seams.seams.length > FIRST;
  return (
    <Card
      title={words.every}
      aside={part ? words.everyOf(format.number(seams.seams.length), format.number(seams.pairs)) : undefined}
      flush
    >
      <DataTable
        label={words.every}
        columns={columns}
        rows={cut ? seams.seams.slice(0, FIRST) : seams.seams}
        {...(cut ? { more: { load: () => setAll(true), busy: false } } : {})}
        rowKey={({ from, to }) => `${from} ${to}`}
        search={words.search}
        sort="-count"
      />
      <p className="tiny dim" style={{ padding: '0 16px 12px' }}>
        {seams.log === OWN ? words.waitOwn : words.waitLog}
      </p>
    </Card>
  );
}

function useColumns(parties: Party[], open: (what: Opened) => void, own: boolean): Column<Seam>[] {
  const words = useSeamWords();
  const format = useFormat();
  return useMemo(() => {
    const titles = words.columns;
    const number = (key: 'count' | 'cases' | 'bounces' | 'lost'): Column<Seam> => ({
      key,
      title: titles[key],
      align: 'right',
      value: (row) => row[key],
      cell: (row) => (row[key] === null ? '–' : format.number(row[key])),
    });
    const score = (value: number | null) => (value === null ? words.few : format.number(value));
    return [
      {
        key: 'from',
        title: titles.from,
        value: (row) => row.from,
        main: true,
        cell: (row) => (
          <button type="button" className={styles.open} onClick={() => open({ from: row.from, to: row.to })}>
            {row.from}
            <span className="only-heard"> → {row.to}</span>
          </button>
        ),
      },
      { key: 'to', title: titles.to, value: (row) => row.to },
      {
        key: 'who',
        title: titles.who,
        value: () => null,
        sortable: false,
        cell: (row) => <Sides groups={[row.from, row.to]} parties={parties} />,
      },
      number('count'),
      number('cases'),
      number('bounces'),
      {
        key: 'wait',
        title: titles.wait,
        align: 'right',
        value: (row) => row.waitHours,
        cell: (row) => (row.waitHours === null ? '–' : format.duration(row.waitHours * 3600)),
      },
      number('lost'),
      ...(own
        ? [
            {
              key: 'satisfaction',
              title: titles.satisfaction,
              align: 'right' as const,
              value: (row: Seam) => row.satisfaction?.after ?? null,
              cell: ({ satisfaction }: Seam) =>
                satisfaction
                  ? satisfaction.after === null
                    ? words.few
                    : `${score(satisfaction.before)} → ${score(satisfaction.after)} (n ${satisfaction.n})`
                  : '–',
            },
          ]
        : []),
    ];
  }, [words, format, parties, open, own]);
}
