import { Button } from '@mantine/core';
import { useMay } from '../../../api/me.ts';
import { useApi } from '../../../api/useApi.ts';
import { DayBars } from '../../../charts/DayBars.tsx';
import { useFormat } from '../../../i18n/format.ts';
import { Card } from '../../../parts/Card.tsx';
import { Face } from '../../../parts/Face.tsx';
import { Facts } from '../../../parts/Facts.tsx';
import { Go } from '../../../parts/Go.tsx';
import { Loaded } from '../../../parts/Loaded.tsx';
import { PageHeader } from '../../../parts/PageHeader.tsx';
import { Seat } from '../../../parts/Seat.tsx';
import { useParam, useUrl } from '../../../parts/useUrl.ts';
import { When } from '../../../parts/When.tsx';
import { ConnectLink } from '../../connect/ConnectLink.tsx';
import { SourceFeeds } from '../../lineage/SourceFeeds.tsx';
import { FreshnessChip } from '../FreshnessChip.tsx';
import { Imports } from '../Imports.tsx';
import { useSourceWords } from '../messages.ts';
import { ErrorChips, QualityLine } from '../QualityLine.tsx';
import { useRhythm } from '../rhythm.ts';
import { SourceForm } from '../SourceForm.tsx';
import styles from '../Sources.module.css';
import { SourcesNav } from '../SourcesNav.tsx';
import type { Source } from '../sources.ts';
import { Drifts } from './Drifts.tsx';
import { Fields } from './Fields.tsx';
import { Lates } from './Lates.tsx';
import { useSourcePageWords } from './messages.ts';
import { type SourceRecord, useRecord } from './record.ts';

/** One source in full: what came day by day, how its fields are filled, how its shape changed, when it was late. */
export function SourcePage() {
  const key = useParam('key');
  const words = useSourcePageWords();
  const page = useSourceWords();
  const mayWrite = useMay('source:write');
  const [url, setUrl] = useUrl();
  const query = useApi<Source>(['sources', key], `/sources/${key}`, { keep: false, live: true });
  const record = useRecord(key);
  const source = query.data;
  return (
    <>
      <PageHeader
        title={source?.name ?? key}
        sentence={source?.description || undefined}
        above={<Go to="/sources">{words.back}</Go>}
        beside={
          source?.ownerName ? (
            <Face person={{ id: source.ownerPersonId ?? undefined, name: source.ownerName }} size="l" />
          ) : source ? (
            <Seat reason={page.noOwner} size="l" />
          ) : undefined
        }
        actions={
          mayWrite && source ? (
            <Button onClick={() => setUrl({ edit: '1' }, { push: true })}>{page.changeShort}</Button>
          ) : undefined
        }
      />
      <SourcesNav />
      <Loaded query={query}>
        {(one) => (
          <div className={styles.two}>
            <div className="stack">
              <Loaded query={record}>
                {(all) => (
                  <>
                    <Days record={all} />
                    <SourceFeeds sourceKey={key} />
                    <Drifts drifts={all.drifts} sourceKey={key} />
                    <Fields fields={all.fields} sourceKey={key} />
                  </>
                )}
              </Loaded>
            </div>
            <div className="stack">
              <Standing source={one} />
              {record.data ? <Lates lates={record.data.lates} source={one} /> : null}
              <Imports source={key} />
            </div>
          </div>
        )}
      </Loaded>
      {mayWrite && source && url.edit ? (
        <SourceForm source={source} close={() => setUrl({ edit: undefined })} />
      ) : null}
    </>
  );
}

function Standing({ source }: { source: Source }) {
  const words = useSourcePageWords();
  const page = useSourceWords();
  const rhythm = useRhythm();
  return (
    <Card title={words.standing}>
      <Facts
        facts={[
          { term: words.state, value: <FreshnessChip source={source} /> },
          [words.rhythm, rhythm(source.expectedEveryHours) || page.state.none_agreed],
          { term: page.last, value: source.lastReceivedAt ? <When at={source.lastReceivedAt} /> : null },
          [page.form.owner, source.ownerName ?? page.form.nobody],
          [page.form.department, source.departmentName ?? page.form.none],
          [page.form.kind, page.kinds[source.kind]],
          { term: words.arrives, value: <ConnectLink source={source} /> },
        ]}
      />
      <QualityLine quality={source.quality} />
      <ErrorChips source={source} />
      {source.lastError ? (
        <div className={styles.error}>
          {page.error} <When at={source.lastErrorAt} />: {source.lastError}
        </div>
      ) : null}
    </Card>
  );
}

/** The server sends days on which something came; the others are silence, and shown. */
function Days({ record }: { record: SourceRecord }) {
  const words = useSourcePageWords();
  const format = useFormat();
  const known = new Map(record.days.map((one) => [one.day, one]));
  const days = Array.from({ length: 90 }, (_, i) => {
    const day = new Date(Date.now() - (89 - i) * 86_400_000).toISOString().slice(0, 10);
    return { day, good: known.get(day)?.taken ?? 0, bad: known.get(day)?.rejected ?? 0 };
  });
  const sum = (pick: (day: SourceRecord['days'][number]) => number) =>
    record.days.reduce((all, day) => all + pick(day), 0);
  const twice = (['again', 'doubled', 'repeated'] as const).flatMap((what) => {
    const n = sum((day) => day[what]);
    return n > 0 ? [words[what](format.number(n))] : [];
  });
  const sentence = words.daysSay(
    format.number(sum((day) => day.taken)),
    format.number(sum((day) => day.rejected)),
    format.number(record.days.length),
  );
  return (
    <Card title={words.days} aside={words.ninety}>
      <p>{sentence}</p>
      <DayBars days={days} label={sentence} />
      <p className="tiny muted">{twice.length > 0 ? twice.join(' ') : words.noneTwice}</p>
    </Card>
  );
}
