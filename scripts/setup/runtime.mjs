import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

/** The Node that runs Onus: the one installed with the packages, else this one where it is new enough (macOS). */
export function runtime(root) {
  const bin = join(root, 'node_modules', '.bin');
  const link = join(bin, 'node');
  if (existsSync(link)) return link;
  const packaged = join('..', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  if (existsSync(join(bin, packaged))) {
    // npm 11 makes this link, npm 10 does not (seen with 10.9.9).
    mkdirSync(bin, { recursive: true });
    rmSync(link, { force: true });
    symlinkSync(packaged, link);
    return link;
  }
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  throw new Error(
    `there is no packaged Node for ${process.platform} ${process.arch}, and this is Node ${process.versions.node}. ` +
      'Install Node 24 or newer and try again.',
  );
}
