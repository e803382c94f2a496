import { onEvent } from '../platform/events.ts';
import type { Platform } from '../platform/platform.ts';
import { tellLate } from './lateSources.ts';
import { climbAccess } from './openness/access.ts';
import { keepOpenness } from './openness/matrix.ts';

/**
 * A source that has become late is told to whoever owns it. Every night how shut the company is; every hour what nobody answered
 * climbs.
 */
export function jobs(platform: Platform): void {
  platform.queue.work<{ subject?: { id: string } }>(
    'govern.late',
    ({ subject }) => tellLate(platform, subject?.id ?? ''),
    { batchSize: 1 },
  );
  const once = { batchSize: 1, unique: true };
  platform.queue.work('govern.openness', () => keepOpenness(platform), once);
  platform.queue.schedule('govern.openness', '35 2 * * *', 'govern.openness');
  platform.queue.work('govern.access', () => climbAccess(platform), once);
  platform.queue.schedule('govern.access', '50 * * * *', 'govern.access');
  onEvent(platform, 'source.late', 'govern.late');
}
