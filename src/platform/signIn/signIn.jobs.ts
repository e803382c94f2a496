import type { Platform } from '../platform.ts';
import { sendLink } from './signIn.ts';

export function jobs(platform: Platform): void {
  platform.queue.work<{ email: string }>('sign_in_link', ({ email }) => sendLink(platform, email));
}
