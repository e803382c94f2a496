import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { applyJourney, placeAgain } from '../map/map.ts';
import { systemActor } from '../platform/access.ts';
import type { Past } from './past.ts';

const folder = join(import.meta.dirname, 'journeys');

/** The five journeys of the files, in the order of their names. */
export async function makeMaps(past: Past): Promise<void> {
  for (const file of (await readdir(folder)).sort()) {
    await applyJourney(past, systemActor, await readFile(join(folder, file), 'utf8'));
  }
  // Nothing has happened yet, so that nothing waits to be placed by these rules.
  await placeAgain(past, systemActor);
}
