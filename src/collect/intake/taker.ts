import type { Platform } from '../../platform/platform.ts';
import { type Rounds, takeInRounds } from '../../platform/rounds.ts';
import type { TakeIn } from '../takeIn.ts';
import { freeLeases, takeUp } from './takeUp.ts';

const takers = new WeakMap<Platform, Rounds>();

/** Something was accepted in this process. */
export function wakeTaker(platform: Platform): void {
  takers.get(platform)?.wake();
}

/** Takes up deliveries as they come until stopped. */
export async function startTaker(platform: Platform, takeIn: TakeIn): Promise<() => Promise<void>> {
  await freeLeases(platform.db);
  const rounds = takeInRounds(platform, 'taking up deliveries', (until) => takeUp(platform, takeIn, until));
  takers.set(platform, rounds);
  return () => rounds.stop();
}
