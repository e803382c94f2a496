import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../../api/api.ts';
import { useMe } from '../../api/me.ts';
import { livePeriod } from '../../api/useApi.ts';
import { Chip } from '../../parts/Chip.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Filters } from '../../parts/Filters.tsx';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { PageHeader } from '../../parts/PageHeader.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import { When } from '../../parts/When.tsx';
import { MailSheet } from './MailSheet.tsx';
import { type MailLine, outboxPath } from './mails.ts';
import { useOutboxWords } from './messages.ts';
import styles from './Outbox.module.css';

export const stateTones = {
  waiting: 'few',
  sent: 'good',
  outbox: 'good',
  uncertain: 'pass',
  failed: 'bad',
} as const;

const optionsOf = (names: Record<string, string>) =>
  Object.entries(names).map(([value, label]) => ({ value, label }));

/** The mails, and the one that is open as its receiver sees it. */
export function Outbox() {
  const words = useOutboxWords();
  const { demo } = useMe();
  const [url] = useUrl();
  const filter = { q: url.q, purpose: url.purpose, state: url.state };
  const filtered = Object.values(filter).some(Boolean);
  const pages = useInfiniteQuery({
    queryKey: ['mails', 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      api.get<{ items: MailLine[]; next: string | null }>(
        '/mails',
        { ...filter, after: pageParam, limit: 50 },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: livePeriod,
    select: (data) => data.pages.flatMap((page) => page.items),
  });
  const mails = pages.data ?? [];
  return (
    <>
      <PageHeader title={words.title} sentence={demo ? words.demo : words.sentence} />
      <Filters
        search={words.receiver}
        choices={[
          { name: 'purpose', label: words.purpose, options: optionsOf(words.purposes) },
          { name: 'state', label: words.state, options: optionsOf(words.states) },
        ]}
      />
      <Loaded query={pages as never}>
        {() =>
          mails.length === 0 ? (
            <EmptyState
              title={(filtered ? words.none : words.empty)[0] ?? ''}
              text={(filtered ? words.none : words.empty)[1]}
            />
          ) : (
            <div className={styles.outbox} data-open={url.mail ? '' : undefined}>
              <div className={styles.list}>
                <ol aria-label={words.list}>
                  {mails.map((mail) => (
                    <li key={mail.id} data-open={mail.id === url.mail ? '' : undefined}>
                      <div className={styles.who}>
                        <Go
                          to={outboxPath(filter, mail.id)}
                          aria-current={mail.id === url.mail ? 'true' : undefined}
                        >
                          {mail.to.name ?? mail.to.address}
                        </Go>
                        <span className="tiny dim">
                          <When at={mail.queuedAt} />
                        </span>
                      </div>
                      <div className={styles.subject}>{mail.subject}</div>
                      <div className={styles.marks}>
                        <Chip tone={mail.purpose === 'follow_up' ? 'accent' : 'few'}>
                          {words.purposes[mail.purpose]}
                        </Chip>
                        <Chip tone={stateTones[mail.state]}>{words.states[mail.state]}</Chip>
                      </div>
                    </li>
                  ))}
                </ol>
                {pages.hasNextPage ? (
                  <Button m={12} loading={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
                    {words.more}
                  </Button>
                ) : null}
              </div>
              <div className={styles.mail}>
                {url.mail ? (
                  <MailSheet id={url.mail} />
                ) : (
                  <EmptyState title={words.pick[0] ?? ''} text={words.pick[1]} />
                )}
              </div>
            </div>
          )
        }
      </Loaded>
    </>
  );
}
