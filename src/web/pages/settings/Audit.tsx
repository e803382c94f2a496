import { Button } from '@mantine/core';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api, apiPath } from '../../api/api.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../parts/Card.tsx';
import type { Column } from '../../parts/column.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Filters } from '../../parts/Filters.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import { useSettingsWords } from './messages.ts';
import styles from './Settings.module.css';

interface Entry {
  seq: number;
  at: string;
  actorName: string;
  verb: string;
  subjectKind: string;
  subjectId: string;
  detail: Record<string, unknown>;
}

interface Verdict {
  intact: boolean;
  entries: number;
  brokenAt?: number;
}

/** Everything done, the newest first, and whether the chain is whole. */
export function Audit() {
  const { audit: words, parts } = useSettingsWords();
  const format = useFormat();
  const [url] = useUrl();
  const verb = url.q ?? '';
  const trail = useInfiniteQuery({
    queryKey: ['audit', verb],
    queryFn: ({ pageParam, signal }) =>
      api.get<{ items: Entry[]; next: string | null }>(
        '/audit',
        { verb, after: pageParam, limit: 50 },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    select: (data) => data.pages.flatMap((page) => page.items),
  });
  const check = useMutation({ mutationFn: () => api.get<Verdict>('/audit/verification') });
  const columns = useMemo<Column<Entry>[]>(
    () => [
      {
        key: 'at',
        title: words.when,
        value: (one) => one.at,
        cell: (one) => format.moment(one.at),
        sortable: false,
      },
      { key: 'who', title: words.who, value: (one) => one.actorName, sortable: false },
      {
        key: 'verb',
        title: words.verb,
        main: true,
        value: (one) => one.verb,
        cell: (one) => <code>{one.verb}</code>,
        sortable: false,
      },
      {
        key: 'detail',
        title: words.detail,
        value: (one) => `${one.subjectKind} ${one.subjectId}`,
        cell: (one) => (
          <details className={styles.detail}>
            <summary>
              {one.subjectKind} <span className="tiny dim">{one.subjectId.slice(0, 13)}</span>
            </summary>
            <pre>{JSON.stringify({ subject: one.subjectId, ...one.detail }, null, 2)}</pre>
          </details>
        ),
        sortable: false,
      },
    ],
    [words, format],
  );
  return (
    <Card
      title={parts.audit}
      aside={
        <span className="row">
          <Button loading={check.isPending} onClick={() => check.mutate()}>
            {words.verify}
          </Button>
          <Button component="a" href={apiPath('/audit', { format: 'csv' })} download>
            {words.exported}
          </Button>
        </span>
      }
    >
      <p className="muted">{words.sentence}</p>
      <output
        className={styles.verdict}
        data-tone={check.data && !check.data.intact ? 'bad' : undefined}
        style={{ display: 'block' }}
      >
        {check.data
          ? check.data.intact
            ? words.whole(format.number(check.data.entries))
            : words.broken(check.data.brokenAt ?? 0)
          : null}
      </output>
      <Filters search={words.filter} />
      <Loaded query={trail as never}>
        {() => (
          <DataTable
            label={parts.audit}
            columns={columns}
            rows={trail.data ?? []}
            rowKey={(one) => String(one.seq)}
            empty={<EmptyState title={words.empty} text={words.emptyText} />}
            {...(trail.hasNextPage
              ? { more: { load: () => void trail.fetchNextPage(), busy: trail.isFetchingNextPage } }
              : {})}
          />
        )}
      </Loaded>
    </Card>
  );
}
