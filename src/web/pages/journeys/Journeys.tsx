import { Button } from '@mantine/core';
import { useState } from 'react';
import { useMay } from '../../api/me.ts';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Filters } from '../../parts/Filters.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { PageHeader } from '../../parts/PageHeader.tsx';
import { PeriodPicker } from '../../parts/PeriodPicker.tsx';
import { usePeriod } from '../../parts/usePeriod.ts';
import { useUrl } from '../../parts/useUrl.ts';
import { useJourneySeats } from '../ownership/ownership.ts';
import { ApplyFile } from './ApplyFile.tsx';
import { useAtlasWords } from './atlas.messages.ts';
import { inTree, worstPhase } from './atlas.ts';
import { JourneyCard } from './JourneyCard.tsx';
import { JourneysNav } from './JourneysNav.tsx';
import { useJourneyWords } from './messages.ts';
import { NewJourney } from './NewJourney.tsx';
import { Unplaced } from './Unplaced.tsx';
import { type AtlasJourney, useAtlasQuery } from './useAtlas.ts';
import { useVolumes } from './useLive.ts';
import { useScores } from './useScores.ts';

/** The atlas: every journey with how it does and whose it is, parts under their wholes. */
export function Journeys() {
  const words = useJourneyWords();
  const atlas = useAtlasWords();
  const may = useMay('journey:write');
  const [url] = useUrl();
  const [period] = usePeriod();
  const [making, setMaking] = useState(false);
  const query = useAtlasQuery();
  const seats = new Map(useJourneySeats().map((one) => [one.journey, one]));
  const journeys = useScores('journey', period);
  const phases = useScores('phase', period);
  const volumes = useVolumes(undefined, period);
  const items = query.data?.items ?? [];
  const touchpoints = items.reduce((sum, journey) => sum + journey.touchpoints, 0);
  const byJourney = Map.groupBy(volumes.values(), (one) => one.journey);
  const volumeOf = (journey: AtlasJourney) =>
    (byJourney.get(journey.key) ?? []).reduce(
      (sum, one) => ({ n: sum.n + one.n, failed: sum.failed + one.failed }),
      { n: 0, failed: 0 },
    );
  const actions = may ? (
    <>
      <ApplyFile />
      <Button variant="filled" onClick={() => setMaking(true)}>
        {words.make}
      </Button>
    </>
  ) : undefined;

  const shown = (all: AtlasJourney[]) => {
    const q = url.q?.toLowerCase() ?? '';
    const found = all.filter(
      (journey) =>
        `${journey.name} ${journey.description} ${journey.persona ?? ''}`.toLowerCase().includes(q) &&
        (!url.persona || journey.personas.some((one) => one.key === url.persona)) &&
        (url.show !== 'warnings' || journey.warnings.length > 0) &&
        (url.show !== 'comments' || journey.openComments > 0) &&
        (url.show !== 'gaps' || (seats.get(journey.key)?.empty ?? 0) > 0),
    );
    if (url.sort !== 'worst' && url.sort !== 'volume') return inTree(found);
    const rank = (journey: AtlasJourney) =>
      url.sort === 'volume'
        ? -volumeOf(journey).n
        : (worstPhase(journey, phases.scores, phases.metric)?.reading.value ?? Number.POSITIVE_INFINITY);
    return found.map((journey) => ({ journey, depth: 0 })).sort((a, b) => rank(a.journey) - rank(b.journey));
  };
  const personas = new Map(
    items.flatMap((one) => one.personas.map((persona) => [persona.key, persona.name])),
  );
  const options = (of: Record<string, string>) =>
    Object.entries(of).map(([value, label]) => ({ value, label }));
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
      <JourneysNav />
      {items.length > 1 ? (
        <Filters
          search={atlas.search}
          choices={[
            ...(personas.size > 0
              ? [{ name: 'persona', label: atlas.persona, options: options(Object.fromEntries(personas)) }]
              : []),
            { name: 'show', label: atlas.show, options: options(atlas.shows) },
            { name: 'sort', label: atlas.sort, otherwise: atlas.drawn, options: options(atlas.sorts) },
          ]}
        />
      ) : null}
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
              {shown(all).length === 0 ? <p className="muted">{atlas.noneFound}</p> : null}
              {shown(all).map(({ journey, depth }) => (
                <JourneyCard
                  key={journey.key}
                  journey={journey}
                  depth={depth}
                  parts={all.filter((one) => one.parent === journey.key).length}
                  whole={depth === 0 ? all.find((one) => one.key === journey.parent) : undefined}
                  seats={seats.get(journey.key)}
                  volume={volumeOf(journey)}
                  score={journeys.scores.get(journey.key)}
                  phaseScores={phases.scores}
                  metric={journeys.metric}
                  period={period}
                />
              ))}
              <Unplaced />
            </div>
          )
        }
      </Loaded>
      <NewJourney open={making} close={() => setMaking(false)} />
    </>
  );
}
