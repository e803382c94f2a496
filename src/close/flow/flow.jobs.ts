import { followEvents, onEvent } from '../../platform/events.ts';
import type { Platform } from '../../platform/platform.ts';
import { countAnew, countFlow, noteMovedOwners } from './count.ts';
import { noteChanged } from './records.sql.ts';

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** What happens to a case is noted as it happens and counted within a minute; who changed teams, every night. */
export function flowJobs(platform: Platform): void {
  const { queue } = platform;
  followEvents(platform, 'flow', (tx, _, events) => {
    const cases = events.filter(({ subject }) => subject.kind === 'case' && uuid.test(subject.id));
    return noteChanged(tx, [...new Set(cases.map(({ subject }) => subject.id))]);
  });
  queue.work('close.flow', () => countFlow(platform), { batchSize: 1, unique: true });
  queue.schedule('close.flow', '* * * * *', 'close.flow');
  queue.work('close.flowMoved', () => noteMovedOwners(platform), { batchSize: 1, unique: true });
  queue.schedule('close.flowMoved', '25 2 * * *', 'close.flowMoved');
  // A week begins elsewhere.
  queue.work('close.flowAnew', () => countAnew(platform), { batchSize: 1, unique: true });
  onEvent(platform, 'timezone.changed', 'close.flowAnew');
}
