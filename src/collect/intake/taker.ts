import type { Platform } from '../../platform/platform.ts';
import type { TakeIn } from '../takeIn.ts';
import { freeLeases, takeUp } from './takeUp.ts';

/**
 * The first delivery after a quiet time is taken up at once. While they keep coming, they gather this long: a round costs
 * about 15 ms however few it takes, so that at two or three rounds a second the door keeps nine tenths of the machine.
 */
const GATHER = 400;
/** A slow round is followed by a pause of so many times its length, up to two seconds. */
const SHARE = 4;
const MOST_PAUSE = 2000;

interface Taker {
  wake(): void;
  stop(): Promise<void>;
}
const takers = new WeakMap<Platform, Taker>();

/** Something was accepted in this process. */
export function wakeTaker(platform: Platform): void {
  takers.get(platform)?.wake();
}

/** Takes up deliveries as they come until stopped; any number of processes may do so. */
export async function startTaker(platform: Platform, takeIn: TakeIn): Promise<() => Promise<void>> {
  await freeLeases(platform.db);
  let stopped = false;
  let wake = (): void => undefined;
  let woken = true;
  // Another process may have accepted something; the embedded engine has no other process.
  const poll = platform.db.engine === 'pglite' ? 5000 : 1000;
  const sleep = (ms: number, wakeable: boolean): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        if (!wakeable) return;
        clearTimeout(timer);
        resolve();
      };
      if (wakeable && (woken || stopped)) wake();
    });

  async function round(): Promise<number> {
    const started = performance.now();
    woken = false;
    await takeUp(platform, takeIn).catch((error) =>
      platform.log.error({ error: String(error) }, 'taking up deliveries'),
    );
    return performance.now() - started;
  }

  const running = (async () => {
    while (!stopped) {
      const took = await round();
      if (stopped) break;
      await sleep(Math.min(MOST_PAUSE, Math.max(GATHER, SHARE * took)), false);
      if (!stopped) await sleep(poll, true);
    }
  })();

  takers.set(platform, {
    wake: () => {
      woken = true;
      wake();
    },
    stop: async () => {
      stopped = true;
      woken = true;
      wake();
      await running;
    },
  });
  return () => takers.get(platform)?.stop() ?? Promise.resolve();
}
