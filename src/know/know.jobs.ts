import type { Platform } from '../platform/platform.ts';
import { dropOldChanges } from './remembered.ts';

export function jobs({ queue, db }: Platform): void {
  queue.work('know.changes', () => dropOldChanges(db), { batchSize: 1, unique: true });
  queue.schedule('know.changes', '40 3 * * *', 'know.changes');
}
