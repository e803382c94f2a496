import { readFileSync, writeFileSync } from 'node:fs';

const MB = 1024;

/** Memory of a process that is in RAM, in MB (2^20). Linux. */
export function resident(pid: number): number {
  return field(pid, 'VmRSS');
}

/** The most it has been since `resetPeak`, as the kernel keeps it: no peak falls between two looks. */
export function residentPeak(pid: number): number {
  return field(pid, 'VmHWM');
}

/** proc(5), clear_refs: 5 sets the peak to what is resident now. */
export function resetPeak(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
}

function field(pid: number, name: string): number {
  const line = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line?.[1]) / MB;
}
