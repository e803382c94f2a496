import { type Actor, systemActor } from '../platform/access.ts';
import type { Platform } from '../platform/platform.ts';
import { placeAgain } from './map.ts';

export function jobs(platform: Platform): void {
  platform.queue.work<{ by?: Pick<Actor, 'kind' | 'id' | 'personId' | 'name'> }>(
    'map.place_again',
    // Permission was checked when it was asked for; the name stays on the record.
    ({ by }) => placeAgain(platform, { ...systemActor, ...by }),
    { unique: true, batchSize: 1, expireInSeconds: 6 * 3600 },
  );
}
