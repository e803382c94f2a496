import { Button, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useMay } from '../../api/me.ts';
import { useApi } from '../../api/useApi.ts';
import { Card, CardRow } from '../../parts/Card.tsx';
import { CasesNav } from '../../parts/CasesNav.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { PageHeader } from '../../parts/PageHeader.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import { useThanksWords } from './messages.ts';
import styles from './Recognition.module.css';
import { useFeed, useRecognitions } from './recognition.ts';
import { ThankSomebody } from './ThankSomebody.tsx';
import { ThanksItem } from './ThanksItem.tsx';

/** The feed of thanks; beside it what is worth one, and for leaders how much there was where. */
export function Recognition() {
  const words = useThanksWords();
  const may = useMay('case:read');
  const [thanking, thank] = useState(false);
  return (
    <>
      <PageHeader
        title={words.title}
        sentence={words.sentence}
        actions={
          may ? (
            <Button variant="filled" onClick={() => thank(true)}>
              {words.somebody}
            </Button>
          ) : undefined
        }
      />
      <CasesNav />
      <div className={styles.page}>
        <Feed />
        <div className="stack">
          <Worth />
          <ByDepartment />
        </div>
      </div>
      {thanking ? <ThankSomebody close={() => thank(false)} /> : null}
    </>
  );
}

function Feed() {
  const words = useThanksWords();
  const [url, setUrl] = useUrl();
  const show = url.show === 'mine' ? 'mine' : 'thanked';
  const feed = useFeed(show);
  const items = feed.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Card
      title={words.feed}
      aside={
        <SegmentedControl
          size="xs"
          aria-label={words.feed}
          value={show}
          data={[
            { value: 'thanked', label: words.everybody },
            { value: 'mine', label: words.mine },
          ]}
          onChange={(value) => setUrl({ show: value === 'mine' ? 'mine' : undefined })}
        />
      }
    >
      {items.map((item) => (
        <ThanksItem key={item.id} item={item} />
      ))}
      {feed.data && items.length === 0 ? (
        <EmptyState
          title={show === 'mine' ? words.emptyMine : words.empty}
          text={show === 'mine' ? words.emptyMineText : words.emptyText}
        />
      ) : null}
      {feed.hasNextPage ? (
        <Button onClick={() => feed.fetchNextPage()} loading={feed.isFetchingNextPage}>
          {words.more}
        </Button>
      ) : null}
    </Card>
  );
}

function Worth() {
  const words = useThanksWords();
  const items = useRecognitions('suggested', { limit: 10 }).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Card title={words.worth} aside={words.worthHint}>
      {items.map((item) => (
        <ThanksItem key={item.id} item={item} />
      ))}
    </Card>
  );
}

interface Departments {
  items: { department: string | null; thanks: number; confirmed: number }[];
}

function ByDepartment() {
  const words = useThanksWords();
  const may = useMay('recovery:read');
  const { data } = useApi<Departments>(['recognition', 'departments'], '/recognition/departments', {
    when: may,
  });
  if (!data || data.items.length === 0) return null;
  return (
    <Card title={words.departments} aside={words.departmentsHint}>
      {data.items.map((one) => (
        <CardRow key={one.department ?? ''}>
          <b>{one.department ?? words.small}</b>
          <div className="tiny muted">{words.times(one.thanks, one.confirmed)}</div>
        </CardRow>
      ))}
    </Card>
  );
}
