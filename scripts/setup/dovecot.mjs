import { existsSync } from 'node:fs';
import { run } from './run.mjs';

/** A mail server for the tests that fetch from one: Debian's Dovecot, where we may install it. Without one they say so and are skipped. */
export function dovecot() {
  if (existsSync('/usr/lib/dovecot/imap') || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get'))
    return;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const packages = ['install', '-y', '-qq', '--no-install-recommends', 'dovecot-imapd'];
  try {
    run('Reading the package lists', 'apt-get', ['update', '-qq'], { env });
    run('Installing Dovecot', 'apt-get', packages, { env });
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
  }
}
