import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../../api/api.ts';
import { useLiveWords } from '../../live/live.messages.ts';
import { askingPeriod } from '../../live/live.ts';
import { NoticeList } from '../../live/NoticeList.tsx';
import { markRead, type NoticePage } from '../../live/notices.ts';
import { Card } from '../../parts/Card.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { PageHeader } from '../../parts/PageHeader.tsx';

const atOnce = 30;

/** Everything I was told, the newest first. */
export function Notices() {
  const words = useLiveWords();
  const pages = useInfiniteQuery({
    queryKey: ['notices', 'all'],
    queryFn: ({ pageParam, signal }) =>
      api.get<NoticePage>('/me/notices', { limit: atOnce, after: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: askingPeriod,
  });
  const unread = pages.data?.pages[0]?.unread ?? 0;
  return (
    <>
      <PageHeader
        title={words.notices}
        sentence={pages.data ? words.sentence(unread) : undefined}
        actions={
          <>
            {unread > 0 ? (
              <Button onClick={() => void markRead({ all: true })}>{words.readAll}</Button>
            ) : null}
            <Button component={Go} to="/settings?part=notices" variant="default">
              {words.settings}
            </Button>
          </>
        }
      />
      <Loaded query={pages as never}>
        {() => {
          const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
          return items.length === 0 ? (
            <EmptyState title={words.none} text={words.noneText} />
          ) : (
            <Card flush>
              <NoticeList items={items} />
              {pages.hasNextPage ? (
                <Button m={12} loading={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
                  {words.more}
                </Button>
              ) : null}
            </Card>
          );
        }}
      </Loaded>
    </>
  );
}
