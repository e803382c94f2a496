import { closeSync, existsSync, mkdirSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../errors.ts';

/**
 * PGlite does not guard its folder, and two processes in one folder destroy it. So we hold `onus.lock`
 * with our process id; a lock whose process is gone (kill -9, power cut) is taken over.
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'onus.lock');
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      const handle = openSync(path, 'wx', 0o600);
      writeSync(handle, `${process.pid} ${startOf(process.pid) ?? ''}\n`);
      closeSync(handle);
      return () => {
        if (holderOf(path)?.pid === process.pid) unlinkSync(path);
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = holderOf(path);
    if (holder && isAlive(holder)) {
      throw new Refusal(
        'data_folder_in_use',
        `The data folder ${folder} is already open in process ${holder.pid}. Stop that one first, or let the command line talk to it.`,
        { folder, pid: holder.pid },
        409,
      );
    }
    if (existsSync(path)) unlinkSync(path);
  }
  throw new Refusal(
    'data_folder_in_use',
    `The data folder ${folder} is being opened by another process. Try again.`,
    { folder },
  );
}

interface Holder {
  pid: number;
  started: string;
}

/** Who holds the folder now, or undefined; used by the command line to decide whether to talk to a server. */
export function folderHolder(folder: string): number | undefined {
  const holder = holderOf(join(folder, 'onus.lock'));
  return holder && isAlive(holder) ? holder.pid : undefined;
}

function holderOf(path: string): Holder | undefined {
  try {
    const [pid = '', started = ''] = readFileSync(path, 'utf8').trim().split(' ');
    return Number(pid) > 0 ? { pid: Number(pid), started } : undefined;
  } catch {
    return undefined;
  }
}

/** Alive, and still the same process: after a reboot the number may belong to somebody else. */
function isAlive({ pid, started }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  const now = startOf(pid);
  return started === '' || now === undefined || now === started;
}

/** Linux: field 22 of /proc/<pid>/stat, the start time in clock ticks; elsewhere unknown. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}
