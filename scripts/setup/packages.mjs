import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.mjs';

/** Installs the packages of package-lock.json, unless exactly these are there already. */
export function packages(root, { development }) {
  const missing = missingPackage(root, development);
  if (missing === undefined) return;
  const npm = process.env.npm_execpath?.endsWith('.js')
    ? [process.execPath, process.env.npm_execpath]
    : [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
  run('Installing packages', npm[0], [...npm.slice(1), 'ci', '--include=dev', '--no-audit', '--no-fund'], {
    cwd: root,
  });
  const still = missingPackage(root, development);
  if (still) throw new Error(`npm ci finished, but ${still} is not installed.`);
}

/**
 * The first package that is absent or of another version. npm writes node_modules/.package-lock.json last and
 * removes it first, so an installation that was interrupted is seen as missing.
 * Optional packages are those of other platforms; packages for development are asked for only where they are needed,
 * so that a server installed with `npm ci --omit=dev` starts as it is.
 */
function missingPackage(root, development) {
  const wanted = read(join(root, 'package-lock.json'));
  const present = read(join(root, 'node_modules', '.package-lock.json'));
  if (!wanted) throw new Error('package-lock.json is missing: this is not a whole copy of Onus.');
  for (const [path, entry] of Object.entries(wanted.packages)) {
    if (path === '' || entry.optional || entry.devOptional) continue;
    if (entry.dev && !development) continue;
    if (present?.packages[path]?.version !== entry.version) return path.replace(/^.*node_modules\//, '');
  }
  return undefined;
}

function read(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
