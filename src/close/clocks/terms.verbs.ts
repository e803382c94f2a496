import { type Actor, require } from '../../platform/access.ts';
import { audit } from '../../platform/audit.ts';
import type { Runner, Tx } from '../../platform/database.ts';
import { conflict, notFound } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Platform } from '../../platform/platform.ts';
import { casesRunningBy } from './clock.sql.ts';
import { TermsOf } from './clock.ts';
import { restamp } from './restamp.ts';
import {
  archiveCalendar as archive,
  departmentsOf,
  endTerms,
  hoursById,
  nameTaken,
  readCalendars,
  readTerms,
  writeCalendar,
  writeTerms,
} from './terms.sql.ts';
import { type Calendar, CalendarInput, firstTerms, type Terms, TermsInput } from './terms.ts';

/** Cases whose deadlines are reckoned anew at a time. */
const SOME = 500;

export async function termsFor(db: Runner, personIds: readonly string[]): Promise<TermsOf> {
  const ids = [...new Set(personIds)];
  const terms = await readTerms(db);
  // The same for everybody: then nobody's team matters.
  if (terms.length === 0) return new TermsOf([], new Map(), new Map());
  const hours = await hoursById(
    db,
    terms.map(({ calendarId }) => calendarId),
  );
  return new TermsOf(terms, hours, await departmentsOf(db, ids));
}

/** What is promised now; the organisation's own terms first, even where nobody has set them. */
export async function listTerms(platform: Platform): Promise<Terms[]> {
  const terms = await readTerms(platform.db);
  if (terms.some(({ departmentId }) => departmentId === null)) return terms;
  return [{ ...firstTerms, departmentName: null, calendarName: null, from: null }, ...terms];
}

/** Holds for cases opened from now on; what was promised to those already waiting stays. */
export async function setTerms(platform: Platform, actor: Actor, input: TermsInput): Promise<Terms[]> {
  require(actor, 'settings:write');
  const terms = TermsInput.parse(input);
  const at = platform.clock.now();
  await platform.db.tx(async (tx) => {
    if (terms.calendarId) {
      const calendar = (await readCalendars(tx)).find(({ id }) => id === terms.calendarId);
      if (!calendar || calendar.archivedAt) throw notFound('calendar', terms.calendarId);
    }
    const before = (await readTerms(tx)).find(({ departmentId }) => departmentId === terms.departmentId);
    await writeTerms(tx, { ...terms, id: newId(), at, by: actor.personId });
    await audit(tx, platform, actor, {
      verb: 'case_terms.set',
      subject: { kind: 'department', id: terms.departmentId ?? 'all' },
      detail: { before: before ?? null, after: terms },
    });
  });
  return listTerms(platform);
}

/** The team goes back to the organisation's terms; the organisation to the first ones. */
export async function dropTerms(
  platform: Platform,
  actor: Actor,
  departmentId: string | null,
): Promise<Terms[]> {
  require(actor, 'settings:write');
  await platform.db.tx(async (tx) => {
    const before = (await readTerms(tx)).find((one) => one.departmentId === departmentId);
    if (!before) throw notFound('terms of this team', departmentId ?? 'all');
    await endTerms(tx, departmentId, platform.clock.now());
    await audit(tx, platform, actor, {
      verb: 'case_terms.ended',
      subject: { kind: 'department', id: departmentId ?? 'all' },
      detail: { before },
    });
  });
  return listTerms(platform);
}

export function listCalendars(platform: Platform): Promise<Calendar[]> {
  return readCalendars(platform.db);
}

/** Makes a calendar, or changes one: then every clock that runs by it gets its new deadline in the same transaction. */
export async function saveCalendar(
  platform: Platform,
  actor: Actor,
  input: CalendarInput,
  id?: string,
): Promise<Calendar> {
  require(actor, 'settings:write');
  const calendar = CalendarInput.parse(input);
  const calendarId = id ?? newId();
  const at = platform.clock.now();
  return platform.db.tx(async (tx) => {
    const before = id ? (await readCalendars(tx)).find((one) => one.id === id) : undefined;
    if (id && !before) throw notFound('calendar', id);
    if (await nameTaken(tx, calendar.name, calendarId)) {
      throw conflict(
        'calendar_exists',
        `There is a calendar “${calendar.name}” already. Choose another name.`,
        {
          name: calendar.name,
        },
      );
    }
    await writeCalendar(tx, { id: calendarId, ...calendar, at, by: actor.personId });
    const cases = before ? await reckonAgain(tx, calendarId) : 0;
    await audit(tx, platform, actor, {
      verb: before ? 'calendar.changed' : 'calendar.made',
      subject: { kind: 'calendar', id: calendarId },
      detail: { before: before ? { name: before.name, hours: before.hours } : null, after: calendar, cases },
    });
    return (await readCalendars(tx)).find((one) => one.id === calendarId) as Calendar;
  });
}

async function reckonAgain(tx: Tx, calendarId: string): Promise<number> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (let cases = 0; ; ) {
    const ids = await casesRunningBy(tx, calendarId, after, SOME);
    await restamp(tx, ids);
    cases += ids.length;
    if (ids.length < SOME) return cases;
    after = ids.at(-1) as string;
  }
}

/** Out of use for new terms; clocks that run by it go on. Not while a team's terms still use it. */
export async function archiveCalendar(
  platform: Platform,
  actor: Actor,
  id: string,
  archived: boolean,
): Promise<Calendar> {
  require(actor, 'settings:write');
  return platform.db.tx(async (tx) => {
    const found = (await readCalendars(tx)).find((one) => one.id === id);
    if (!found) throw notFound('calendar', id);
    if (archived && found.teams > 0) {
      throw conflict(
        'calendar_in_use',
        `“${found.name}” is used by ${found.teams} terms. Give them another calendar first.`,
        { teams: found.teams },
      );
    }
    if (!archived && (await nameTaken(tx, found.name, id))) {
      throw conflict(
        'calendar_exists',
        `There is a calendar “${found.name}” already. Rename that one first.`,
        {},
      );
    }
    await archive(tx, id, archived ? platform.clock.now() : null);
    await audit(tx, platform, actor, {
      verb: archived ? 'calendar.archived' : 'calendar.revived',
      subject: { kind: 'calendar', id },
      detail: { name: found.name },
    });
    return (await readCalendars(tx)).find((one) => one.id === id) as Calendar;
  });
}
