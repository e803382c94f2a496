const hourMs = 3_600_000;

/** How long the receiver of a hand-over has to answer, around the clock: a sixth of what a customer is promised at first. */
const hoursToAnswer = { urgent: 4, normal: 8 } as const;

export function answerBy(start: Date, urgent: boolean): Date {
  return new Date(start.getTime() + (urgent ? hoursToAnswer.urgent : hoursToAnswer.normal) * hourMs);
}

/** Hours past the deadline at which each rung of the ladder is told: the accountable person at once, the sponsor a day later. */
export const rungs = [
  { rung: 1, hoursLate: 0, who: 'accountable' },
  { rung: 2, hoursLate: 24, who: 'sponsor' },
] as const;
