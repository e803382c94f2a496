import { readFile, writeFile } from 'node:fs/promises';
import type { Connection } from './connect.ts';
import { exit, type Output, say } from './say.ts';

interface Applied {
  journeys: { key: string; name?: string; outcome?: string; [more: string]: unknown }[];
}

export async function applyJourney(api: Connection, output: Output, file: string): Promise<number> {
  const yaml = await readFile(file, 'utf8');
  const applied = await api.ask<Applied>('PUT', '/journeys.yaml', { raw: yaml, type: 'application/yaml' });
  const lines = applied.journeys.map((one) => `${one.key}: ${one.outcome ?? 'applied'}`);
  say(output, applied, lines.join('\n'));
  return exit.done;
}

/** The same file that `apply` reads; to standard output unless a file is named. */
export async function exportJourney(
  api: Connection,
  output: Output,
  given: { key: string; file?: string | undefined },
): Promise<number> {
  const answer = await api.fetch('GET', `/journeys/${encodeURIComponent(given.key)}.yaml`);
  const yaml = await answer.text();
  if (!given.file) {
    process.stdout.write(yaml);
    return exit.done;
  }
  await writeFile(given.file, yaml);
  say(output, { file: given.file }, `Journey “${given.key}” is in ${given.file}`);
  return exit.done;
}
