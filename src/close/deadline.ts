const hourMs = 3_600_000;

/** Calendar hours until the customer must have been told: 24 where it is urgent, else 48. */
export const hoursToTell = { urgent: 24, normal: 48 } as const;

export function dueAfter(start: Date, urgent: boolean): Date {
  return new Date(start.getTime() + (urgent ? hoursToTell.urgent : hoursToTell.normal) * hourMs);
}

/** How long the receiver of a hand-over has to answer: a sixth of the case's own time. */
export function answerBy(start: Date, urgent: boolean): Date {
  return new Date(start.getTime() + ((urgent ? hoursToTell.urgent : hoursToTell.normal) / 6) * hourMs);
}

/** Hours past the deadline at which each rung of the ladder is told: the accountable person at once, the sponsor a day later. */
export const rungs = [
  { rung: 1, hoursLate: 0, who: 'accountable' },
  { rung: 2, hoursLate: 24, who: 'sponsor' },
] as const;
