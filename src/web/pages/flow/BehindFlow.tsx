import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { api, apiPath } from '../../api/api.ts';
import { useFormat } from '../../i18n/format.ts';
import { CardRow } from '../../parts/Card.tsx';
import { Go } from '../../parts/Go.tsx';
import { SidePanel } from '../../parts/Panel.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import { askedOf, type CasePage, shut } from './flow.ts';
import { useFlowWords } from './messages.ts';
import { useTime } from './useTime.ts';

/** The cases behind a figure, those that took longest first. */
export function BehindFlow({ figure }: { figure: string }) {
  const words = useFlowWords();
  const format = useFormat();
  const time = useTime();
  const [url, setUrl] = useUrl();
  const query = { ...askedOf(url), figure, week: url.week, whose: url.whose };
  const found = useInfiniteQuery({
    queryKey: ['flow', 'cases', query],
    queryFn: ({ pageParam, signal }) =>
      api.get<CasePage>('/flow/cases', { ...query, after: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const pages = found.data?.pages ?? [];
  const items = pages.flatMap((page) => page.items);
  const name = words.behind.names[figure] ?? figure;
  const title = url.week ? words.behind.inWeek(name, format.date(url.week)) : name;
  return (
    <SidePanel open close={() => setUrl(shut)} title={title}>
      {found.error ? <p role="alert">{found.error.message}</p> : null}
      {pages[0]?.tooFew ? <p className="muted">{words.few[1]}</p> : null}
      {pages[0] && !pages[0].tooFew && items.length === 0 ? (
        <p className="muted">{words.behind.none}</p>
      ) : null}
      {items.length > 0 ? (
        <div className="row between">
          <span className="muted">{words.behind.longest}</span>
          <Button
            size="compact-sm"
            component="a"
            href={apiPath('/flow/cases', { ...query, format: 'csv' })}
            download
          >
            CSV
          </Button>
        </div>
      ) : null}
      {items.map((one) => (
        <CardRow
          key={one.id}
          action={one.minutes === null ? null : <b className="figures">{time(one.minutes)}</b>}
        >
          <Go to={`/inbox/${one.id}`}>{one.customer ?? `#${one.number}`}</Go>{' '}
          <span className="muted">{one.touchpoint}</span>
          <div className="tiny muted">
            #{one.number} · {one.reason} · {format.date(one.openedAt)}
          </div>
        </CardRow>
      ))}
      {found.hasNextPage ? (
        <Button mt={10} loading={found.isFetchingNextPage} onClick={() => found.fetchNextPage()}>
          {words.behind.more}
        </Button>
      ) : null}
    </SidePanel>
  );
}
