import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openPglite } from '../src/platform/engines/pglite.ts';
import { migrate, migrations } from '../src/platform/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A dumped data folder, already migrated. */
    pgliteTemplate: string;
  }
}

/** Making a migrated PGlite takes seconds, loading a dump of one a fraction: so it is made once per set of migrations. */
export default async function setup(project: TestProject): Promise<void> {
  const hash = createHash('sha256').update(JSON.stringify(migrations())).digest('hex').slice(0, 16);
  const dump = join(import.meta.dirname, '..', 'node_modules', '.cache', 'onus', `pglite-${hash}.tar`);
  if (!existsSync(dump)) {
    const db = await openPglite();
    await migrate(db);
    const blob = await db.pglite.dumpDataDir('none');
    await db.close();
    mkdirSync(dirname(dump), { recursive: true });
    const unfinished = `${dump}.${process.pid}`;
    writeFileSync(unfinished, Buffer.from(await blob.arrayBuffer()));
    renameSync(unfinished, dump);
    forgetOldDumps(dirname(dump));
  }
  project.provide('pgliteTemplate', dump);
}

/** 40 MB each; another run may still be reading one of the last hour. */
function forgetOldDumps(folder: string): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (Date.now() - statSync(path).mtimeMs > 3_600_000) rmSync(path);
  }
}
