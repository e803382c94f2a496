import type { MetricInput } from '../measure/definition.ts';
import { createMetric } from '../measure/metrics.ts';
import { setTarget } from '../measure/targets.ts';
import { systemActor } from '../platform/access.ts';
import { DAY, dayBefore } from './day.ts';
import type { Past } from './past.ts';

const low = { takenFrom: 'interaction', higherIsBetter: false } as const;

/** What Halden measures. The first is the one all departments share. */
const metrics: MetricInput[] = [
  {
    key: 'nps',
    name: 'NPS',
    kind: 'nps',
    common: true,
    description: 'How likely are you to recommend Halden after this? 0 to 10.',
  },
  {
    key: 'csat',
    name: 'Satisfaction',
    kind: 'csat',
    description: 'How satisfied are you with this contact? 1 to 5, asked right after it.',
  },
  {
    key: 'ces',
    name: 'Ease',
    kind: 'ces',
    description: 'How easy was this? 1 (very hard) to 7 (very easy).',
  },
  {
    ...low,
    key: 'visit_no_show',
    name: 'No-shows',
    kind: 'rate',
    interactionKinds: ['visit.done'],
    goodAt: 5,
    badAt: 15,
    description: 'Installation visits where no technician came, of all visits.',
  },
  {
    ...low,
    key: 'first_bill_wrong',
    name: 'Wrong first bills',
    kind: 'rate',
    interactionKinds: ['invoice.first'],
    goodAt: 5,
    badAt: 15,
    description: 'First bills sent before the line was active.',
  },
  {
    ...low,
    key: 'promise_days',
    name: 'Days promised',
    kind: 'mean',
    unit: 'days',
    interactionKinds: ['date.promised'],
    goodAt: 10,
    badAt: 18,
    description: 'Days promised between order and line.',
  },
  {
    ...low,
    key: 'line_hand_overs',
    name: 'Line hand-overs',
    kind: 'mean',
    unit: 'hand-overs',
    interactionKinds: ['line.tested'],
    goodAt: 1,
    badAt: 2,
    description: 'How often an order goes back and forth between field service and network operations.',
  },
  {
    ...low,
    key: 'outage_hours',
    name: 'Outage repair',
    kind: 'duration',
    interactionKinds: ['outage.repaired'],
    goodAt: 6,
    badAt: 24,
    description: 'Hours from the report to the repair.',
  },
  {
    ...low,
    key: 'ticket_hours',
    name: 'Ticket solution',
    kind: 'duration',
    interactionKinds: ['ticket.closed'],
    goodAt: 24,
    badAt: 72,
    description: 'Hours from the first contact to the solution.',
  },
  {
    ...low,
    key: 'hotline_minutes',
    name: 'Hotline time',
    kind: 'duration',
    unit: 'minutes',
    interactionKinds: ['call.answered'],
    goodAt: 10,
    badAt: 25,
    description: 'Minutes from dialling to hanging up.',
  },
  {
    ...low,
    key: 'complaints',
    name: 'Complaints',
    kind: 'count',
    interactionKinds: ['complaint.received'],
    description: 'Complaints by mail and letter.',
  },
];

/** Due in about half a year: what all share, and what four heads promised for theirs. */
const targets: [metric: string, touchpoint: string | null, value: number][] = [
  ['nps', null, 30],
  ['nps', 'technician_visit', -10],
  ['nps', 'first_invoice', 10],
  ['nps', 'chat', 30],
  ['nps', 'outage_repair', 5],
  ['visit_no_show', null, 8],
];

export async function makeMetrics(past: Past): Promise<void> {
  for (const metric of metrics) await createMetric(past, systemActor, metric);
}

export async function makeTargets(past: Past): Promise<void> {
  past.clock.set(new Date(past.end - 70 * DAY));
  for (const [metric, touchpoint, value] of targets) {
    await setTarget(past, systemActor, { metric, touchpoint, value, dueOn: dayBefore(past.end, -200) });
  }
}
