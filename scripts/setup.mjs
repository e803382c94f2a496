// Everything a fresh machine lacks, before the first line of Onus runs. Plain JavaScript on purpose: it runs on
// whatever Node ≥ 20 the machine has, with nothing installed. What is already there is left alone, so a second
// run costs a tenth of a second.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { browser } from './setup/browser.mjs';
import { dovecot } from './setup/dovecot.mjs';
import { mariadb } from './setup/mariadb.mjs';
import { packages } from './setup/packages.mjs';
import { runtime } from './setup/runtime.mjs';
import { web } from './setup/web.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const testing = process.argv[2] === 'test';

try {
  packages(root, { development: testing });
  const node = runtime(root);
  web(root, node, () => packages(root, { development: true }));
  if (testing) {
    browser(root, node);
    mariadb();
    dovecot();
  }
} catch (error) {
  process.stderr.write(`Onus could not be set up: ${error instanceof Error ? error.message : error}\n`);
  if (testing) process.stdout.write('\n0 passed, 1 failed\n');
  process.exitCode = 1;
}
