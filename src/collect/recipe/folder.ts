import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { notFound, Refusal } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import { uploadOf } from '../imports/uploads.ts';
import { Recipe } from './recipe.ts';

/** Recipes that come with Onus. */
const shipped = join(import.meta.dirname, '../../../recipes');
const MAX_TEXT = 1024 * 1024;

/** A recipe's files, wherever they lie. */
export interface RecipeFolder {
  recipe: Recipe;
  read(path: string): Promise<string>;
}

/** Where a recipe is taken from, as kept with the run. */
export type RecipeOrigin = { shipped: string } | { files: { path: string; uploadId: string }[] };

export async function shippedRecipes(): Promise<string[]> {
  const entries = await readdir(shipped, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** @throws Refusal `not_found`, `recipe_invalid` */
export async function openRecipe(
  platform: Platform | undefined,
  origin: RecipeOrigin,
): Promise<RecipeFolder> {
  const read =
    'shipped' in origin ? shippedReader(origin.shipped) : uploadedReader(platform as Platform, origin.files);
  return { recipe: parseRecipe(await read('recipe.yaml')), read };
}

function shippedReader(name: string): (path: string) => Promise<string> {
  if (!/^[a-z0-9][a-z0-9_-]*$/.test(name)) throw notFound('recipe', name);
  return async (path) => {
    const text = await readFile(join(shipped, name, path), 'utf8').catch(() => undefined);
    if (text === undefined) throw notFound('recipe file', `${name}/${path}`);
    return text;
  };
}

function uploadedReader(
  platform: Platform,
  files: { path: string; uploadId: string }[],
): (path: string) => Promise<string> {
  return async (path) => {
    const file = files.find((one) => one.path === path);
    if (!file) throw notFound('recipe file', path);
    const upload = await uploadOf(platform, file.uploadId);
    if (upload.bytes > MAX_TEXT)
      throw new Refusal('recipe_invalid', `${path} is larger than a recipe file may be.`, { path });
    return readFile(upload.path, 'utf8');
  };
}

export function parseRecipe(text: string): Recipe {
  let given: unknown;
  try {
    given = parse(text);
  } catch (error) {
    throw new Refusal(
      'recipe_invalid',
      `recipe.yaml cannot be read: ${(error as Error).message.split('\n')[0]}`,
    );
  }
  const read = Recipe.safeParse(given);
  if (!read.success) {
    const errors = read.error.issues.map((issue) => ({
      path: issue.path.map(String).join('.'),
      message: issue.message,
    }));
    throw new Refusal('recipe_invalid', `recipe.yaml, ${errors[0]?.path}: ${errors[0]?.message}`, { errors });
  }
  const keys = new Set(read.data.sources.map((source) => source.key));
  const stray = read.data.steps.find((step) => !keys.has(step.source));
  if (stray) {
    throw new Refusal(
      'recipe_invalid',
      `The step “${stray.name}” names the source “${stray.source}”, which the recipe does not have.`,
    );
  }
  return read.data;
}
