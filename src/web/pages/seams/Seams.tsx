import { Button, NativeSelect } from '@mantine/core';
import { apiPath } from '../../api/api.ts';
import { useMay } from '../../api/me.ts';
import { useFormat } from '../../i18n/format.ts';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { OwnershipNav } from '../../parts/OwnershipNav.tsx';
import { PageHeader } from '../../parts/PageHeader.tsx';
import { Seat } from '../../parts/Seat.tsx';
import { useGo } from '../../parts/useGo.ts';
import { useUrl } from '../../parts/useUrl.ts';
import { AboutLog } from './AboutLog.tsx';
import { BehindSeam } from './BehindSeam.tsx';
import { ByHandovers } from './ByHandovers.tsx';
import { EverySeam } from './EverySeam.tsx';
import { Flows } from './Flows.tsx';
import { useSeamWords } from './messages.ts';
import { PingPong } from './PingPong.tsx';
import styles from './Seams.module.css';
import {
  type Seams as Found,
  nothingOpened,
  type Opened,
  OWN,
  openedIn,
  useSeamLogs,
  useSeams,
} from './seams.ts';

/** What lies between the departments: every pair that cases cross, of our own or of another system's history. */
export function Seams() {
  const words = useSeamWords();
  const [url, setUrl] = useUrl();
  const logs = useSeamLogs();
  const log = url.log ?? logs.data?.items[0]?.log;
  const seams = useSeams(log);
  const sentence = useSentence(seams.data);
  const opened = openedIn(url);
  const open = (what: Opened) => setUrl({ ...nothingOpened, ...what }, { push: true });
  return (
    <>
      <PageHeader
        title={words.title}
        sentence={sentence}
        actions={
          <div className="row" style={{ flexWrap: 'wrap' }}>
            {logs.data && logs.data.items.length > 1 ? (
              <NativeSelect
                aria-label={words.log}
                value={log}
                data={logs.data.items.map((one) => ({
                  value: one.log,
                  label: one.log === OWN ? words.own : one.log,
                }))}
                onChange={(event) => setUrl({ ...nothingOpened, log: event.currentTarget.value })}
              />
            ) : null}
            {seams.data && seams.data.pairs > 0 ? (
              <Button component="a" href={apiPath('/seams', { log, format: 'csv' })} download>
                {words.csv}
              </Button>
            ) : null}
          </div>
        }
      />
      <OwnershipNav />
      <Loaded query={seams}>
        {(data) =>
          data.cases === 0 ? (
            <Nothing />
          ) : (
            <div className={styles.page}>
              {/* First, so that it stands on top of a phone and comes first by keyboard: these are the ones to talk about. */}
              <div className={`stack ${styles.aside}`}>
                <PingPong seams={data} open={open} />
                <ByHandovers seams={data} open={open} />
                {data.log === OWN ? null : <AboutLog key={data.log} seams={data} />}
              </div>
              <div className="stack">
                <Flows seams={data} open={open} />
                <EverySeam seams={data} open={open} />
              </div>
            </div>
          )
        }
      </Loaded>
      {opened && log ? (
        <BehindSeam
          key={JSON.stringify(opened)}
          log={log}
          opened={opened}
          close={() => setUrl(nothingOpened)}
        />
      ) : null}
    </>
  );
}

function useSentence(data: Found | undefined): string | undefined {
  const words = useSeamWords();
  const format = useFormat();
  if (!data) return undefined;
  if (data.cases === 0) return words.empty;
  if (data.pairs === 0) return words.noCrossing(data.cases);
  const says = data.log === OWN ? words.customers : words.sentence;
  const worst = data.pingPong[0];
  const first = says(data.pairs, data.groups, format.fixed(data.handovers.mean ?? 0));
  return `${first} ${worst ? words.worst(worst.a, worst.b, worst.cases, format.number(worst.bounces)) : words.noWorst}`;
}

function Nothing() {
  const words = useSeamWords();
  const go = useGo();
  const may = useMay('import:write');
  return (
    <EmptyState
      title={words.emptyTitle}
      text={words.emptyText}
      picture={<Seat size="l" />}
      action={
        may ? (
          <Button variant="filled" onClick={() => go('/sources/import?as=event-log')}>
            {words.toImport}
          </Button>
        ) : (
          <Button onClick={() => go('/inbox')}>{words.toInbox}</Button>
        )
      }
    />
  );
}
