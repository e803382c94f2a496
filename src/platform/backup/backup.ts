import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { type Database, sql } from '../database.ts';
import { lockFolder } from '../engines/lock.ts';
import { Refusal } from '../errors.ts';
import { endOfTar, packFolder, unpack } from './tar.ts';

interface Embedded {
  pglite: { runExclusive<T>(work: () => Promise<T>): Promise<T> };
}

/**
 * The embedded database as a gzipped tar of its folder `pg`. A checkpoint first, then the files are copied while no
 * statement runs, so what is packed is one instant; requests wait meanwhile.
 * It goes to a file in the data folder first: how fast somebody downloads must not decide how long the rest waits.
 * @throws Refusal `backup_elsewhere` on a PostgreSQL server, which has its own tools.
 */
export async function backup(
  db: Database,
  dataFolder: string,
): Promise<{ path: string; remove(): Promise<void> }> {
  if (db.engine !== 'pglite' || !existsSync(join(dataFolder, 'pg'))) {
    throw new Refusal(
      'backup_elsewhere',
      'The data lies on a PostgreSQL server. Back it up with its own tools: pg_dump --format=custom "$DATABASE_URL" > onus.dump',
      {},
      409,
    );
  }
  await db.run(sql`checkpoint`);
  const path = join(dataFolder, `backup-${process.pid}-${Date.now()}.tar.gz`);
  const pack = async function* () {
    yield* packFolder(join(dataFolder, 'pg'), 'pg');
    yield endOfTar;
  };
  const write = () =>
    pipeline(
      Readable.from(pack()),
      createGzip({ level: 3 }),
      createWriteStream(path, { mode: 0o600, flags: 'wx' }),
    );
  try {
    await (db as unknown as Embedded).pglite.runExclusive(write);
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  return { path, remove: () => rm(path, { force: true }) };
}

/**
 * Puts a backup in the place of the data folder's database. Holds the folder's lock meanwhile, so no server may run.
 * @returns where the former database went, when there was one
 * @throws Refusal `folder_not_empty` unless `force`, which moves the former one aside; `bad_backup`.
 */
export async function restore(
  archive: string,
  given: { dataFolder: string; force: boolean; at: Date },
): Promise<{ movedTo?: string }> {
  if (!existsSync(archive)) throw new Refusal('no_backup', `There is no file ${archive}.`, { archive });
  const { dataFolder } = given;
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const unlock = lockFolder(dataFolder);
  const fresh = join(dataFolder, 'restoring');
  try {
    const there = join(dataFolder, 'pg');
    const occupied = existsSync(there) && (await readdir(there)).length > 0;
    if (occupied && !given.force) {
      throw new Refusal(
        'folder_not_empty',
        `${dataFolder} holds a database already. Choose another folder with ONUS_DATA, or add --force to move the present one aside.`,
        { dataFolder },
        409,
      );
    }
    await rm(fresh, { recursive: true, force: true });
    await mkdir(fresh, { mode: 0o700 });
    await unpack(createReadStream(archive).pipe(createGunzip()), fresh).catch(notABackup);
    if (!existsSync(join(fresh, 'pg', 'PG_VERSION'))) notABackup({ code: 'Z_CONTENT' });
    const stamp = given.at.toISOString().replace(/[:.]/g, '-');
    const movedTo = occupied ? join(dataFolder, `pg-before-${stamp}`) : undefined;
    if (movedTo) await rename(there, movedTo);
    else await rm(there, { recursive: true, force: true });
    await rename(join(fresh, 'pg'), there);
    return movedTo ? { movedTo } : {};
  } finally {
    await rm(fresh, { recursive: true, force: true });
    unlock();
  }
}

function notABackup(error: unknown): never {
  const code = (error as { code?: string } | null)?.code ?? '';
  if (!code.startsWith('Z_')) throw error;
  throw new Refusal('bad_backup', 'This file is damaged or not a backup made by Onus.', {});
}
