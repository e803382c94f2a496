import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';

export interface Child {
  pid: number;
  /** Sends a message and waits for the answer. */
  ask<T>(message: object): Promise<T>;
  stop(): Promise<void>;
}

/** A program of this folder as a process of its own. */
export function child(file: string, given: string[] = []): { child: Child; first: () => Promise<unknown> } {
  const process = fork(join(import.meta.dirname, file), given, { serialization: 'advanced' });
  const answer = () => next(process, file);
  return {
    child: {
      pid: process.pid as number,
      ask: async <T>(message: object) => {
        const coming = answer();
        process.send(message);
        const found = (await coming) as { error?: string };
        if (found?.error) throw new Error(`${file}: ${found.error}`);
        return found as T;
      },
      stop: () => stop(process),
    },
    first: answer,
  };
}

function next(process: ChildProcess, file: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const gone = (code: number | null) => reject(new Error(`${file} ended with code ${code}`));
    process.once('exit', gone);
    process.once('message', (message) => {
      process.off('exit', gone);
      resolve(message);
    });
  });
}

async function stop(process: ChildProcess): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return;
  const gone = new Promise((resolve) => process.once('exit', resolve));
  process.kill('SIGTERM');
  await gone;
}
