import { Button } from '@mantine/core';
import { useMay } from '../../api/me.ts';
import { useApi } from '../../api/useApi.ts';
import { useFormat } from '../../i18n/format.ts';
import { AsOf, useAsOf } from '../../parts/AsOf.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { PeriodPicker } from '../../parts/PeriodPicker.tsx';
import type { Period } from '../../parts/period.ts';
import { usePeriod } from '../../parts/usePeriod.ts';
import { useParam, useUrl } from '../../parts/useUrl.ts';
import { IncidentBanner } from '../incidents/IncidentBanner.tsx';
import { type ChartJourney, useChart } from '../ownership/ownership.ts';
import { ConflictDialog } from './ConflictDialog.tsx';
import styles from './Journey.module.css';
import { JourneyMap } from './JourneyMap.tsx';
import { JourneyMenu } from './JourneyMenu.tsx';
import { JourneyTop } from './JourneyTop.tsx';
import type { Journey as JourneyShape } from './journey.ts';
import { useJourneyWords } from './messages.ts';
import { PersonaLine } from './PersonaLine.tsx';
import { Remedies } from './Remedies.tsx';
import { Restore } from './Restore.tsx';
import { TalkPanel } from './TalkPanel.tsx';
import { Toolbar } from './Toolbar.tsx';
import { TouchpointPanel } from './TouchpointPanel.tsx';
import { useAtlas } from './useAtlas.ts';
import { useEdit } from './useEdit.ts';
import { useScores } from './useScores.ts';
import { useTalk } from './useTalk.ts';

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
  const owners = useChart(isToday ? undefined : day, { journey: key }).data?.journeys.find(
    (journey) => journey.key === key,
  );
  const whole = useScores('journey', period);
  const editing = url.edit === '1' && may;
  const journey = query.data;
  const n = whole.scores.get(key)?.n;
  const parent = useAtlas().find((one) => one.key === journey?.parent);
  const sentence = [
    journey?.description.replace(/\.$/, ''),
    journey?.persona,
    n ? words.answers(format.number(n)) : undefined,
  ].filter(Boolean);
  return (
    <>
      <JourneyTop
        journeyKey={key}
        title={journey?.name ?? words.title}
        sentence={sentence.join(' · ')}
        parent={parent}
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
      {editing ? null : <IncidentBanner journey={key} />}
      <div className={styles.above}>
        <div className="tiny muted">
          {journey?.scenario ? <p>{journey.scenario}</p> : null}
          {journey?.expectations ? (
            <p>
              {words.theyExpect} {journey.expectations}
            </p>
          ) : null}
        </div>
        <div className="no-print">
          <AsOf />
        </div>
      </div>
      <Loaded query={query}>
        {(data) => <Drawn journey={data} owners={owners} period={period} editing={editing} />}
      </Loaded>
    </>
  );
}

interface DrawnProps {
  journey: JourneyShape;
  owners: ChartJourney | undefined;
  period: Period;
  editing: boolean;
}

function Drawn({ journey, owners, period, editing }: DrawnProps) {
  const words = useJourneyWords();
  const may = useMay('journey:write');
  const editor = useEdit(journey);
  const talk = useTalk(journey.key);
  const open = editing && !journey.archivedAt;
  return (
    <>
      {journey.archivedAt ? <Restore journey={journey} /> : null}
      {may && !journey.archivedAt ? <Remedies journey={journey} editor={editor} /> : null}
      <PersonaLine journey={journey} />
      {open ? <Toolbar editor={editor} /> : null}
      <JourneyMap
        journey={journey}
        owners={owners}
        period={period}
        editor={open ? editor : undefined}
        talk={talk}
      />
      <p className="tiny muted">{open ? words.editHint : words.legend}</p>
      <TouchpointPanel journey={journey} owners={owners} period={period} talk={talk} />
      <TalkPanel journey={journey} talk={talk} />
      {editor.conflict ? <ConflictDialog conflict={editor.conflict} /> : null}
    </>
  );
}
