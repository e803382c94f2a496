import type { Platform } from '../platform/platform.ts';
import { climbLadder } from './breach.ts';

/** Every five minutes: a deadline missed is told within that time. */
export function jobs(platform: Platform): void {
  platform.queue.work('close.overdue', () => climbLadder(platform), { batchSize: 1, unique: true });
  platform.queue.schedule('close.overdue', '*/5 * * * *', 'close.overdue');
}
