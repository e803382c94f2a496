import type { Server } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { serve as listen } from '@hono/node-server';
import { buildApp, registerJobs, startJobs, stopJobs } from '../app.ts';
import { type Config, printConfig } from '../platform/config.ts';
import { Refusal } from '../platform/errors.ts';
import { createMetrics } from '../platform/http/metrics.ts';
import { liveOf, stopLive } from '../platform/live/live.ts';
import { closeDoor, openDoor } from '../platform/operator.ts';
import type { Platform } from '../platform/platform.ts';
import { closePlatform, openPlatform } from '../platform/start.ts';
import { prepareFolder } from './prepare.ts';

export interface Serving {
  url: string;
  platform: Platform;
  stop(): Promise<void>;
}

/** How long requests under way may take to finish after SIGTERM. */
const drainSeconds = 10;

/** Opens the database, takes up jobs and answers on the port. `work: false` leaves the jobs to other processes. */
export async function startServing(
  config: Config,
  given: { work: boolean; before?: (platform: Platform) => Promise<void> },
): Promise<Serving> {
  await prepareFolder(config);
  const platform = await openPlatform(config);
  try {
    registerJobs(platform);
    await platform.queue.start({ work: false });
    await given.before?.(platform);
    if (given.work) {
      await platform.queue.takeUp();
      await startJobs(platform);
    }
    await liveOf(platform);
    // The address is only known once we listen (port 0), the token before.
    const door = openDoor(config.dataFolder, '');
    const app = buildApp(platform, { operatorToken: door.token, metrics: createMetrics(platform) });
    const server = (await listening(app.fetch, config)) as Server;
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : config.port;
    const host = config.host === '0.0.0.0' || config.host === '::' ? '127.0.0.1' : config.host;
    const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
    // Longer than any pause of the embedded engine: a connection closed for being idle while we could not look would
    // fail the request that is already waiting in it.
    server.keepAliveTimeout = 65_000;
    openDoor(config.dataFolder, url, door.token);
    setTimeout(giveBackMemory, 3000).unref();
    platform.log.info({ url, engine: platform.db.engine }, 'answering');
    let stopping: Promise<void> | undefined;
    return { url, platform, stop: () => (stopping ??= stop(server, platform)) };
  } catch (error) {
    await closePlatform(platform);
    throw error;
  }
}

function listening(fetch: Parameters<typeof listen>[0]['fetch'], config: Config): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const server = listen({ fetch, port: config.port, hostname: config.host }, () => resolve(server));
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE') return reject(error);
      reject(
        new Refusal(
          'port_in_use',
          `Port ${config.port} is taken by another program. Stop that one or set ONUS_PORT to another number.`,
          { port: config.port },
        ),
      );
    });
  });
}

/** No new requests, those under way finish, jobs stop after the one in hand, then the database closes. */
async function stop(server: Server, platform: Platform): Promise<void> {
  closeDoor(platform.config.dataFolder);
  // Streams would be waited for till patience ends; their browsers come back to whoever answers next.
  await stopLive(platform);
  await stopJobs(platform);
  await new Promise<void>((resolve) => {
    const impatient = setTimeout(() => server.closeAllConnections(), drainSeconds * 1000);
    server.close(() => {
      clearTimeout(impatient);
      resolve();
    });
    server.closeIdleConnections();
  });
  await closePlatform(platform);
  platform.log.info('stopped');
}

/** Starting (modules, migrations, the database's image) leaves about 70 MB that V8 would keep until it next runs short. */
function giveBackMemory(): void {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc') as (how: object) => void;
  gc({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}

/** Runs until SIGTERM or SIGINT; a second signal ends at once. */
export async function untilSignal(stop: () => Promise<void>): Promise<void> {
  // A worker between two jobs has nothing open that keeps the process alive.
  const alive = setInterval(() => undefined, 3_600_000);
  await new Promise<void>((resolve, reject) => {
    let asked = false;
    const on = () => {
      if (asked) process.exit(130);
      asked = true;
      stop().then(resolve, reject);
    };
    process.on('SIGTERM', on);
    process.on('SIGINT', on);
  }).finally(() => clearInterval(alive));
}

export function sayConfig(config: Config): void {
  process.stderr.write(`${printConfig(config)}\n`);
}
