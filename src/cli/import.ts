import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, extname, join, relative, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'yaml';
import { Refusal } from '../platform/errors.ts';
import type { Connection } from './connect.ts';
import { type Progress, progress } from './progress.ts';
import { exit, type Output, say, table } from './say.ts';
import { upload } from './upload.ts';

export interface ImportGiven {
  path: string;
  recipe?: string | undefined;
  map?: string | undefined;
  source?: string | undefined;
  /** Only `event-log`; without it, facts. */
  as?: string | undefined;
  log?: Partial<
    Record<'name' | 'case' | 'time' | 'group' | 'activity' | 'dates' | 'zone', string | undefined>
  >;
}

interface Run {
  runId: number;
  state: string;
  fileName: string;
  totalBytes: number | null;
  doneBytes: number;
  ahead: number;
  read: number;
  accepted: number;
  changed: number;
  unchanged: number;
  rejected: number;
  step: string | null;
  warnings: string[];
  failure: string | null;
}

export interface Report {
  accepted: number;
  changed: number;
  unchanged: number;
  rejected: number;
  read: number;
  imports: Run[];
}

const readable = /\.(csv|tsv|txt|ndjson|jsonl|json|xlsx|xes)(\.gz)?$/i;

/** Imports a file, every file of a folder, or a folder by a recipe; waits and reports. Exit code 3 where rows were rejected. */
export async function importPath(api: Connection, output: Output, given: ImportGiven): Promise<number> {
  const bar = progress(output.json);
  try {
    const runs = given.recipe
      ? [await byRecipe(api, bar, given.path, given.recipe)]
      : given.as
        ? await asEventLog(api, bar, given)
        : await files(api, bar, given);
    bar.end();
    const report = reportOf(runs);
    say(output, report, inWords(report));
    return report.rejected > 0 ? exit.rejected : exit.done;
  } finally {
    bar.end();
  }
}

async function files(api: Connection, bar: Progress, given: ImportGiven): Promise<Run[]> {
  const mapping = given.map ? (parse(await readFile(given.map, 'utf8')) as unknown) : undefined;
  const runs: Run[] = [];
  for (const file of await filesAt(given.path)) {
    const uploadId = await upload(api, file, bar);
    const source = given.source ?? (await sourceFor(api, file));
    const body = { uploadId, source, ...(mapping ? { mapping } : {}) };
    const run = await api.ask<Run>('POST', '/imports/start', { body });
    runs.push(await finished(api, bar, run.runId));
  }
  return runs;
}

/** A hand-over history of another system: each file adds to the log of that name. */
async function asEventLog(api: Connection, bar: Progress, given: ImportGiven): Promise<Run[]> {
  if (given.as !== 'event-log') {
    throw new Refusal('unknown_kind', `--as takes event-log, not “${given.as}”.`, { as: given.as });
  }
  const { name, ...columns } = given.log ?? {};
  if (!name) throw new Refusal('name_missing', 'Say what the log is called: --name incidents.', {});
  const runs: Run[] = [];
  for (const file of await filesAt(given.path)) {
    const uploadId = await upload(api, file, bar);
    const run = await api.ask<Run>('POST', '/event-logs/start', { body: { uploadId, name, ...columns } });
    runs.push(await finished(api, bar, run.runId));
  }
  return runs;
}

/** Without --source: the only one there is, or one made for files of this name. */
async function sourceFor(api: Connection, file: string): Promise<string> {
  const { items } = await api.ask<{ items: { key: string }[] }>('GET', '/sources');
  const key = basename(file)
    .replace(/\..*$/, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  if (items.some((one) => one.key === key)) return key;
  const [only] = items;
  if (only && items.length === 1) return only.key;
  if (items.length > 1) {
    throw new Refusal(
      'source_missing',
      `Say where this comes from with --source: ${items.map((one) => one.key).join(', ')}.`,
      {},
    );
  }
  const made = await api.ask<{ key: string }>('POST', '/sources', {
    body: { key, name: basename(file), kind: 'other' },
  });
  return made.key;
}

/** A recipe that comes with Onus by its name, or a folder of one's own, whose files are sent along. */
async function byRecipe(api: Connection, bar: Progress, folder: string, recipe: string): Promise<Run> {
  const files: { name: string; uploadId: string }[] = [];
  for (const file of await filesAt(folder)) {
    files.push({ name: basename(file), uploadId: await upload(api, file, bar) });
  }
  const shipped = relative(join(import.meta.dirname, '../../recipes'), resolve(recipe));
  if (!(await isFolder(recipe)) || /^[\w-]+$/.test(shipped)) {
    return runRecipe(api, bar, { recipe: basename(recipe), files });
  }
  const recipeFiles: { path: string; uploadId: string }[] = [];
  for (const entry of await readdir(recipe, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile())
      recipeFiles.push({ path: relative(recipe, path), uploadId: await upload(api, path, bar) });
  }
  return runRecipe(api, bar, { recipeFiles, files });
}

async function runRecipe(api: Connection, bar: Progress, body: Record<string, unknown>): Promise<Run> {
  const run = await api.ask<Run>('POST', '/recipes/run', { body });
  return finished(api, bar, run.runId);
}

async function finished(api: Connection, bar: Progress, runId: number): Promise<Run> {
  for (let pause = 50; ; pause = Math.min(500, pause * 1.5)) {
    const run = await api.ask<Run>('GET', `/imports/${runId}`);
    if (run.state === 'finished') return run;
    if (run.state === 'failed' || run.state === 'cancelled') {
      throw new Refusal(
        `import_${run.state}`,
        run.failure ?? `The import of ${run.fileName} was ${run.state}.`,
        { runId },
      );
    }
    const words =
      run.ahead > 0
        ? `${run.ahead} imports before this one`
        : `${run.step ?? run.fileName}, ${run.read.toLocaleString('en')} rows`;
    bar.at(run.totalBytes ? run.doneBytes / run.totalBytes : 0, words);
    await sleep(pause);
  }
}

async function filesAt(path: string): Promise<string[]> {
  if (!(await isFolder(path))) return [path];
  const names = (await readdir(path)).filter((name) => readable.test(name) && extname(name) !== '').sort();
  if (names.length === 0)
    throw new Refusal('no_file', `There is no CSV, TSV, NDJSON or XLSX file in ${path}.`, { path });
  return names.map((name) => join(path, name));
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() ?? false;
}

export function reportOf(runs: Run[]): Report {
  const sum = (of: (run: Run) => number) => runs.reduce((total, run) => total + of(run), 0);
  return {
    accepted: sum((run) => run.accepted),
    changed: sum((run) => run.changed),
    unchanged: sum((run) => run.unchanged),
    rejected: sum((run) => run.rejected),
    read: sum((run) => run.read),
    imports: runs,
  };
}

function inWords(report: Report): string {
  const count = (value: number) => value.toLocaleString('en');
  const rows = report.imports.map((run) => [
    run.fileName,
    count(run.accepted),
    count(run.unchanged),
    count(run.rejected),
  ]);
  const lines = [table([['file', 'accepted', 'unchanged', 'rejected'], ...rows])];
  for (const run of report.imports) {
    lines.push(...run.warnings.map((warning) => `${run.fileName}: ${warning}`));
    if (run.rejected > 0) {
      lines.push(
        `Rejected rows with line and reason: /api/v1/imports/${run.runId}/rejections.csv, or the page Sources`,
      );
    }
  }
  return lines.join('\n');
}
