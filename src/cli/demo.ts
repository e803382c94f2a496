import { resolve } from 'node:path';
import type { Config } from '../platform/config.ts';
import { sql } from '../platform/database.ts';
import type { Platform } from '../platform/platform.ts';
import { progress } from './progress.ts';
import { startServing, untilSignal } from './serve.ts';

/** The example company in a folder of its own, made at the first start; the answer comes when everything is there. */
export async function demo(config: Config, given: { ownFolder: boolean }): Promise<void> {
  const folder = given.ownFolder ? config.dataFolder : './data-demo';
  const serving = await startServing(
    { ...config, demo: true, dataFolder: resolve(folder) },
    { work: true, before: fill },
  );
  process.stderr.write(`\nHalden Broadband, the example company, is at ${serving.url}\n`);
  await untilSignal(serving.stop);
}

async function fill(platform: Platform): Promise<void> {
  const there = await platform.db.maybe(sql`select 1 from people limit 1`);
  if (there) return;
  // Loaded only here: nothing but the demo needs the example company.
  const { seed } = await import('../demo/demo.ts');
  const bar = progress();
  await seed(platform, {
    scale: platform.config.demoScale,
    onProgress: (share: number, words: string) => bar.at(share, words),
  });
  bar.end();
}
