import { z } from 'zod';
import { type Actor, require } from '../../platform/access.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import { importQueue } from '../imports/queue.ts';
import { insertRun, runById } from '../imports/run.sql.ts';
import type { ImportRun } from '../imports/run.ts';
import { uploadOf } from '../imports/uploads.ts';
import { openRecipe, type RecipeOrigin, shippedRecipes } from './folder.ts';
import { matcher } from './recipe.ts';
import type { RecipeWork } from './recipeRun.ts';

export const RecipeListing = z
  .object({
    key: z.string(),
    name: z.string(),
    description: z.string(),
    files: z.array(z.object({ match: z.string(), optional: z.boolean() })),
    steps: z.array(z.string()),
  })
  .meta({ id: 'Recipe' });
export type RecipeListing = z.infer<typeof RecipeListing>;

const uploads = <K extends string>(name: K) =>
  z
    .array(
      z.object({ [name]: z.string().min(1).max(300), uploadId: z.uuid() } as { [key in K]: z.ZodString } & {
        uploadId: z.ZodUUID;
      }),
    )
    .max(200);

export const StartRecipe = z.object({
  recipe: z.string().optional().describe('Key of a recipe that comes with Onus …'),
  recipeFiles: uploads('path')
    .optional()
    .describe('… or the files of one’s own, recipe.yaml among them, uploaded before.'),
  files: uploads('name').describe('The data, uploaded before.'),
});
export type StartRecipe = z.infer<typeof StartRecipe>;

export async function listRecipes(actor: Actor): Promise<RecipeListing[]> {
  require(actor, 'source:read');
  const names = await shippedRecipes();
  return Promise.all(
    names.map(async (key) => {
      const { recipe } = await openRecipe(undefined, { shipped: key });
      return {
        key,
        name: recipe.name,
        description: recipe.description,
        files: recipe.files.map(({ match, optional }) => ({ match, optional })),
        steps: recipe.steps.map((step) => step.name),
      };
    }),
  );
}

/** Puts the recipe's run in the queue. Files the recipe does not know are left out, and the run says so. */
export async function runRecipe(platform: Platform, actor: Actor, given: StartRecipe): Promise<ImportRun> {
  require(actor, 'settings:write');
  const origin = originOf(given);
  const { recipe } = await openRecipe(platform, origin);
  const all = await Promise.all(
    given.files.map(async (file) => ({ ...file, upload: await uploadOf(platform, file.uploadId) })),
  );
  const matches = recipe.files.map((file) => matcher(file.match));
  const data = all.filter((file) => matches.some((match) => match(file.name)));
  const missing = recipe.files.filter(
    (file, i) => !file.optional && !all.some(({ name }) => matches[i]?.(name)),
  );
  if (missing.length > 0) {
    const names = missing.map(({ match }) => match);
    throw new Refusal(
      'recipe_file_missing',
      `The recipe “${recipe.name}” needs ${names.join(', ')}. Send ${names.length === 1 ? 'it' : 'them'} along.`,
      { missing: names },
    );
  }
  const strays = all.filter((file) => !data.includes(file)).map(({ name }) => name);
  const work: RecipeWork = { origin, data: data.map(({ name, uploadId }) => ({ name, uploadId })) };
  const runId = await platform.db.tx(async (tx) => {
    const id = await insertRun(tx, {
      sourceId: null,
      logId: null,
      fileName: `${data.length} files`,
      fileHash: null,
      recipe: recipe.name,
      mapping: work,
      uploadId: null,
      uploads: [...(given.recipeFiles ?? []), ...given.files].map(({ uploadId }) => uploadId),
      totalBytes: data.reduce((sum, { upload }) => sum + upload.bytes, 0),
      warnings: strays.length > 0 ? [`Not part of the recipe and left out: ${strays.join(', ')}.`] : [],
      startedAt: platform.clock.now(),
      startedBy: actor.personId,
    });
    await platform.queue.send(tx, importQueue, {});
    return id;
  });
  return (await runById(platform.db, runId)) as ImportRun;
}

function originOf({ recipe, recipeFiles }: StartRecipe): RecipeOrigin {
  if (recipe !== undefined && recipeFiles === undefined) return { shipped: recipe };
  if (recipeFiles !== undefined && recipe === undefined) return { files: recipeFiles };
  throw new Refusal(
    'recipe_unclear',
    'Name a recipe that comes with Onus, or send the files of your own: one of the two.',
  );
}
