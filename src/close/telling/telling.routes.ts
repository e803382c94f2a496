import { z } from 'zod';
import { route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { readOrganisation } from '../../platform/settings.ts';
import { instantOf } from './localTime.ts';
import { printLetter } from './papers.ts';
import { RescheduleInput, ScheduledList, ScheduleInput } from './scheduled.ts';
import { cancelScheduled, changeScheduled, scheduledMessages, scheduleMessage } from './scheduled.verbs.ts';
import { TellingSettings } from './settings.ts';
import { setTelling, tellingSettings } from './settings.verbs.ts';
import { outcomes } from './unanswered.sql.ts';

const params = z.object({ caseId: z.uuid() });
const one = params.extend({ scheduledId: z.uuid() });
const Period = z
  .object({ from: z.iso.date(), to: z.iso.date().describe('The last day.') })
  .refine(({ from, to }) => from <= to, { message: 'The period ends before it begins.', path: ['to'] });
const Outcomes = z
  .object({
    closed: z.int(),
    confirmed: z.int(),
    unconfirmed: z.int(),
    waiting: z.int(),
    waived: z.int(),
    denied: z.int(),
  })
  .meta({ id: 'FollowUpOutcomes' });

/** Telling at another time and on paper, and what came of asking. */
export const tellingRoutes = (platform: Platform) => [
  route(
    'get',
    '/cases/:caseId/scheduled',
    'case:read',
    {
      summary: 'The message that waits for its time, and what would hold it.',
      params,
      answers: ScheduledList,
    },
    ({ params }) => scheduledMessages(platform, params.caseId),
  ),
  route(
    'post',
    '/cases/:caseId/scheduled',
    'case:work',
    {
      summary: 'Send at a time where the customer is.',
      params,
      body: ScheduleInput,
      answers: ScheduledList,
      status: 201,
    },
    async ({ params, body, actor }) => {
      await scheduleMessage(platform, actor, params.caseId, body);
      return scheduledMessages(platform, params.caseId);
    },
  ),
  route(
    'patch',
    '/cases/:caseId/scheduled/:scheduledId',
    'case:work',
    {
      summary: 'Change a message that waits, or send it all the same.',
      params: one,
      body: RescheduleInput,
      answers: ScheduledList,
    },
    async ({ params, body, actor }) => {
      const given = { scheduledId: params.scheduledId, input: body };
      await changeScheduled(platform, actor, params.caseId, given);
      return scheduledMessages(platform, params.caseId);
    },
  ),
  route(
    'delete',
    '/cases/:caseId/scheduled/:scheduledId',
    'case:work',
    { summary: 'Do not send it.', params: one, answers: ScheduledList },
    async ({ params, actor }) => {
      await cancelScheduled(platform, actor, params.caseId, params.scheduledId);
      return scheduledMessages(platform, params.caseId);
    },
  ),
  route(
    'get',
    '/cases/:caseId/letters/:letterId',
    'case:read',
    {
      summary: 'A letter as a page to print.',
      params: params.extend({ letterId: z.uuid() }),
      produces: ['text/html'],
    },
    async ({ params, actor }) =>
      new Response(await printLetter(platform, actor, params.caseId, params.letterId), {
        headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
      }),
  ),
  route(
    'get',
    '/follow-up/settings',
    'case:read',
    { summary: 'How customers are told and asked.', answers: TellingSettings },
    () => tellingSettings(platform),
  ),
  route(
    'put',
    '/follow-up/settings',
    'settings:write',
    {
      summary: 'Set quiet hours, the time for an answer, a reminder, the letterhead.',
      body: TellingSettings,
      answers: TellingSettings,
    },
    ({ body, actor }) => setTelling(platform, actor, body),
  ),
  route(
    'get',
    '/follow-up/outcomes',
    'case:read',
    { summary: 'What came of the cases closed in a period.', query: Period, answers: Outcomes },
    async ({ query }) => {
      const { timezone } = await readOrganisation(platform.db);
      const next = new Date(Date.parse(query.to) + 86_400_000).toISOString().slice(0, 10);
      const midnight = (day: string) => instantOf(timezone, `${day}T00:00`);
      return outcomes(platform.db, midnight(query.from), midnight(next));
    },
  ),
];
