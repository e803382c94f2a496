import { type EventJob, onEvent } from '../platform/events.ts';
import type { Platform } from '../platform/platform.ts';
import { climbLadder } from './breach.ts';
import { carryOutBulk } from './bulk/carryOut.ts';
import { warnOwners } from './clocks/warn.ts';
import { tellOfLate } from './complaints/late.ts';
import { tellCover } from './coverNotice.ts';
import { tidyFiles } from './desk/attach.ts';
import { flowJobs } from './flow/flow.jobs.ts';
import { tendIncidents } from './incidents/digest.ts';
import { sendToEverybody } from './incidents/message.ts';
import { suggestThanks } from './recognition/thanks.ts';
import { tendApprovals } from './recovery/tend.ts';
import { mailCameBack, type ReturnedMail } from './returned.ts';
import { runTrial } from './routing/trial.ts';
import { sendDue } from './telling/sendDue.ts';
import { settleUnanswered } from './telling/unanswered.ts';

/**
 * Every five minutes: a deadline missed is told within that time. Every quarter of an hour: who acts for whom from that
 * day on, wherever the day begins.
 */
export function jobs(platform: Platform): void {
  platform.queue.work<{ bulkId: string }>('close.bulk', (job) => carryOutBulk(platform, job), {
    batchSize: 1,
  });
  platform.queue.work('close.overdue', () => climbLadder(platform), { batchSize: 1, unique: true });
  platform.queue.schedule('close.overdue', '*/5 * * * *', 'close.overdue');
  platform.queue.work('close.warn', () => warnOwners(platform), { batchSize: 1, unique: true });
  platform.queue.schedule('close.warn', '*/5 * * * *', 'close.warn');
  platform.queue.work('close.approvals', () => tendApprovals(platform), { batchSize: 1, unique: true });
  platform.queue.schedule('close.approvals', '*/5 * * * *', 'close.approvals');
  platform.queue.work<EventJob>('close.recognise', (event) => suggestThanks(platform, event));
  onEvent(platform, 'case.confirmed', 'close.recognise');
  platform.queue.work<ReturnedMail>('close.returned', (event) => mailCameBack(platform, event));
  onEvent(platform, 'mail.returned', 'close.returned');
  platform.queue.work('close.tidyFiles', () => tidyFiles(platform), { batchSize: 1, unique: true });
  platform.queue.schedule('close.tidyFiles', '25 3 * * *', 'close.tidyFiles');
  platform.queue.work<{ trialId: string }>(
    'close.routing_trial',
    ({ trialId }) => runTrial(platform, trialId),
    { batchSize: 1 },
  );
  platform.queue.work('close.incidents', () => tendIncidents(platform), { batchSize: 1, unique: true });
  platform.queue.schedule('close.incidents', '*/5 * * * *', 'close.incidents');
  platform.queue.work<{ messageId: string }>(
    'close.incident_message',
    ({ messageId }) => sendToEverybody(platform, messageId),
    { batchSize: 1 },
  );
  platform.queue.work('close.complaints', () => tellOfLate(platform), { batchSize: 1, unique: true });
  platform.queue.schedule('close.complaints', '*/15 * * * *', 'close.complaints');
  platform.queue.work('close.sendDue', () => sendDue(platform), { batchSize: 1, unique: true });
  platform.queue.schedule('close.sendDue', '* * * * *', 'close.sendDue');
  platform.queue.work('close.unanswered', () => settleUnanswered(platform), { batchSize: 1, unique: true });
  platform.queue.schedule('close.unanswered', '7 * * * *', 'close.unanswered');
  platform.queue.work('close.cover', () => tellCover(platform), { batchSize: 1, unique: true });
  platform.queue.schedule('close.cover', '*/15 * * * *', 'close.cover');
  flowJobs(platform);
}
