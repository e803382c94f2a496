import { Button } from '@mantine/core';
import { useMay } from '../../api/me.ts';
import { useApi } from '../../api/useApi.ts';
import { useFormat } from '../../i18n/format.ts';
import { AsOf, useAsOf } from '../../parts/AsOf.tsx';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { PageHeader } from '../../parts/PageHeader.tsx';
import { PeriodPicker } from '../../parts/PeriodPicker.tsx';
import { usePeriod } from '../../parts/usePeriod.ts';
import { useParam, useUrl } from '../../parts/useUrl.ts';
import { useChart } from '../ownership/ownership.ts';
import styles from './Journey.module.css';
import { JourneyMap } from './JourneyMap.tsx';
import { JourneyMenu } from './JourneyMenu.tsx';
import type { Journey as JourneyShape } from './journey.ts';
import { useJourneyWords } from './messages.ts';
import { Restore } from './Restore.tsx';
import { TouchpointPanel } from './TouchpointPanel.tsx';
import { useScores } from './useScores.ts';

/** One journey as a map: phases by lanes, felt against expected, each touchpoint with its score and its owner. */
export function Journey() {
  const words = useJourneyWords();
  const format = useFormat();
  const key = useParam('key');
  const [url, setUrl] = useUrl();
  const { day, isToday } = useAsOf();
  const [period] = usePeriod();
  const may = useMay('journey:write');
  const query = useApi<JourneyShape>(['journeys', key], `/journeys/${key}`, { keep: false });
  const owners = useChart(isToday ? undefined : day).data?.journeys.find((journey) => journey.key === key);
  const whole = useScores('journey', period);
  const editing = url.edit === '1' && may;
  const journey = query.data;
  const n = whole.scores.get(key)?.n;
  const sentence = [
    journey?.description.replace(/\.$/, ''),
    journey?.persona,
    n ? words.answers(format.number(n)) : undefined,
  ].filter(Boolean);
  return (
    <>
      <PageHeader
        title={journey?.name ?? words.title}
        sentence={sentence.join(' · ')}
        above={<Go to="/journeys">{words.title}</Go>}
        actions={
          <>
            <PeriodPicker />
            {journey ? <JourneyMenu journey={journey} /> : null}
            {may && !journey?.archivedAt ? (
              <Button
                variant="filled"
                aria-pressed={editing}
                onClick={() => setUrl({ edit: editing ? undefined : '1' })}
              >
                {editing ? words.doneEditing : words.edit}
              </Button>
            ) : null}
          </>
        }
      />
      <div className={styles.above}>
        <p className="tiny muted">{journey?.scenario}</p>
        <AsOf />
      </div>
      <Loaded query={query}>
        {(data) => (
          <>
            {data.archivedAt ? <Restore journey={data} /> : null}
            <JourneyMap
              journey={data}
              owners={owners}
              period={period}
              editing={editing && !data.archivedAt}
            />
            <p className="tiny muted">{editing ? words.editHint : words.legend}</p>
            <TouchpointPanel journey={data} owners={owners} period={period} />
          </>
        )}
      </Loaded>
    </>
  );
}
