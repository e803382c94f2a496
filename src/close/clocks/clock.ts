import { afterWorking, alwaysOpen, type Interval, type WorkingHours } from '../../platform/hours/hours.ts';
import { newId } from '../../platform/ids.ts';
import type { ClockRow } from './clock.sql.ts';
import { type ClockName, clockNames } from './names.ts';
import { firstTerms, type TermsInput } from './terms.ts';

const around = alwaysOpen();

/** Longer than any promise: where a calendar has no working time left, the deadline is around the clock instead. */
export function deadline(
  hours: WorkingHours | undefined,
  start: Date,
  minutes: number,
  pauses: readonly Interval[] = [],
): Date {
  const due = hours && afterWorking(hours, start, minutes, pauses);
  return due ?? (afterWorking(around, start, minutes, pauses) as Date);
}

/** Which terms hold for whom, read once for a batch. */
export class TermsOf {
  private readonly byDepartment: Map<string | null, TermsInput>;
  private readonly calendars: Map<string, WorkingHours>;
  private readonly departmentOf: Map<string, string | null>;

  constructor(
    terms: readonly TermsInput[],
    calendars: Map<string, WorkingHours>,
    departmentOf: Map<string, string | null>,
  ) {
    this.byDepartment = new Map(terms.map((one) => [one.departmentId, one]));
    this.calendars = calendars;
    this.departmentOf = departmentOf;
  }

  /** The owner's team's terms, else the organisation's. */
  of(personId: string): TermsInput {
    const department = this.departmentOf.get(personId) ?? null;
    return this.byDepartment.get(department) ?? this.byDepartment.get(null) ?? firstTerms;
  }

  hours(calendarId: string | null): WorkingHours | undefined {
    return calendarId === null ? undefined : this.calendars.get(calendarId);
  }

  /** The three clocks of a case that begins now with this owner. */
  start(
    of: { caseId: string; ownerId: string; urgent: boolean },
    at: Date,
    names: readonly ClockName[] = clockNames,
  ): ClockRow[] {
    const terms = this.of(of.ownerId);
    const hours = this.hours(terms.calendarId);
    return names.map((clock) => {
      const minutes = terms[of.urgent ? 'urgent' : 'normal'][clock];
      return {
        clockId: newId(),
        caseId: of.caseId,
        clock,
        calendarId: terms.calendarId,
        minutes,
        warnPercent: terms.warnAt,
        startedAt: at,
        dueAt: deadline(hours, at, minutes),
        warnAt: deadline(hours, at, warnMinutes(minutes, terms.warnAt)),
      };
    });
  }
}

export function warnMinutes(minutes: number, percent: number): number {
  return Math.floor((minutes * percent) / 100);
}

export function tellDue(clocks: readonly ClockRow[]): Date {
  return (clocks.find(({ clock }) => clock === 'tell') as ClockRow).dueAt;
}

/** What each verb on a case fulfils: seen, done, told. Who acts has also seen it; who told has also acted. */
const fulfils: Record<string, readonly ClockName[]> = {
  acknowledged: ['acknowledge'],
  noted: ['acknowledge'],
  stepped_in: ['acknowledge'],
  hand_over_offered: ['acknowledge'],
  hand_over_accepted: ['acknowledge'],
  disputed: ['acknowledge'],
  paused: ['acknowledge'],
  customer_called: ['acknowledge'],
  complaint_acknowledged: ['acknowledge'],
  complaint_assessed: ['acknowledge'],
  complaint_investigated: ['acknowledge', 'act'],
  redress_given: ['acknowledge', 'act'],
  redress_asked: ['acknowledge'],
  action_taken: ['acknowledge', 'act'],
  customer_told: ['acknowledge', 'act', 'tell'],
  closed: ['acknowledge', 'act', 'tell'],
};

export function fulfilledBy(verbs: readonly string[]): ClockName[] {
  return clockNames.filter((name) => verbs.some((verb) => fulfils[verb]?.includes(name)));
}
