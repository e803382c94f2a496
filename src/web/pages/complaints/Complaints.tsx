import { Button, SegmentedControl } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { type Stage, stages } from '../../../close/complaints/names.ts';
import { api } from '../../api/api.ts';
import { useMay } from '../../api/me.ts';
import { useApi } from '../../api/useApi.ts';
import { Card } from '../../parts/Card.tsx';
import { Chip } from '../../parts/Chip.tsx';
import type { Column } from '../../parts/column.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { Deadline } from '../../parts/Deadline.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Face } from '../../parts/Face.tsx';
import { Filters } from '../../parts/Filters.tsx';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { PageHeader } from '../../parts/PageHeader.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import { When } from '../../parts/When.tsx';
import { ComplaintForm } from './ComplaintForm.tsx';
import { ComplaintReport } from './ComplaintReport.tsx';
import { type ComplaintLine, useLists } from './complaints.ts';
import { useComplaintWords } from './messages.ts';

const narrowing = ['from', 'to', 'category', 'cause', 'outcome', 'band', 'escalated'] as const;

/** Complaints by stage, what is late, and the report on a period. */
export function Complaints() {
  const words = useComplaintWords();
  const may = useMay('case:work');
  const [url, setUrl] = useUrl();
  const counts = useApi<{ stages: { stage: Stage; n: number; overdue: number }[] }>(
    ['complaints', 'counts'],
    '/complaints/counts',
    { live: true },
  );
  const open = counts.data?.stages.reduce((sum, { n }) => sum + n, 0) ?? 0;
  const late = counts.data?.stages.reduce((sum, { overdue }) => sum + overdue, 0) ?? 0;
  return (
    <>
      <PageHeader
        title={words.title}
        sentence={counts.data ? words.sentence(open, late) : undefined}
        actions={
          <>
            <SegmentedControl
              aria-label={words.view}
              data={[
                { value: 'list', label: words.list },
                { value: 'report', label: words.report },
              ]}
              value={url.show === 'report' ? 'report' : 'list'}
              onChange={(value) => setUrl({ show: value === 'report' ? 'report' : undefined })}
            />
            {may ? (
              <Button variant="filled" onClick={() => setUrl({ new: '1' }, { push: true })}>
                {words.new}
              </Button>
            ) : null}
          </>
        }
      />
      {url.show === 'report' ? (
        <ComplaintReport />
      ) : (
        <List counts={new Map(counts.data?.stages.map((one) => [one.stage, one.n]))} late={late} />
      )}
      {url.new && may ? <ComplaintForm close={() => setUrl({ new: undefined })} /> : null}
    </>
  );
}

function List({ counts, late }: { counts: Map<Stage, number>; late: number }) {
  const words = useComplaintWords();
  const [url, setUrl] = useUrl();
  const filtered = narrowing.some((name) => url[name]);
  const query = {
    q: url.q,
    stage: url.stage === 'late' ? undefined : url.stage,
    overdue: url.stage === 'late' ? true : undefined,
    ...Object.fromEntries(narrowing.map((name) => [name, url[name]])),
    limit: 50,
  };
  const pages = useInfiniteQuery({
    queryKey: ['complaints', 'list', query],
    queryFn: ({ pageParam, signal }) =>
      api.get<{ items: ComplaintLine[]; next: string | null }>(
        '/complaints',
        { ...query, after: pageParam },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    select: (data) => data.pages.flatMap((page) => page.items),
  });
  const columns = useColumns();
  const label = (name: string, n: number | undefined) => (n ? `${name} (${n})` : name);
  const narrowed = url.q || url.stage || filtered;
  return (
    <>
      <Filters
        search={words.search}
        choices={[
          {
            name: 'stage',
            label: words.stagesLabel,
            options: [
              { value: 'late', label: label(words.late, late) },
              ...stages.map((stage) => ({
                value: stage,
                label: label(words.stages[stage], counts.get(stage)),
              })),
            ],
          },
        ]}
      >
        {filtered ? (
          <Button
            size="compact-sm"
            onClick={() => setUrl(Object.fromEntries(narrowing.map((name) => [name, undefined])))}
          >
            {words.filtered} · {words.clear}
          </Button>
        ) : null}
      </Filters>
      <Loaded query={pages}>
        {(rows) => (
          <Card flush>
            <DataTable
              label={words.title}
              rows={rows}
              columns={columns}
              rowKey={(row) => row.id}
              to={(row) => `/inbox/${row.caseId}?view=all`}
              empty={
                narrowed ? (
                  <EmptyState title={words.none[0]} text={words.none[1]} />
                ) : (
                  <EmptyState title={words.empty[0]} text={words.empty[1]} />
                )
              }
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

function useColumns(): Column<ComplaintLine>[] {
  const words = useComplaintWords();
  const lists = useLists();
  return [
    {
      key: 'reference',
      title: words.columns.reference,
      value: (row) => row.reference,
      cell: (row) => (
        <span style={{ whiteSpace: 'nowrap' }}>
          <Go to={`/inbox/${row.caseId}?view=all`}>{row.reference}</Go>
        </span>
      ),
      main: true,
    },
    {
      key: 'customer',
      title: words.columns.customer,
      value: (row) => row.customer?.name ?? '',
      cell: (row) =>
        row.customer ? (row.customer.name ?? '–') : <span className="muted">{words.anonymous}</span>,
    },
    {
      key: 'summary',
      title: words.columns.summary,
      value: (row) => row.summary,
      cell: (row) => (
        <div style={{ maxWidth: 380 }}>
          <span>{row.summary.length > 110 ? `${row.summary.slice(0, 109)}…` : row.summary}</span>
          <div className="tiny muted">
            {[
              lists.nameOf('categories', row.category),
              row.outcome ? words.outcomes[row.outcome] : null,
              row.escalated ? words.figures.escalated : null,
            ]
              .filter(Boolean)
              .join(' · ')}
          </div>
        </div>
      ),
    },
    {
      key: 'stage',
      title: words.columns.stage,
      value: (row) => stages.indexOf(row.stage),
      cell: (row) => (
        <Chip tone={row.stage === 'answered' || row.stage === 'closed' ? 'good' : 'few'}>
          {words.stages[row.stage]}
        </Chip>
      ),
    },
    {
      key: 'severity',
      title: words.columns.severity,
      value: (row) => row.severity ?? '',
      cell: (row) =>
        row.severity ? (
          <Chip tone={row.severity === 'high' || row.severity === 'critical' ? 'bad' : 'few'}>
            {words.severities[row.severity]}
          </Chip>
        ) : null,
    },
    {
      key: 'due',
      title: words.columns.due,
      value: (row) => row.dueAt,
      cell: (row) => <Deadline at={row.dueAt} />,
    },
    {
      key: 'owner',
      title: words.columns.owner,
      value: (row) => row.owner.name,
      cell: (row) => <Face person={row.owner} size="s" />,
    },
    {
      key: 'received',
      title: words.columns.received,
      value: (row) => row.receivedAt,
      cell: (row) => <When at={row.receivedAt} />,
    },
  ];
}
