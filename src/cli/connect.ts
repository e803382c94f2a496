import { buildApp, registerJobs, startJobs, stopJobs } from '../app.ts';
import { operatorActor } from '../platform/access.ts';
import type { Config } from '../platform/config.ts';
import { folderHolder } from '../platform/engines/lock.ts';
import { Refusal } from '../platform/errors.ts';
import { findDoor, type OperatorDoor } from '../platform/operator.ts';
import { closePlatform, openPlatform } from '../platform/start.ts';

export interface Ask {
  body?: unknown;
  /** Sent as it is, such as a file; `type` is its content type. */
  raw?: ReadableStream<Uint8Array> | string;
  type?: string;
}

/** The interface under /api/v1 as the local operator, whether a server answers or this process does. */
export interface Connection {
  /** @throws Refusal with the server's own code and sentence. */
  ask<T>(method: string, path: string, given?: Ask): Promise<T>;
  /** The answer itself, for what is not JSON. */
  fetch(method: string, path: string, given?: Ask): Promise<Response>;
  close(): Promise<void>;
}

/**
 * Talks to the server that holds the data folder, where there is one; else opens the database and runs the same routes
 * in this process. `work` takes up jobs meanwhile, for verbs that wait for one.
 */
export async function connect(config: Config, given: { work?: boolean } = {}): Promise<Connection> {
  const door = await runningServer(config);
  return door ? overHttp(door) : inProcess(config, given.work ?? false);
}

async function runningServer(config: Config): Promise<OperatorDoor | undefined> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const door = findDoor(config.dataFolder);
    if (door && door.url !== '' && alive(door.pid)) return door;
    const holder = config.databaseUrl ? undefined : folderHolder(config.dataFolder);
    if (holder === undefined) return undefined;
    // Somebody holds the folder but does not answer yet: a server that is starting, or another command.
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Refusal(
    'data_folder_in_use',
    `Another process (${folderHolder(config.dataFolder)}) has ${config.dataFolder} open and does not answer. Wait for it or stop it.`,
    { dataFolder: config.dataFolder },
    409,
  );
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function overHttp(door: OperatorDoor): Connection {
  return connection(
    (path, init) =>
      reach(`${door.url}${path}`, {
        ...init,
        headers: { ...(init.headers as Record<string, string>), authorization: `Bearer ${door.token}` },
      }),
    async () => undefined,
  );
}

/**
 * A question may be asked again: on a crowded machine the embedded engine can hold the server up for seconds, and a
 * kept-alive connection is then closed under it. Anything that changes something is sent once.
 */
async function reach(url: string, init: RequestInit, attempt = 1): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    if (init.method === 'GET' && attempt < 5) {
      await new Promise((resolve) => setTimeout(resolve, attempt * 500));
      return reach(url, init, attempt + 1);
    }
    const why = (error as { cause?: { code?: string } }).cause?.code ?? String(error);
    throw new Refusal(
      'server_unreachable',
      `The server at ${new URL(url).origin} did not answer (${why}). What was under way there goes on; look at its log.`,
      { url },
      503,
    );
  }
}

async function inProcess(config: Config, work: boolean): Promise<Connection> {
  // What the command prints belongs to the person; the log is for servers.
  const platform = await openPlatform({
    ...config,
    logLevel: config.logLevel === 'info' ? 'error' : config.logLevel,
  });
  registerJobs(platform);
  await platform.queue.start({ work: false });
  if (work) {
    await platform.queue.takeUp();
    await startJobs(platform);
  }
  const app = buildApp(platform);
  return connection(
    async (path, init) => app.request(path, init, { actor: operatorActor }),
    async () => {
      await stopJobs(platform);
      await closePlatform(platform);
    },
  );
}

type Send = (path: string, init: RequestInit) => Promise<Response>;

function connection(send: Send, close: () => Promise<void>): Connection {
  const request = async (method: string, path: string, { body, raw, type }: Ask = {}) => {
    const content = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const answer = await send(`/api/v1${path}`, {
      method,
      headers: {
        accept: 'application/json',
        ...(content === undefined ? {} : { 'content-type': type ?? 'application/json' }),
      },
      ...(content === undefined ? {} : { body: content, duplex: 'half' }),
    } as RequestInit);
    if (!answer.ok) throw await refused(answer);
    return answer;
  };
  return {
    fetch: request,
    ask: async <T>(method: string, path: string, given?: Ask) => {
      const answer = await request(method, path, given);
      const text = await answer.text();
      return (text === '' ? undefined : JSON.parse(text)) as T;
    },
    close,
  };
}

async function refused(answer: Response): Promise<Refusal> {
  const text = await answer.text();
  try {
    const {
      code,
      detail,
      status,
      title: _,
      type: __,
      ...facts
    } = JSON.parse(text) as Record<string, unknown>;
    return new Refusal(String(code), String(detail), facts, Number(status));
  } catch {
    return new Refusal(
      'no_answer',
      `The server answered ${answer.status}: ${text.slice(0, 200)}`,
      {},
      answer.status,
    );
  }
}
