import { type MetricLook, type Reading, toneOf } from '../../parts/reading.ts';
import type { AtlasJourney } from './useAtlas.ts';

/** Wholes with their parts under them, each part once; a part whose whole is filtered out stands by itself. */
export function inTree(journeys: AtlasJourney[]): { journey: AtlasJourney; depth: number }[] {
  const there = new Set(journeys.map((journey) => journey.key));
  const parts = Map.groupBy(journeys, (journey) =>
    journey.parent !== null && there.has(journey.parent) ? journey.parent : '',
  );
  const walk = (parent: string, depth: number): { journey: AtlasJourney; depth: number }[] =>
    (parts.get(parent) ?? []).flatMap((journey) => [
      { journey, depth },
      ...walk(journey.key, Math.min(depth + 1, 4)),
    ]);
  return walk('', 0);
}

/** The phase that does worst, where enough was said of it and it is not good. */
export function worstPhase(
  journey: AtlasJourney,
  scores: Map<string, Reading>,
  metric: MetricLook | undefined,
): { name: string; reading: Reading } | undefined {
  const up = metric?.higherIsBetter ?? true;
  const said = journey.phases.flatMap((phase) => {
    const reading = scores.get(`${journey.key}/${phase.key}`);
    const tone = reading ? toneOf(reading, metric) : 'few';
    return reading && tone !== 'few' && tone !== 'good' ? [{ name: phase.name, reading }] : [];
  });
  return said.sort((a, b) => ((a.reading.value ?? 0) - (b.reading.value ?? 0)) * (up ? 1 : -1))[0];
}
