import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Maria {
  port: number;
  /** Runs statements as the administrator. */
  run(sql: string): void;
  stop(): Promise<void>;
}

/** Whether this machine has a MariaDB or MySQL server to start: Debian's mariadb-server, which setup installs as root. */
export const hasMaria = existsSync('/usr/sbin/mariadbd') && existsSync('/usr/bin/mariadb-install-db');

/** A MariaDB of our own in a temporary folder, on a free loopback port, as an unprivileged user where we are root. */
export async function startMaria(): Promise<Maria> {
  const folder = mkdtempSync(join(tmpdir(), 'onus-maria-'));
  const root = process.getuid?.() === 0;
  const user = root ? ['--user=mysql'] : [];
  if (root) spawnSync('chown', ['mysql', folder]);
  const data = join(folder, 'data');
  const socket = join(folder, 's');
  const made = spawnSync(
    'mariadb-install-db',
    [
      '--no-defaults',
      `--datadir=${data}`,
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
      ...user,
    ],
    { encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`mariadb-install-db: ${made.stderr || made.stdout}`);
  const port = await freePort();
  const server = spawn('/usr/sbin/mariadbd', [
    '--no-defaults',
    `--datadir=${data}`,
    `--socket=${socket}`,
    `--pid-file=${join(folder, 'pid')}`,
    `--port=${port}`,
    '--bind-address=127.0.0.1',
    '--innodb-buffer-pool-size=16M',
    '--character-set-server=utf8mb4',
    ...user,
  ]);
  const client = (sql: string) =>
    spawnSync(
      'mariadb',
      ['--no-defaults', '-uroot', '--default-character-set=utf8mb4', `--socket=${socket}`],
      { input: sql, encoding: 'utf8' },
    );
  while (client('select 1').status !== 0) {
    if (server.exitCode !== null) throw new Error('mariadbd did not start');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    port,
    run(sql) {
      const done = client(sql);
      if (done.status !== 0) throw new Error(done.stderr.slice(-500));
    },
    stop: () => stop(server, folder),
  };
}

async function stop(server: ChildProcess, folder: string): Promise<void> {
  const gone = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  await gone;
  rmSync(folder, { recursive: true, force: true });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
