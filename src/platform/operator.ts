import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newToken } from './token.ts';

/** What a running server leaves in its data folder for the command line on the same machine. */
export interface OperatorDoor {
  url: string;
  token: string;
  pid: number;
}

const file = 'operator.json';

/** Readable by the owner of the folder only: who may read the data may also operate. A new token at each start. */
export function openDoor(dataFolder: string, url: string, token = newToken('oo_')): OperatorDoor {
  const door = { url, token, pid: process.pid };
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const path = join(dataFolder, file);
  // Removed first: writing to an existing file would keep whatever mode it has.
  rmSync(path, { force: true });
  writeFileSync(path, `${JSON.stringify(door)}\n`, { mode: 0o600 });
  return door;
}

export function closeDoor(dataFolder: string): void {
  if (findDoor(dataFolder)?.pid === process.pid) rmSync(join(dataFolder, file), { force: true });
}

export function findDoor(dataFolder: string): OperatorDoor | undefined {
  try {
    return JSON.parse(readFileSync(join(dataFolder, file), 'utf8')) as OperatorDoor;
  } catch {
    return undefined;
  }
}
