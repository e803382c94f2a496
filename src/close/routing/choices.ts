import { touchpointIndex } from '../../map/map.ts';
import { listDepartments, readTerms } from '../../own/own.ts';
import type { Platform } from '../../platform/platform.ts';
import { dimensionValues, kindsKnown, metricsAnswered, skillsKnown, sourcesKnown } from './choices.sql.ts';
import type { Choice, Choices } from './shapes.ts';

/** What a rule may ask about, by its names; for the editor. */
export async function routingChoices(platform: Platform): Promise<Choices> {
  const { db } = platform;
  const { inOrder } = await touchpointIndex(db);
  const places = inOrder.filter((one) => !one.archived);
  const unique = (all: Choice[]) => [...new Map(all.map((one) => [one.key, one])).values()];
  const [metrics, kinds, sources, dimensions, skills, departments, terms] = await Promise.all([
    metricsAnswered(db),
    kindsKnown(db),
    sourcesKnown(db),
    dimensionValues(db),
    skillsKnown(db),
    listDepartments(db),
    readTerms(db),
  ]);
  return {
    touchpoints: places.map(({ key, name }) => ({ key, name })),
    phases: unique(
      places.map((one) => ({
        key: `${one.journeyKey}/${one.phaseKey}`,
        name: `${one.phaseName} · ${one.journeyName}`,
      })),
    ),
    journeys: unique(places.map((one) => ({ key: one.journeyKey, name: one.journeyName }))),
    metrics,
    kinds,
    sources,
    dimensions,
    skills,
    departments: departments.flatMap(({ id, name, archivedAt }) => (archivedAt ? [] : { id, name })),
    value: terms.value,
  };
}
