import { followEvents } from '../platform/events.ts';
import type { Platform } from '../platform/platform.ts';
import { sweepOld } from './delivery.sql.ts';
import { eraseAnswers } from './erasing.sql.ts';
import { keepForOut, sendQueue } from './outbox.ts';
import { sendAndComeBack } from './send.ts';

const sweepQueue = 'out.sweep';
const DAY = 86_400_000;
/** The log goes back this far; what never arrived is kept longer. */
const DELIVERED_DAYS = 30;
const KEPT_DAYS = 90;

export function jobs(platform: Platform): void {
  followEvents(platform, 'out', keepForOut);
  followEvents(platform, 'out.erasing', eraseAnswers);
  platform.queue.work(sendQueue, () => sendAndComeBack(platform), { batchSize: 1, unique: true });
  platform.queue.schedule('out.send.look', '* * * * *', sendQueue);
  platform.queue.work(sweepQueue, () => sweep(platform), { batchSize: 1 });
  platform.queue.schedule('out.sweep.daily', '37 3 * * *', sweepQueue);
}

function sweep(platform: Platform): Promise<void> {
  const daysAgo = (days: number) => new Date(platform.clock.now().getTime() - days * DAY);
  return sweepOld(platform.db, { delivered: daysAgo(DELIVERED_DAYS), all: daysAgo(KEPT_DAYS) });
}
