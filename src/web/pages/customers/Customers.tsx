import { Button } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../../api/api.ts';
import { Card } from '../../parts/Card.tsx';
import { Chip } from '../../parts/Chip.tsx';
import type { Column } from '../../parts/column.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { useErasedWords } from '../../parts/erased.messages.ts';
import { Filters } from '../../parts/Filters.tsx';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { PageHeader } from '../../parts/PageHeader.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import { When } from '../../parts/When.tsx';
import styles from './Customers.module.css';
import { type CustomerLine, useOpenCounts } from './customers.ts';
import { useCustomersWords } from './messages.ts';

export function Customers() {
  const words = useCustomersWords();
  const [url, setUrl] = useUrl();
  const query = { q: url.q, kind: url.kind, limit: 50 };
  const pages = useInfiniteQuery({
    queryKey: ['customers', 'list', query],
    queryFn: ({ pageParam, signal }) =>
      api.get<{ items: CustomerLine[]; next: string | null }>(
        '/customers',
        { ...query, after: pageParam },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    select: (data) => data.pages.flatMap((page) => page.items),
  });
  const columns = useColumns(useOpenCounts(pages.data));
  const narrowed = url.q || url.kind;
  const empty = narrowed ? (
    <EmptyState
      title={words.none[0] ?? ''}
      text={words.none[1]}
      action={<Button onClick={() => setUrl({ q: undefined, kind: undefined })}>{words.all}</Button>}
    />
  ) : (
    <EmptyState
      title={words.empty[0] ?? ''}
      text={words.empty[1]}
      action={
        <Button component={Go} to="/sources/import" variant="filled">
          {words.import}
        </Button>
      }
    />
  );
  return (
    <>
      <PageHeader title={words.title} sentence={url.q ? words.found(url.q) : words.sentence} />
      <Filters
        search={words.search}
        choices={[
          {
            name: 'kind',
            label: words.kind,
            options: Object.entries(words.kinds).map(([value, label]) => ({ value, label })),
          },
        ]}
      />
      <Loaded query={pages as never}>
        {() => (
          <Card flush>
            <DataTable
              label={words.list}
              columns={columns}
              rows={pages.data ?? []}
              rowKey={(row) => row.id}
              to={(row) => `/customers/${row.id}`}
              server
              empty={empty}
              {...(pages.hasNextPage
                ? { more: { load: () => void pages.fetchNextPage(), busy: pages.isFetchingNextPage } }
                : {})}
            />
          </Card>
        )}
      </Loaded>
    </>
  );
}

function useColumns(open: Map<string, number>): Column<CustomerLine>[] {
  const words = useCustomersWords();
  const erased = useErasedWords();
  return useMemo(
    () => [
      {
        key: 'name',
        title: words.name,
        value: (row) => row.name,
        main: true,
        sortable: false,
        cell: (row) => (
          <Go to={`/customers/${row.id}`}>{row.name ?? (row.erasedAt ? erased.customer : words.unnamed)}</Go>
        ),
      },
      {
        key: 'kind',
        title: words.kind,
        value: (row) => words.kinds[row.kind],
        sortable: false,
        cell: (row) => <Chip tone={row.kind === 'account' ? 'accent' : 'few'}>{words.kinds[row.kind]}</Chip>,
      },
      {
        key: 'contact',
        title: words.contact,
        value: (row) => [row.email, row.phone].filter(Boolean).join(' · '),
        sortable: false,
        cell: (row) => (
          <span className={styles.contact}>
            <span>{row.email}</span> <span className="muted">{row.phone}</span>
          </span>
        ),
      },
      {
        key: 'open',
        title: words.openCases,
        value: (row) => open.get(row.id) ?? 0,
        align: 'right',
        sortable: false,
        cell: (row) => {
          const some = open.get(row.id);
          return some ? (
            <Chip tone="bad">{words.open(some)}</Chip>
          ) : (
            <span className="dim">{words.noneOpen}</span>
          );
        },
      },
      { key: 'sources', title: words.sources, value: (row) => row.sources.join(', '), sortable: false },
      {
        key: 'seen',
        title: words.lastSeen,
        value: (row) => row.lastSeenAt,
        sortable: false,
        cell: (row) => (
          <span className={styles.nowrap}>
            <When at={row.lastSeenAt} />
          </span>
        ),
      },
    ],
    [words, erased, open],
  );
}
