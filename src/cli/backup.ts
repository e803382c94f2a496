import { createWriteStream, renameSync, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { restore } from '../platform/backup/backup.ts';
import type { Config } from '../platform/config.ts';
import { Refusal } from '../platform/errors.ts';
import type { Connection } from './connect.ts';
import { progress } from './progress.ts';
import { exit, type Output, say } from './say.ts';

/** A file under its final name is whole: it is written beside it and renamed at the end. */
export async function backup(api: Connection, output: Output, file?: string): Promise<number> {
  const answer = await api.fetch('GET', '/backup');
  const target = file ?? `onus-${new Date().toISOString().slice(0, 10)}.tar.gz`;
  const total = Number(answer.headers.get('content-length') ?? 0);
  const bar = progress(output.json);
  let done = 0;
  const content = Readable.fromWeb(answer.body as never);
  content.on('data', (part: Buffer) => {
    done += part.length;
    bar.at(total > 0 ? done / total : 0, 'Backing up');
  });
  await pipeline(content, createWriteStream(`${target}.part`, { mode: 0o600 }));
  renameSync(`${target}.part`, target);
  bar.end();
  const bytes = statSync(target).size;
  say(output, { file: target, bytes }, `${target} (${(bytes / 1e6).toFixed(1)} MB)`);
  return exit.done;
}

export async function restoreFrom(
  config: Config,
  output: Output,
  given: { file: string; force: boolean },
): Promise<number> {
  if (config.databaseUrl) {
    throw new Refusal(
      'restore_elsewhere',
      'DATABASE_URL names a PostgreSQL server. Restore it with its own tools: pg_restore --clean --if-exists -d "$DATABASE_URL" onus.dump',
      {},
    );
  }
  const { movedTo } = await restore(given.file, {
    dataFolder: config.dataFolder,
    force: given.force,
    at: new Date(),
  });
  const words = `${given.file} is restored into ${config.dataFolder}.`;
  say(
    output,
    { dataFolder: config.dataFolder, movedTo },
    movedTo ? `${words} The former database is in ${movedTo}` : words,
  );
  return exit.done;
}
