import { saveCalendar, setTerms } from '../close/close.ts';
import { listDepartments } from '../own/own.ts';
import { systemActor } from '../platform/access.ts';
import { WorkingHours } from '../platform/hours/hours.ts';
import type { Past } from './past.ts';

const HOUR = 60;
const office = [
  ['09:00', '12:30'],
  ['13:00', '17:00'],
];
const shifts = [['07:00', '21:00']];

/** Holidays of a year in which nobody at Halden works. */
const days = (year: number) => ['01-01', '05-01', '10-03', '12-25', '12-26'].map((day) => `${year}-${day}`);

/** Customer service promises around the clock what everybody does; the back office in its own hours. */
export async function makePromises(past: Past): Promise<void> {
  past.clock.set(new Date(past.end));
  const year = new Date(past.end).getUTCFullYear();
  const holidays = [...days(year), ...days(year + 1)];
  const hours = (week: unknown) => WorkingHours.parse({ timezone: 'Europe/Berlin', week, holidays });
  const backOffice = await saveCalendar(past, systemActor, {
    name: 'Back office',
    hours: hours([office, office, office, office, office, [], []]),
  });
  const field = await saveCalendar(past, systemActor, {
    name: 'Field service shifts',
    hours: hours([shifts, shifts, shifts, shifts, shifts, [['08:00', '16:00']], []]),
  });
  const departments = await listDepartments(past.db);
  const finance = departments.find(({ key }) => key === 'finance')?.id;
  const crew = departments.find(({ key }) => key === 'field')?.id;
  if (finance) {
    await setTerms(past, systemActor, {
      departmentId: finance,
      calendarId: backOffice.id,
      normal: { acknowledge: 4 * HOUR, act: 12 * HOUR, tell: 15 * HOUR },
      urgent: { acknowledge: 2 * HOUR, act: 6 * HOUR, tell: 7.5 * HOUR },
      warnAt: 75,
    });
  }
  if (crew) {
    await setTerms(past, systemActor, {
      departmentId: crew,
      calendarId: field.id,
      normal: { acknowledge: 4 * HOUR, act: 21 * HOUR, tell: 28 * HOUR },
      urgent: { acknowledge: 2 * HOUR, act: 10 * HOUR, tell: 14 * HOUR },
      warnAt: 70,
    });
  }
}
