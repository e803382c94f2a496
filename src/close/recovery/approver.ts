const hourMs = 3_600_000;

/** How long whoever is asked for more has to answer: a customer waits for it, so half of what they are promised. */
const hoursToApprove = { urgent: 12, normal: 24 } as const;

export function answerByDay(start: Date, urgent: boolean): Date {
  return new Date(start.getTime() + (urgent ? hoursToApprove.urgent : hoursToApprove.normal) * hourMs);
}
