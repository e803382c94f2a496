import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** A Chromium for the end-to-end tests: the one on the PATH, else Debian's, else Playwright's own download. */
export function browser(root, node) {
  if (process.env.ONUS_TEST_BROWSER || findBrowser()) return;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    try {
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
      run('Reading the package lists', 'apt-get', ['update', '-qq'], { env });
      run('Installing Chromium', 'apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
        env,
      });
      return;
    } catch (error) {
      process.stderr.write(`${error.message}\n`);
    }
  }
  const playwright = join(root, 'node_modules', 'playwright-core', 'cli.js');
  if (spawnSync(node, [playwright, 'install', '--list'], { encoding: 'utf8' }).stdout?.includes('chromium'))
    return;
  run('Downloading Chromium', node, [playwright, 'install', 'chromium-headless-shell'], { cwd: root });
}

/** The path of an installed Chromium, or undefined. */
export function findBrowser() {
  for (const folder of (process.env.PATH ?? '').split(':')) {
    for (const name of names) {
      if (folder && existsSync(join(folder, name))) return join(folder, name);
    }
  }
  return undefined;
}
