import type { Platform } from './platform.ts';

/**
 * The first thing after a quiet time is taken up at once. While they keep coming, they gather this long: a round that takes one
 * answer costs 15 to 40 ms, one of 450 about 80, so that at fewer than two a second the door keeps nearly nine tenths of the machine.
 */
const GATHER = 600;
/** A round claims nothing more after so long, so that whoever waits at the door has a turn. */
const ROUND = 300;
/** While somebody is at the door, a round is followed by a pause of so many times its length: a quarter of the machine is ours. */
const SHARE = 3;
/**
 * Nobody is at the door when nobody has been let in for so long, the round aside: on the embedded engine whoever comes
 * during a round waits behind it.
 */
const AWAY = 250;
/** In a burst, more than a round takes, the door comes first: a tenth is ours, for so many rounds. What lasts is worked off. */
const BURST = { share: 9, rounds: 20 };
const MOST_PAUSE = 5000;

/** What a round took, and whether more waits. */
export interface TakenUp {
  taken: number;
  more: boolean;
}

/** One round: claims until nothing waits or `until` (by `performance.now()`) has passed. */
export type TakeRound = (until: number) => Promise<TakenUp>;

export interface Rounds {
  /** Something came in in this process. */
  wake(): void;
  /** Ends after the round under way. */
  stop(): Promise<void>;
}

/** Takes up what waits, round after round, until stopped; any number of processes may do so. A round that fails is logged as `what`. */
export function takeInRounds(platform: Platform, what: string, take: TakeRound): Rounds {
  let stopped = false;
  let woken = true;
  let wokenAt = Number.NEGATIVE_INFINITY;
  let wake = (): void => undefined;
  // Another process may have accepted something; the embedded engine has no other process.
  const poll = platform.db.engine === 'pglite' ? 5000 : 1000;
  const sleep = (ms: number, wakeable: boolean): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        if (!wakeable && !stopped) return;
        clearTimeout(timer);
        resolve();
      };
      if (stopped || (wakeable && woken)) wake();
    });

  async function round(): Promise<{ took: number; more: boolean }> {
    const started = performance.now();
    woken = false;
    const { more } = await take(started + ROUND).catch((error) => {
      platform.log.error({ error: String(error) }, what);
      return { more: false };
    });
    return { took: performance.now() - started, more };
  }

  const running = (async () => {
    let behind = 0;
    while (!stopped) {
      const { took, more } = await round();
      if (stopped) break;
      // With nobody at the door what is left is taken up without a pause, and is no part of a burst.
      if (more && performance.now() - wokenAt > took + AWAY) {
        behind = 0;
        continue;
      }
      behind = more ? behind + 1 : 0;
      const share = behind > 0 && behind <= BURST.rounds ? BURST.share : SHARE;
      await sleep(Math.min(MOST_PAUSE, Math.max(GATHER, share * took)), false);
      if (!stopped && !more) await sleep(poll, true);
    }
  })();

  return {
    wake() {
      woken = true;
      wokenAt = performance.now();
      wake();
    },
    async stop() {
      stopped = true;
      wake();
      await running;
    },
  };
}
