import type { Platform } from '../platform/platform.ts';
import { inviteJobs } from './invite/invite.jobs.ts';

export function jobs(platform: Platform): void {
  inviteJobs(platform);
}
