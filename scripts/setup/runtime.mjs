import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The Node that runs Onus: the one installed with the packages, else this one where it is new enough (macOS). */
export function runtime(root) {
  const own = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(own)) return own;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  throw new Error(
    `there is no packaged Node for ${process.platform} ${process.arch}, and this is Node ${process.versions.node}. ` +
      'Install Node 24 or newer and try again.',
  );
}
