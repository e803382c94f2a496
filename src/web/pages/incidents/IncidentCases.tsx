import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../../api/api.ts';
import { Card, CardRow } from '../../parts/Card.tsx';
import { Chip } from '../../parts/Chip.tsx';
import { Face } from '../../parts/Face.tsx';
import { Go } from '../../parts/Go.tsx';
import { useIncidentWords } from './incidents.messages.ts';
import { type CaseOf, incidentsKey } from './incidents.ts';

/** Its cases, a page at a time. */
export function IncidentCases({ id, total }: { id: string; total: number }) {
  const words = useIncidentWords();
  const query = useInfiniteQuery({
    queryKey: [...incidentsKey, id, 'cases', total],
    queryFn: ({ pageParam, signal }) =>
      api.get<{ items: CaseOf[]; next: string | null }>(
        `/incidents/${id}/cases`,
        pageParam ? { after: pageParam } : {},
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const cases = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Card title={words.casesTitle} aside={words.cases(total)}>
      {cases.map((one) => (
        <CardRow
          key={one.id}
          lead={<Face person={one.owner} size="s" />}
          action={one.open ? undefined : <Chip tone="good">{words.closed}</Chip>}
        >
          <Go to={`/inbox/${one.id}`}>
            {one.customerName ?? words.someone} #{one.number}
          </Go>
          <span className="tiny muted"> {one.reason}</span>
        </CardRow>
      ))}
      {query.hasNextPage ? (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {words.more}
        </Button>
      ) : null}
    </Card>
  );
}
