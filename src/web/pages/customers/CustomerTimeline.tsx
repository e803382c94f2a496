import { Button } from '@mantine/core';
import { IconAlertTriangle, IconMessage } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../../api/api.ts';
import { Chip } from '../../parts/Chip.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { type Moment, Timeline } from '../../parts/Timeline.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import { useMomentOf } from '../inbox/moment.tsx';
import styles from './Customer.module.css';
import { type HappenedItem, type Kind, kinds, type OwedCase, shownKinds } from './customers.ts';
import { useCustomersWords } from './messages.ts';

/** One line of everything that happened, was said and is owed; the last first. */
export function CustomerTimeline({ customerId, cases }: { customerId: string; cases: OwedCase[] }) {
  const words = useCustomersWords();
  const [url, setUrl] = useUrl();
  const shown = shownKinds(url.show);
  const facts = [
    shown.includes('happened') ? 'interaction' : '',
    shown.includes('said') ? 'response' : '',
  ].filter(Boolean);
  const pages = useInfiniteQuery({
    queryKey: ['customers', customerId, 'timeline', facts],
    queryFn: ({ pageParam, signal }) =>
      facts.length === 0
        ? Promise.resolve({ items: [], next: null })
        : api.get<{ items: HappenedItem[]; next: string | null }>(
            `/customers/${customerId}/timeline`,
            { kinds: facts.join(','), before: pageParam, limit: 60 },
            signal,
          ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    select: (data) => data.pages.flatMap((page) => page.items),
  });
  const moments = useMoments(pages.data ?? [], shown.includes('owed') ? cases : [], pages.hasNextPage);
  const choose = (chosen: string[]) =>
    setUrl({ show: chosen.length === 0 || chosen.length === kinds.length ? undefined : chosen.join(',') });
  return (
    <>
      <fieldset className={styles.kinds}>
        <legend className="only-heard">{words.showLabel}</legend>
        {kinds.map((kind: Kind) => (
          <button
            key={kind}
            type="button"
            aria-pressed={shown.includes(kind)}
            onClick={() => choose(kinds.filter((one) => shown.includes(one) !== (one === kind)))}
          >
            {words.show[kind]}
          </button>
        ))}
      </fieldset>
      <Loaded query={pages as never}>
        {() => (
          <>
            {moments.length === 0 ? (
              <EmptyState title={words.nothing[0] ?? ''} text={words.nothing[1]} />
            ) : (
              <Timeline moments={moments} />
            )}
            {pages.hasNextPage ? (
              <Button mt={12} loading={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
                {words.earlier}
              </Button>
            ) : null}
          </>
        )}
      </Loaded>
    </>
  );
}

/** Facts come page by page; of the cases only what lies within the pages read is shown, so that nothing stands out of order. */
function useMoments(facts: HappenedItem[], cases: OwedCase[], more: boolean): Moment[] {
  const words = useCustomersWords();
  const momentOf = useMomentOf();
  const oldest = more ? (facts.at(-1)?.at ?? '') : '';
  const ofCases = cases.flatMap((one) =>
    one.timeline
      .filter((moment) => moment.at >= oldest)
      .map((moment): Moment => {
        const line = momentOf(moment, one.id);
        return {
          ...line,
          by: (
            <>
              <Go to={`/inbox/${one.id}`}>{words.case(one.number)}</Go>
              {line.by ? <> · {line.by}</> : null}
            </>
          ),
        };
      }),
  );
  const ofFacts = facts.map((one): Moment => {
    const score =
      one.kind === 'response' && one.value !== null
        ? `${one.title} ${one.value}${one.scaleMax === null ? '' : `/${one.scaleMax}`}`
        : one.title;
    const bad =
      one.failed === true ||
      (one.kind === 'response' && one.metricKind === 'nps' && one.value !== null && one.value <= 6);
    return {
      id: one.id,
      at: one.at,
      mark: one.failed ? (
        <IconAlertTriangle size={16} aria-hidden />
      ) : one.kind === 'response' ? (
        <IconMessage size={16} aria-hidden />
      ) : undefined,
      title: (
        <>
          {score}
          {one.failed ? (
            <>
              {' '}
              <Chip tone="bad">{words.failed}</Chip>
            </>
          ) : null}
          {one.contactRequested ? (
            <>
              {' '}
              <Chip tone="pass">{words.contactAsked}</Chip>
            </>
          ) : null}
        </>
      ),
      text: one.text ? (one.kind === 'response' ? `“${one.text}”` : one.text) : undefined,
      by: [one.touchpoint?.name, one.source].filter(Boolean).join(' · '),
      tone: bad ? 'bad' : one.kind === 'response' ? 'accent' : 'few',
    };
  });
  return [...ofFacts, ...ofCases].sort((a, b) => String(b.at).localeCompare(String(a.at)));
}
