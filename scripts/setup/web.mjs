import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { run } from './run.mjs';

/** Builds the browser application when its sources are not the ones dist/web was built from. */
export function web(root, node, beforeBuilding) {
  const sources = join(root, 'src', 'web');
  if (!existsSync(join(sources, 'index.html'))) return;
  const stamp = join(root, 'dist', 'web', '.sources');
  const now = fingerprint(root, sources);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
  beforeBuilding();
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  run('Building the pages', node, [vite, 'build', sources, '--logLevel', 'warn'], { cwd: root });
  // Vite empties the folder first, so a build that was interrupted leaves no stamp.
  writeFileSync(stamp, now);
}

/** One hash over everything the build reads: src/web, the shapes it imports from the rooms, and the packages. */
function fingerprint(root, sources) {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  const waiting = readdirSync(sources, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
  const seen = new Set(waiting);
  for (const file of waiting) {
    const text = readFileSync(file);
    hash.update(`${relative(root, file)}\0`).update(text);
    if (!/\.tsx?$/.test(file)) continue;
    for (const [, from] of text.toString().matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+\.tsx?)'/g)) {
      const target = resolve(dirname(file), from);
      if (seen.has(target) || !existsSync(target)) continue;
      seen.add(target);
      waiting.push(target);
    }
  }
  return hash.digest('hex');
}
