import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './port.ts';

export interface Running {
  url: string;
  pid: number;
  dataFolder: string;
  /** What the process wrote so far, both streams. */
  words(): string;
  /** SIGTERM, as a service manager does; resolves with the exit code, after which the data folder is gone. */
  stop(): Promise<number>;
  /** SIGKILL: the process has no chance to tidy up. The data folder stays for whoever opens it next. */
  kill(): Promise<void>;
}

const onus = join(import.meta.dirname, '..', 'onus');

/** Onus as a process of its own, ready to answer: `serve` with an empty database, or the example company. */
export async function startOnus(
  verb: 'serve' | 'demo',
  given: { env?: Record<string, string>; dataFolder?: string; seconds?: number; port?: number } = {},
): Promise<Running> {
  const port = given.port ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const dataFolder = given.dataFolder ?? mkdtempSync(join(tmpdir(), 'onus-data-'));
  const env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    ONUS_PORT: String(port),
    ONUS_DATA: dataFolder,
    ONUS_BASE_URL: url,
    ...given.env,
  };
  // As a person starts it; the script becomes the server, so that the signals below reach it.
  const child = spawn(onus, [verb], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let words = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (text) => {
      words = `${words}${text}`.slice(-100_000);
    });
  }
  const running: Running = {
    url,
    pid: child.pid as number,
    dataFolder,
    words: () => words,
    stop: async () => {
      const code = await end(child, 'SIGTERM');
      rmSync(dataFolder, { recursive: true, force: true });
      return code;
    },
    kill: async () => {
      await end(child, 'SIGKILL');
    },
  };
  await answering(child, running, given.seconds ?? 240);
  return running;
}

async function answering(child: ChildProcess, running: Running, seconds: number): Promise<void> {
  const until = Date.now() + seconds * 1000;
  while (Date.now() < until && child.exitCode === null && child.signalCode === null) {
    const answer = await fetch(`${running.url}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(100);
  }
  await running.kill();
  throw new Error(`Onus did not become ready at ${running.url}:\n${running.words()}`);
}

async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<number> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
  }
  return child.exitCode ?? -1;
}
