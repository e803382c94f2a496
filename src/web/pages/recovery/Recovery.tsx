import { Button, NativeSelect } from '@mantine/core';
import { useMemo } from 'react';
import { apiPath } from '../../api/api.ts';
import { useMay, useOrganisation } from '../../api/me.ts';
import { useApi } from '../../api/useApi.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../parts/Card.tsx';
import { CasesNav } from '../../parts/CasesNav.tsx';
import type { Column } from '../../parts/column.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { PageHeader } from '../../parts/PageHeader.tsx';
import { dayOf } from '../../parts/period.ts';
import { useUrl } from '../../parts/useUrl.ts';
import { Bought } from './Bought.tsx';
import { Budgets } from './Budgets.tsx';
import { Months } from './Months.tsx';
import { useRecoveryWords } from './messages.ts';
import { useMinor } from './money.ts';
import styles from './Recovery.module.css';
import type { Report } from './recovery.ts';

const spans = ['1', '3', '12'] as const;
const bys = ['month', 'department', 'touchpoint', 'cause', 'kind'] as const;

/** For finance: what was given to put things right, where it went, what it bought, and what may be given. */
export function Recovery() {
  const words = useRecoveryWords();
  const minor = useMinor();
  const may = useMay('recovery:read');
  const [url, setUrl] = useUrl();
  const span = spans.find((one) => one === url.months) ?? '3';
  const by = bys.find((one) => one === url.by) ?? 'touchpoint';
  const { timezone } = useOrganisation();
  const to = dayOf(new Date(), timezone);
  const query = { from: monthsBefore(to, Number(span) - 1), to, by };
  const report = useApi<Report>(['recovery', 'report'], '/recovery/report', { query, when: may });
  const sentence = report.data
    ? report.data.redresses > 0
      ? words.sentence(minor(report.data.spent, report.data.currency), report.data.redresses)
      : words.sentenceNone
    : may
      ? undefined
      : words.mayNot;
  return (
    <>
      <PageHeader
        title={words.title}
        sentence={sentence}
        actions={
          may ? (
            <>
              <NativeSelect
                aria-label={words.period}
                value={span}
                data={spans.map((value) => ({ value, label: words.periods[value] }))}
                onChange={(event) => setUrl({ months: event.currentTarget.value })}
              />
              <Button component="a" href={apiPath('/recovery/report', { ...query, format: 'csv' })} download>
                {words.csv}
              </Button>
            </>
          ) : undefined
        }
      />
      <CasesNav />
      {may ? (
        <div className={styles.page}>
          <div className="stack">
            <Loaded query={report}>
              {(data) =>
                data.redresses === 0 && data.rows.length === 0 ? (
                  <EmptyState title={words.empty} text={words.emptyText} />
                ) : (
                  <>
                    <Card
                      title={words.where}
                      aside={data.waits > 0 ? words.waitsNow(minor(data.waits, data.currency)) : undefined}
                      flush
                    >
                      <Rows
                        report={data}
                        by={by}
                        choose={(value) => setUrl({ by: value, sort: undefined })}
                      />
                    </Card>
                    <Bought report={data} />
                  </>
                )
              }
            </Loaded>
          </div>
          <div className="stack">
            <Budgets />
            <Months />
          </div>
        </div>
      ) : null}
    </>
  );
}

function Rows({
  report,
  by,
  choose,
}: {
  report: Report;
  by: (typeof bys)[number];
  choose: (by: string) => void;
}) {
  const words = useRecoveryWords();
  const minor = useMinor();
  const format = useFormat();
  const columns = useMemo((): Column<Report['rows'][number]>[] => {
    const nameOf = (row: Report['rows'][number]): string => {
      if (by === 'month') return format.month(row.key);
      if (by === 'kind') return words.kinds[row.key as keyof typeof words.kinds];
      if (row.key === 'small' && by === 'department') return words.small;
      if (row.name) return row.name;
      return by === 'cause' ? words.noCause : by === 'touchpoint' ? words.noTouchpoint : words.noDepartment;
    };
    const money = (key: 'spent' | 'returned'): Column<Report['rows'][number]> => ({
      key,
      title: words.columns[key],
      align: 'right',
      value: (row) => row[key],
      cell: (row) => minor(row[key], report.currency),
    });
    return [
      {
        key: 'name',
        title: words.bys[by],
        main: true,
        value: (row) => (by === 'month' ? row.key : nameOf(row)),
        cell: nameOf,
      },
      {
        key: 'redresses',
        title: words.columns.redresses,
        align: 'right',
        value: (row) => row.redresses,
        cell: (row) => format.number(row.redresses),
      },
      money('spent'),
      money('returned'),
    ];
  }, [by, words, minor, format, report.currency]);
  return (
    <DataTable
      label={words.where}
      columns={columns}
      rows={report.rows}
      rowKey={(row) => row.key}
      sort={by === 'month' ? 'name' : '-spent'}
      tools={
        <NativeSelect
          aria-label={words.by}
          value={by}
          data={bys.map((value) => ({ value, label: words.bys[value] }))}
          onChange={(event) => choose(event.currentTarget.value)}
        />
      }
    />
  );
}

/** The first day of the month so many months before that of a day. */
function monthsBefore(day: string, months: number): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 - months, 1)).toISOString().slice(0, 10);
}
