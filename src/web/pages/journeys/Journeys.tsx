import { Button } from '@mantine/core';
import { useState } from 'react';
import { useMay } from '../../api/me.ts';
import { useApi } from '../../api/useApi.ts';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { PageHeader } from '../../parts/PageHeader.tsx';
import { PeriodPicker } from '../../parts/PeriodPicker.tsx';
import { usePeriod } from '../../parts/usePeriod.ts';
import { useChart } from '../ownership/ownership.ts';
import { ApplyFile } from './ApplyFile.tsx';
import { JourneyCard } from './JourneyCard.tsx';
import type { Journey } from './journey.ts';
import { useJourneyWords } from './messages.ts';
import { NewJourney } from './NewJourney.tsx';
import { Unplaced } from './Unplaced.tsx';
import { useScores } from './useScores.ts';

/** The atlas: every journey with how it does and whose it is. */
export function Journeys() {
  const words = useJourneyWords();
  const may = useMay('journey:write');
  const [period] = usePeriod();
  const [making, setMaking] = useState(false);
  const query = useApi<{ items: Journey[] }>(['journeys'], '/journeys');
  const chart = useChart(undefined).data;
  const journeys = useScores('journey', period);
  const phases = useScores('phase', period);
  const items = query.data?.items ?? [];
  const touchpoints = items.flatMap((journey) => journey.phases.flatMap((phase) => phase.touchpoints)).length;
  const actions = may ? (
    <>
      <ApplyFile />
      <Button variant="filled" onClick={() => setMaking(true)}>
        {words.make}
      </Button>
    </>
  ) : undefined;
  return (
    <>
      <PageHeader
        title={words.title}
        sentence={items.length > 0 ? words.atlas(items.length, touchpoints) : words.atlasNone}
        actions={
          <>
            {items.length > 0 ? <PeriodPicker /> : null}
            {items.length > 0 ? actions : null}
          </>
        }
      />
      <Loaded query={query}>
        {({ items: all }) =>
          all.length === 0 ? (
            <EmptyState
              title={words.emptyTitle}
              text={words.emptyText}
              action={<div className="row">{actions}</div>}
            />
          ) : (
            <div className="stack">
              {all.map((journey) => (
                <JourneyCard
                  key={journey.key}
                  journey={journey}
                  owners={chart?.journeys.find((one) => one.key === journey.key)}
                  score={journeys.scores.get(journey.key)}
                  phaseScores={phases.scores}
                  metric={journeys.metric}
                  period={period}
                />
              ))}
              <Unplaced journeys={all} />
            </div>
          )
        }
      </Loaded>
      <NewJourney open={making} close={() => setMaking(false)} />
    </>
  );
}
