import { Button } from '@mantine/core';
import { useState } from 'react';
import { apiPath } from '../../api/api.ts';
import { useApi } from '../../api/useApi.ts';
import { useFormat } from '../../i18n/format.ts';
import { CardRow } from '../../parts/Card.tsx';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { SidePanel } from '../../parts/Panel.tsx';
import { useSeamWords } from './messages.ts';
import styles from './Seams.module.css';
import type { Opened, SeamCase } from './seams.ts';

const STEP = 50;
/** As many as the server gives at once; beyond, the file has all. */
const MOST = 200;

/** The cases behind a figure, each with the way it took. */
export function BehindSeam({ log, opened, close }: { log: string; opened: Opened; close: () => void }) {
  const words = useSeamWords();
  const [limit, setLimit] = useState(STEP);
  const query = { log, ...opened };
  const found = useApi<{ items: SeamCase[]; total: number; next: string | null }>(
    ['seams', 'cases'],
    '/seams/cases',
    { query: { ...query, limit } },
  );
  return (
    <SidePanel open close={close} title={titleOf(opened, words)} size="xl">
      <Loaded query={found}>
        {({ items, total, next }) => (
          <>
            <div className="row between">
              <span className="muted">{total === 0 ? words.behind.none : words.behind.all(total)}</span>
              <Button
                size="compact-sm"
                component="a"
                href={apiPath('/seams/cases', { ...query, format: 'csv' })}
                download
              >
                {words.csv}
              </Button>
            </div>
            {items.map((one) => (
              <OneCase key={one.key} one={one} />
            ))}
            {next && limit < MOST ? (
              <Button mt={10} onClick={() => setLimit(Math.min(MOST, limit + STEP))}>
                {words.more}
              </Button>
            ) : null}
          </>
        )}
      </Loaded>
    </SidePanel>
  );
}

function titleOf(opened: Opened, words: ReturnType<typeof useSeamWords>): string {
  const { from, to, a, b, handovers } = opened;
  if (from && to) return words.behind.seam(from, to);
  if (a && b) return words.behind.pair(a, b);
  return handovers === '0' ? words.casesWithNone : words.casesWith(words.handovers[handovers ?? ''] ?? '');
}

function OneCase({ one }: { one: SeamCase }) {
  const words = useSeamWords();
  const format = useFormat();
  const about = [
    one.customer,
    format.date(one.from),
    words.behind.days(format.number(one.days)),
    one.closed === false ? words.behind.open : null,
  ].filter(Boolean);
  return (
    <CardRow>
      {one.href ? <Go to={one.href}>{one.key}</Go> : <b>{one.key}</b>}{' '}
      <span className="tiny muted">{about.join(' · ')}</span>
      <ol className={styles.path} aria-label={words.behind.path}>
        {one.path.map(({ group, at }, i) => (
          // Where the group two steps before is the same one, the case came straight back.
          <li key={`${at} ${group}`} title={format.moment(at)}>
            {i >= 2 && one.path[i - 2]?.group === group ? <b>{group}</b> : group}
          </li>
        ))}
      </ol>
    </CardRow>
  );
}
