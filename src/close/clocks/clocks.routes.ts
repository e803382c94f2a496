import { z } from 'zod';
import { route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { Calendar, CalendarInput, Terms, TermsInput } from './terms.ts';
import {
  archiveCalendar,
  dropTerms,
  listCalendars,
  listTerms,
  saveCalendar,
  setTerms,
} from './terms.verbs.ts';

const TermsList = z.object({ items: z.array(Terms), next: z.null() });
const Calendars = z.object({ items: z.array(Calendar), next: z.null() });
const params = z.object({ calendarId: z.uuid() });
const whole = <T>(items: T[]) => ({ items, next: null });

export function clockRoutes(platform: Platform) {
  return [
    route(
      'get',
      '/case-terms',
      'case:read',
      {
        summary: 'What is promised: how soon a case is acknowledged, acted on and told.',
        answers: TermsList,
      },
      async () => whole(await listTerms(platform)),
    ),
    route(
      'put',
      '/case-terms',
      'settings:write',
      {
        summary: 'Set what a team, or everybody else, promises from now on.',
        body: TermsInput,
        answers: TermsList,
      },
      async ({ body, actor }) => whole(await setTerms(platform, actor, body)),
    ),
    route(
      'delete',
      '/case-terms/:departmentId',
      'settings:write',
      {
        summary: 'A team goes back to the organisation’s terms (`all`: the organisation to the first ones).',
        params: z.object({ departmentId: z.union([z.literal('all'), z.uuid()]) }),
        answers: TermsList,
      },
      async ({ params, actor }) =>
        whole(await dropTerms(platform, actor, params.departmentId === 'all' ? null : params.departmentId)),
    ),
    route(
      'get',
      '/calendars',
      'case:read',
      { summary: 'Working hours and holidays.', answers: Calendars },
      async () => whole(await listCalendars(platform)),
    ),
    route(
      'post',
      '/calendars',
      'settings:write',
      { summary: 'Add a calendar.', body: CalendarInput, answers: Calendar, status: 201 },
      ({ body, actor }) => saveCalendar(platform, actor, body),
    ),
    route(
      'put',
      '/calendars/:calendarId',
      'settings:write',
      {
        summary: 'Change a calendar; running clocks are reckoned anew.',
        params,
        body: CalendarInput,
        answers: Calendar,
      },
      ({ params, body, actor }) => saveCalendar(platform, actor, body, params.calendarId),
    ),
    route(
      'post',
      '/calendars/:calendarId/archival',
      'settings:write',
      {
        summary: 'Take a calendar out of use, or bring it back.',
        params,
        body: z.object({ archived: z.boolean() }),
        answers: Calendar,
      },
      ({ params, body, actor }) => archiveCalendar(platform, actor, params.calendarId, body.archived),
    ),
  ];
}
