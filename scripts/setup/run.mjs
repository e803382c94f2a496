import { spawnSync } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';

/**
 * Runs one command of the set-up and says what it is doing. Its own words are shown only when it fails,
 * on standard error: standard output belongs to the verb the set-up is for (`./onus … --json`).
 */
export function run(what, command, args, { cwd, env } = {}) {
  const began = Date.now();
  if (process.stderr.isTTY) process.stderr.write(`  ${what} …`);
  const done = spawnSync(command, args, {
    cwd,
    env: { ...(env ?? process.env), NO_COLOR: '1' },
    encoding: 'utf8',
    maxBuffer: 64 << 20,
  });
  if (done.error || done.status !== 0) {
    if (process.stderr.isTTY) process.stderr.write('\n');
    process.stderr.write(stripVTControlCharacters(`${done.stdout ?? ''}${done.stderr ?? ''}`));
    const why = done.error?.message ?? (done.signal ? `ended by ${done.signal}` : `exit code ${done.status}`);
    throw new Error(`${what} failed (${why}): ${[command, ...args].join(' ')}`);
  }
  const line = `  ${what} (${((Date.now() - began) / 1000).toFixed(1)} s)`;
  process.stderr.write(process.stderr.isTTY ? `\r${line}  \n` : `${line}\n`);
}
