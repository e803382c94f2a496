import { z } from 'zod';
import { route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { ImportRun } from '../imports/run.ts';
import { GroupMapping, LogGroups, listGroups, mapGroups } from './departments.ts';
import { EventLog, EventLogChange, StartEventLog } from './log.ts';
import { changeEventLog, listEventLogs, removeEventLog, startEventLog } from './logs.ts';
import { LogPreview, LogPreviewInput, previewEventLog } from './preview.ts';

const params = z.object({ name: z.string().min(1).max(100) });
const EventLogList = z.object({ items: z.array(EventLog), next: z.null() });

/** Hand-over histories of other systems; their file is uploaded with POST /imports. */
export const eventLogRoutes = (platform: Platform) => [
  route(
    'get',
    '/event-logs',
    'ownership:read',
    { summary: 'Hand-over histories of other systems', answers: EventLogList },
    async ({ actor }) => ({ items: await listEventLogs(platform, actor), next: null }),
  ),
  route(
    'post',
    '/event-logs/preview',
    'import:write',
    {
      summary: 'What an upload holds as a hand-over history, with the columns suggested',
      body: LogPreviewInput,
      answers: LogPreview,
    },
    ({ body, actor }) => previewEventLog(platform, actor, body),
  ),
  route(
    'post',
    '/event-logs/start',
    'import:write',
    {
      summary: 'Import an upload as a hand-over history; progress and report are those of any import',
      body: StartEventLog,
      answers: ImportRun,
      status: 202,
    },
    ({ body, actor }) => startEventLog(platform, actor, body),
  ),
  route(
    'patch',
    '/event-logs/:name',
    'ownership:write',
    { summary: 'Which activities end a case', params, body: EventLogChange, answers: EventLog },
    ({ params, body, actor }) => changeEventLog(platform, actor, params.name, body),
  ),
  route(
    'get',
    '/event-logs/:name/groups',
    'ownership:read',
    { summary: 'The groups of a log and the departments they were said to be', params, answers: LogGroups },
    ({ params, actor }) => listGroups(platform, actor, params.name),
  ),
  route(
    'put',
    '/event-logs/:name/departments',
    'ownership:write',
    { summary: 'Which department a group of the log is', params, body: GroupMapping },
    ({ params, body, actor }) => mapGroups(platform, actor, params.name, body),
  ),
  route(
    'delete',
    '/event-logs/:name',
    'import:write',
    { summary: 'Remove a log and its entries', params },
    ({ params, actor }) => removeEventLog(platform, actor, params.name),
  ),
];
