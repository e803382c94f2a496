import type { Actor } from '../../platform/access.ts';
import { notFound } from '../../platform/errors.ts';
import { alwaysOpen, type Interval, type WorkingHours, workingMinutes } from '../../platform/hours/hours.ts';
import type { Platform } from '../../platform/platform.ts';
import { readClocks, readPauses } from '../clocks/clock.sql.ts';
import { hoursById } from '../clocks/terms.sql.ts';
import { handoversOf } from '../handover.sql.ts';
import { currentClosure, readCase, readHolders } from '../life.sql.ts';
import { peopleOf } from '../list.ts';
import { limit } from '../whoIsAsked.ts';
import { type CaseTime, stages } from './shapes.ts';

interface Cut {
  stage: (typeof stages)[number];
  from: number;
  until: number;
}

/** The stages of a case as stretches of time, each ending where its promise was met, at the latest at the end. */
export function stagesOf(begin: number, met: (number | null)[], end: number): Cut[] {
  let from = begin;
  return stages.map((stage, i) => {
    const until = Math.max(from, Math.min(met[i] ?? end, end));
    const cut = { stage, from, until };
    from = until;
    return cut;
  });
}

export async function caseTime(platform: Platform, actor: Actor, caseId: string): Promise<CaseTime> {
  const { db, clock } = platform;
  const found = await readCase(db, caseId);
  if (!found) throw notFound('case', caseId);
  const [holders, clocks, pauses, closure, handovers] = await Promise.all([
    readHolders(db, caseId),
    readClocks(db, [caseId]),
    readPauses(db, [caseId]),
    currentClosure(db, caseId),
    handoversOf(db, caseId),
  ]);
  const calendarId = clocks.find((one) => one.clock === 'tell')?.calendarId ?? null;
  const hours: WorkingHours =
    (calendarId && (await hoursById(db, [calendarId])).get(calendarId)) || alwaysOpen();
  const end = (closure?.at ?? clock.now()).getTime();
  const metAt = (name: string) => clocks.find((one) => one.clock === name)?.metAt?.getTime() ?? null;
  const cuts = stagesOf(found.openedAt.getTime(), [metAt('acknowledge'), metAt('act'), metAt('tell')], end);
  const stood: Interval[] = pauses.map((one) => ({
    from: one.fromAt.getTime(),
    until: one.untilAt.getTime(),
  }));
  const people = await peopleOf(
    db,
    holders.map((one) => one.personId),
  );
  const departments = new Map<string | null, CaseTime['departments'][number]>();
  let mine: number | null = null;
  for (const held of holders) {
    const name = people(held.personId).departmentName;
    const row = departments.get(name) ?? { name, minutes: 0, stages: { see: 0, act: 0, tell: 0 } };
    departments.set(name, row);
    const until = Math.min(held.untilAt?.getTime() ?? end, end);
    let sum = 0;
    for (const cut of cuts) {
      const from = new Date(Math.max(cut.from, held.fromAt.getTime()));
      const minutes = Math.round(workingMinutes(hours, from, new Date(Math.min(cut.until, until)), stood));
      row.stages[cut.stage] += minutes;
      sum += minutes;
    }
    row.minutes += sum;
    if (held.personId === actor.personId) mine = (mine ?? 0) + sum;
  }
  const all = workingMinutes(hours, found.openedAt, new Date(end));
  const worked = workingMinutes(hours, found.openedAt, new Date(end), stood);
  return {
    calendar: clocks.find((one) => one.clock === 'tell')?.calendarName ?? null,
    departments: [...departments.values()].sort((a, b) => b.minutes - a.minutes),
    mine,
    paused: Math.round(all - worked),
    handovers,
    limit,
  };
}
