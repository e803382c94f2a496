import { hostname } from 'node:os';
import { newId } from '../platform/ids.ts';

const instance = newId();

/** Who works on something: this machine, this process, this start of it. */
export const holder = `${hostname()}:${process.pid}:${instance}`;

/** Certainly gone: a process of this machine that no longer runs, or whose number is ours now. Elsewhere: unknown. */
export function isGone(other: string): boolean {
  const [host, pid, start] = other.split(':');
  if (host !== hostname() || start === instance) return false;
  return Number(pid) === process.pid || !exists(Number(pid));
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
