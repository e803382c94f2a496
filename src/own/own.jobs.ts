import type { Platform } from '../platform/platform.ts';
import { carryOut, dueDepartmentChanges } from './changeSet.sql.ts';
import { dayOf } from './day.ts';
import { tellNewFaults } from './digest.ts';
import { climbMandates } from './mandates.ts';

/**
 * Every quarter of an hour: a department has its new name on its day, wherever the day begins. Every morning what is newly
 * wrong; every hour what was not answered in time.
 */
export function jobs(platform: Platform): void {
  const once = { batchSize: 1, unique: true };
  platform.queue.work('own.departments', () => carryOutDue(platform), once);
  platform.queue.schedule('own.departments', '*/15 * * * *', 'own.departments');
  platform.queue.work('own.faults', () => tellNewFaults(platform), once);
  platform.queue.schedule('own.faults', '15 5 * * *', 'own.faults');
  platform.queue.work('own.mandates', () => climbMandates(platform), once);
  platform.queue.schedule('own.mandates', '20 * * * *', 'own.mandates');
}

export async function carryOutDue(platform: Platform): Promise<{ done: number }> {
  const at = platform.clock.now();
  return platform.db.tx(async (tx) => {
    const due = await dueDepartmentChanges(tx, await dayOf(tx, at));
    for (const change of due) await carryOut(tx, change, { at, by: null });
    return { done: due.length };
  });
}
