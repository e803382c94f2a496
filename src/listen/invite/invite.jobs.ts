import { type EventJob, onEvent } from '../../platform/events.ts';
import type { Platform } from '../../platform/platform.ts';
import { gather } from './gather.ts';
import { noteRefusedMails, noteReturnedMail } from './returned.ts';
import { sendDue } from './send.ts';

/** Each minute: who is to be asked, and whose mail may leave now. */
export function inviteJobs(platform: Platform): void {
  platform.queue.work('listen.invite', () => invite(platform), { batchSize: 1, unique: true });
  platform.queue.schedule('listen.invite', '* * * * *', 'listen.invite');
  platform.queue.work<EventJob>('listen.returned', (event) => noteReturnedMail(platform, event));
  onEvent(platform, 'mail.returned', 'listen.returned');
}

/** What one minute does; anything of it may be done again. */
export async function invite(
  platform: Platform,
): Promise<{ gathered: number; sent: number; skipped: number }> {
  await noteRefusedMails(platform);
  const gathered = await gather(platform);
  return { gathered, ...(await sendDue(platform)) };
}
