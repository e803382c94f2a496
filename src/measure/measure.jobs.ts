import { onEvent } from '../platform/events.ts';
import type { Platform } from '../platform/platform.ts';
import { recount } from './verify.ts';

export function jobs(platform: Platform): void {
  platform.queue.work<{ metricId?: number }>(
    'measure.recount',
    ({ metricId }) => recount(platform, metricId),
    {
      unique: true,
      batchSize: 1,
      expireInSeconds: 3600,
    },
  );
  // Facts that moved to another touchpoint, or to another day with the time zone, are counted anew.
  onEvent(platform, 'placement.changed', 'measure.recount');
  onEvent(platform, 'timezone.changed', 'measure.recount');
}
