import type { Actor } from '../../platform/access.ts';
import { sql } from '../../platform/database.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Rooms } from '../rooms.ts';
import { SourceInput } from '../source.ts';
import { ensureSource } from '../sources.ts';
import type { RecipeFolder } from './folder.ts';
import type { RecipeStep } from './recipe.ts';
import { factOf } from './rowFact.ts';
import { oneSelect } from './select.ts';

/** Sets up what the recipe's facts refer to. @returns the id of each source by its key */
export async function setUp(
  platform: Platform,
  rooms: Rooms,
  actor: Actor,
  { recipe, read }: RecipeFolder,
): Promise<Map<string, number>> {
  const sources = new Map<string, number>();
  for (const source of recipe.sources)
    sources.set(source.key, await ensureSource(platform, actor, SourceInput.parse(source)));
  for (const dimension of recipe.dimensions) await rooms.defineDimension(platform, actor, dimension);
  for (const metric of recipe.metrics) await rooms.defineMetric(platform, actor, metric);
  for (const journey of recipe.journeys) await rooms.defineJourney(platform, actor, await read(journey));
  for (const rule of recipe.caseRules) await rooms.defineCaseRule(platform, actor, rule);
  return sources;
}

export interface ReadyStep {
  step: RecipeStep;
  /** In brackets: to select from. */
  select: string;
}

/** Every step's SELECT is tried on the staged rows before the first fact is taken in. */
export async function tryOut(platform: Platform, { recipe, read }: RecipeFolder): Promise<ReadyStep[]> {
  const ready: ReadyStep[] = [];
  for (const step of recipe.steps) {
    const select = oneSelect(await read(step.sql), step.name);
    const timed = step.yields !== 'identities';
    const type = timed ? ', pg_typeof(step.at)::text as "at type"' : '';
    const rows = await platform.db
      .all<Record<string, unknown>>(sql`select step.*${sql.raw(type)} from ${sql.raw(select)} step limit 1`)
      .catch((error: Error & { code?: string }) => {
        if (error.code === '53100') throw error;
        throw new Refusal(
          'recipe_invalid',
          `The SQL of the step “${step.name}” does not run: ${error.message}`,
          { step: step.name },
        );
      });
    const [row] = rows;
    if (row) {
      const { 'at type': at, ...fields } = row;
      if (at === 'timestamp without time zone' || at === 'date') {
        throw new Refusal(
          'recipe_invalid',
          `In the step “${step.name}”, “at” has no time zone. Write at time zone 'Europe/Berlin', say.`,
        );
      }
      factOf(step, Object.keys(fields));
    }
    ready.push({ step, select });
  }
  return ready;
}
