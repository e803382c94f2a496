import { existsSync } from 'node:fs';
import { run } from './run.mjs';

/** A MariaDB for the tests that pull from one: Debian's, where we may install it. Without one they say so and are skipped. */
export function mariadb() {
  if (existsSync('/usr/sbin/mariadbd') || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const packages = ['install', '-y', '-qq', '--no-install-recommends', 'mariadb-server'];
  try {
    run('Reading the package lists', 'apt-get', ['update', '-qq'], { env });
    run('Installing MariaDB', 'apt-get', packages, { env });
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
  }
}
