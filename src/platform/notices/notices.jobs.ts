import type { Platform } from '../platform.ts';
import { sendDue } from './due.ts';
import { pruneNotices } from './notice.sql.ts';

const DAY = 86_400_000;
const READ_DAYS = 30;
const ALL_DAYS = 90;

export function jobs(platform: Platform): void {
  const once = { batchSize: 1, unique: true };
  platform.queue.work('notices.due', () => sendDue(platform), once);
  platform.queue.schedule('notices.due', '* * * * *', 'notices.due');
  platform.queue.work(
    'notices.sweep',
    () => {
      const ago = (days: number) => new Date(platform.clock.now().getTime() - days * DAY);
      return pruneNotices(platform.db, { read: ago(READ_DAYS), all: ago(ALL_DAYS) });
    },
    once,
  );
  platform.queue.schedule('notices.sweep', '41 3 * * *', 'notices.sweep');
}
