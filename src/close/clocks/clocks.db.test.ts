import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answer, type Company, company } from '../../../test/company.ts';
import { type FreshDatabase, freshDatabase } from '../../../test/engines.ts';
import { type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { operatorActor } from '../../platform/access.ts';
import { sql } from '../../platform/database.ts';
import { Refusal } from '../../platform/errors.ts';
import { WorkingHours } from '../../platform/hours/hours.ts';
import {
  acknowledgeCase,
  addNote,
  caseDetail,
  closeLoop,
  openWhereNeeded,
  pauseCase,
  recordAction,
  reopenCase,
  resumeCase,
  seedRules,
} from '../close.ts';
import { readClocks, readPauses } from './clock.sql.ts';
import { type ClockName, clockNames } from './names.ts';
import { archiveCalendar, dropTerms, listTerms, saveCalendar, setTerms } from './terms.verbs.ts';
import { warnOwners } from './warn.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
let fresh: FreshDatabase;
let platform: TestPlatform;
let at: Company;
let next = 0;
beforeAll(async () => {
  fresh = await freshDatabase();
  platform = await testPlatform(fresh.db);
  at = await company(fresh.db, 400);
  await fresh.db.tx((tx) => seedRules(tx, platform));
});
afterAll(async () => {
  await platform.queue.stop();
  await fresh.close();
});

const office = WorkingHours.parse({
  timezone: 'Europe/Berlin',
  week: [
    ...Array.from({ length: 5 }, () => [
      ['09:00', '12:00'],
      ['13:00', '17:00'],
    ]),
    [],
    [],
  ],
  holidays: ['2026-12-25'],
});
const promise = (acknowledge: number, act: number, tell: number) => ({ acknowledge, act, tell });

async function newCase(score = 5, customer = next++): Promise<string> {
  const [opened] = await platform.db.tx((tx) =>
    openWhereNeeded(tx, platform, [answer(at, customer, score, { occurredAt: platform.clock.now() })]),
  );
  return opened?.caseId ?? '';
}

/** Minute by minute: the first whole minute at which enough of them were within hours and outside pauses. */
function walked(
  hours: WorkingHours,
  start: Date,
  minutes: number,
  pauses: { fromAt: Date; untilAt: Date }[],
): Date {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: hours.timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    weekday: 'short',
  });
  const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
  let left = minutes;
  let ms = start.getTime();
  for (; left > 0; ms += MINUTE) {
    if (pauses.some(({ fromAt, untilAt }) => ms >= fromAt.getTime() && ms < untilAt.getTime())) continue;
    const part = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, value]));
    if (hours.holidays.includes(`${part.year}-${part.month}-${part.day}`)) continue;
    const time = `${part.hour}:${part.minute}`;
    const open = hours.week[weekdays.indexOf(part.weekday as string)] ?? [];
    if (open.some(([from, until]) => time >= from && time < until)) left--;
  }
  return new Date(ms);
}

test('until anybody sets terms a case has 48 hours, an urgent one 24, around the clock', async () => {
  expect(await listTerms(platform)).toMatchObject([{ departmentId: null, from: null, warnAt: 75 }]);
  const now = platform.clock.now().getTime();
  const normal = await caseDetail(platform, await newCase(5));
  expect(normal.dueAt.getTime() - now).toBe(48 * HOUR);
  expect(normal.clocks.map(({ clock, dueAt }) => [clock, (dueAt.getTime() - now) / HOUR])).toEqual([
    ['acknowledge', 8],
    ['act', 36],
    ['tell', 48],
  ]);
  const urgent = await caseDetail(platform, await newCase(1));
  expect(urgent.dueAt.getTime() - now).toBe(24 * HOUR);
});

test('each deed stops what it fulfils, once, at the moment it was done', async () => {
  const id = await newCase();
  const met = async () =>
    Object.fromEntries(
      (await readClocks(platform.db, [id])).map(({ clock, metAt }) => [clock, metAt?.toISOString()]),
    );
  platform.clock.advance(HOUR);
  const first = platform.clock.now().toISOString();
  await acknowledgeCase(platform, at.priya, id);
  expect(await met()).toEqual({ acknowledge: first, act: undefined, tell: undefined });
  platform.clock.advance(HOUR);
  const second = platform.clock.now().toISOString();
  await recordAction(platform, at.priya, id, { text: 'Called the partner.' });
  expect(await met()).toEqual({ acknowledge: first, act: second, tell: undefined });
  platform.clock.advance(HOUR);
  await closeLoop(platform, at.priya, id, { waiver: 'Moved away.' });
  expect(await met()).toMatchObject({ act: second, tell: platform.clock.now().toISOString() });
  platform.clock.advance(10 * MINUTE);
  await reopenCase(platform, at.priya, id, { reason: 'By mistake.' });
  expect((await met()).tell).toBeUndefined();
  await closeLoop(platform, at.priya, id, { waiver: 'Moved away.' });
  platform.clock.advance(2 * HOUR);
  await reopenCase(platform, at.priya, id, { reason: 'They are back.' });
  const again = await caseDetail(platform, id);
  expect(again.clocks.every(({ metAt }) => metAt === null)).toBe(true);
  expect(again.dueAt.getTime() - platform.clock.now().getTime()).toBe(48 * HOUR);
});

test('a fact that makes a case urgent brings its deadlines nearer, and ends a pause', async () => {
  const customer = next++;
  const id = await newCase(5, customer);
  await pauseCase(platform, at.priya, id, {
    until: new Date(platform.clock.now().getTime() + 100 * HOUR),
    waitsFor: 'supplier',
    reason: 'The part is on its way.',
  });
  expect((await caseDetail(platform, id)).pause).toMatchObject({ waitsFor: 'supplier' });
  platform.clock.advance(HOUR);
  await newCase(0, customer);
  const one = await caseDetail(platform, id);
  expect(one.urgent).toBe(true);
  expect(one.pause).toBeNull();
  expect(one.dueAt.getTime() - platform.clock.now().getTime()).toBe(24 * HOUR);
});

test('the owner is warned once of each promise that runs out, and not of one that is kept', async () => {
  await warnOwners(platform);
  const id = await newCase();
  const kept = await newCase();
  await recordAction(platform, at.priya, kept, { text: 'Done.' });
  const { owner, number } = await caseDetail(platform, id);
  const warnings = async () => {
    const mails = await platform.db.all<{ text: string }>(sql`select m.text_body as text from mails m
      join people p on p.email = m.to_address where p.person_id = ${owner.id}::uuid and m.subject like '%running out%'`);
    return mails.filter(({ text }) => text.includes(`#${number}`)).length;
  };
  const before = await warnings();
  platform.clock.advance(5 * HOUR);
  await warnOwners(platform);
  expect(await warnings()).toBe(before);
  platform.clock.advance(1.5 * HOUR);
  await warnOwners(platform);
  await warnOwners(platform);
  expect(await warnings()).toBe(before + 1);
});

test('bad pauses are refused, and what is wrong is said', async () => {
  const id = await newCase();
  const pause = (days: number) =>
    pauseCase(platform, at.priya, id, {
      until: new Date(platform.clock.now().getTime() + days * 24 * HOUR),
      waitsFor: 'customer',
      reason: 'They are on holiday.',
    });
  await expect(pause(-1)).rejects.toMatchObject({ code: 'pause_out_of_range' });
  await expect(pause(90)).rejects.toMatchObject({ code: 'pause_out_of_range' });
  await expect(resumeCase(platform, at.priya, id)).rejects.toMatchObject({ code: 'not_paused' });
  await pause(3);
  await expect(pause(4)).rejects.toMatchObject({ code: 'is_paused' });
});

test('terms and calendars: a team’s own, the organisation’s, in use, twice the same name', async () => {
  const calendar = await saveCalendar(platform, operatorActor, { name: 'Office', hours: office });
  await expect(
    saveCalendar(platform, operatorActor, { name: 'office', hours: office }),
  ).rejects.toMatchObject({
    code: 'calendar_exists',
  });
  const terms = {
    departmentId: null,
    calendarId: calendar.id,
    normal: promise(120, 480, 960),
    urgent: promise(60, 240, 480),
    warnAt: 50,
  };
  await setTerms(platform, operatorActor, terms);
  const id = await newCase();
  const one = await caseDetail(platform, id);
  expect(one.dueAt).toEqual(walked(office, one.openedAt, 960, []));
  expect(one.clocks[0]?.calendar).toBe('Office');
  await expect(archiveCalendar(platform, operatorActor, calendar.id, true)).rejects.toMatchObject({
    code: 'calendar_in_use',
  });
  await expect(
    setTerms(platform, operatorActor, { ...terms, urgent: promise(60, 240, 4800) }),
  ).rejects.toThrow('must not have more time');
  await dropTerms(platform, operatorActor, null);
  await archiveCalendar(platform, operatorActor, calendar.id, true);
  await expect(setTerms(platform, operatorActor, terms)).rejects.toMatchObject({ status: 404 });
  // What was promised stays promised.
  expect((await caseDetail(platform, id)).dueAt).toEqual(one.dueAt);
});

const step = fc.record({
  what: fc.constantFrom('wait', 'note', 'act', 'pause', 'resume', 'close', 'reopen', 'worse', 'calendar'),
  minutes: fc.integer({ min: 1, max: 4000 }),
  from: fc.integer({ min: 0, max: 11 }),
});

test('whatever is done, in any order, every clock stands where a walk from minute to minute puts it', async () => {
  const calendar = await saveCalendar(platform, operatorActor, { name: 'Any', hours: office });
  await setTerms(platform, operatorActor, {
    departmentId: null,
    calendarId: calendar.id,
    normal: promise(120, 480, 960),
    urgent: promise(60, 240, 480),
    warnAt: 75,
  });
  const start = platform.clock.now();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), fc.boolean(), async (steps, autumn) => {
      // The last Sundays of March and October: clocks change.
      platform.clock.set(autumn ? '2026-10-23T07:10:00Z' : '2027-03-26T15:20:00Z');
      let hours = office;
      await saveCalendar(platform, operatorActor, { name: 'Any', hours }, calendar.id);
      const customer = next++;
      const id = await newCase(5, customer);
      const metAt = new Map<ClockName, Date>();
      const fulfilled = (...names: ClockName[]) => {
        for (const name of names) if (!metAt.has(name)) metAt.set(name, platform.clock.now());
      };
      for (const { what, minutes, from } of steps) {
        try {
          if (what === 'wait') platform.clock.advance(minutes * MINUTE);
          else if (what === 'note') {
            await addNote(platform, at.priya, id, { text: 'n' });
            fulfilled('acknowledge');
          } else if (what === 'act') {
            await recordAction(platform, at.priya, id, { text: 'a' });
            fulfilled('acknowledge', 'act');
          } else if (what === 'pause') {
            await pauseCase(platform, at.priya, id, {
              until: new Date(platform.clock.now().getTime() + minutes * MINUTE),
              waitsFor: 'other',
              reason: 'Because.',
            });
            fulfilled('acknowledge');
          } else if (what === 'resume') await resumeCase(platform, at.priya, id);
          else if (what === 'close') {
            await closeLoop(platform, at.priya, id, { waiver: 'Not needed.' });
            fulfilled(...clockNames);
          } else if (what === 'reopen') {
            const closedAt = (await caseDetail(platform, id)).closedAt;
            await reopenCase(platform, at.priya, id, { reason: 'Again.' });
            const soon = closedAt && platform.clock.now().getTime() - closedAt.getTime() <= HOUR;
            for (const [name, when] of [...metAt]) {
              if (!soon || when >= closedAt) metAt.delete(name);
            }
          } else if (what === 'worse') {
            const before = await caseDetail(platform, id);
            if (before.state === 'open') await newCase(0, customer);
          } else {
            const opens = `${String(from).padStart(2, '0')}:30`;
            hours = WorkingHours.parse({ ...office, week: office.week.map(() => [[opens, '16:00']]) });
            await saveCalendar(platform, operatorActor, { name: 'Any', hours }, calendar.id);
          }
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
        }
        const clocks = await readClocks(platform.db, [id]);
        const pauses = await readPauses(platform.db, [id]);
        expect(clocks.map(({ clock }) => clock)).toEqual(clockNames);
        for (const one of clocks) {
          expect(one.metAt?.getTime()).toBe(metAt.get(one.clock)?.getTime());
          if (one.metAt === null)
            expect(one.dueAt).toEqual(walked(hours, one.startedAt, one.minutes, pauses));
        }
        const detail = await caseDetail(platform, id);
        if (detail.state === 'open' && !metAt.has('tell'))
          expect(detail.dueAt).toEqual(clocks.find(({ clock }) => clock === 'tell')?.dueAt);
      }
    }),
    { numRuns: 12 },
  );
  platform.clock.set(start);
});
