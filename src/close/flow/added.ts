import type { Interval, WorkingHours } from '../../platform/hours/hours.ts';
import { partsOf } from './parts.ts';
import type { Records } from './records.sql.ts';

/** A row of flow_cases, in the order of `flowColumns`. */
export type Added = (string | number | boolean | null)[];

export const flowColumns = [
  ['case_id', 'uuid'],
  ['team_id', 'uuid'],
  ['touchpoint_id', 'int'],
  ['owner_id', 'uuid'],
  ['urgent', 'boolean'],
  ['opened_week', 'date'],
  ['closed_week', 'date'],
  ['acknowledge', 'int'],
  ['act', 'int'],
  ['tell', 'int'],
  ['confirm', 'int'],
  ['total', 'int'],
  ['outside', 'int'],
  ['paused', 'int'],
  ['offered', 'int'],
  ['unseen', 'int'],
  ['worked', 'int'],
  ['handovers', 'int'],
  ['reopened', 'int'],
  ['told', 'boolean'],
  ['first_contact', 'boolean'],
  ['confirmed', 'boolean'],
  ['score_before', 'int'],
  ['score_after', 'int'],
] as const;

const minutes = (from: Date, until: Date) =>
  Math.max(0, Math.round((until.getTime() - from.getTime()) / 60_000));
const earliest = (...of: (Date | null)[]) => {
  const known = of.filter((one) => one !== null).map((one) => one.getTime());
  return known.length > 0 ? new Date(Math.min(...known)) : null;
};
const stretch = ({ from, until }: { from: string; until: string | null }): Interval => ({
  from: Date.parse(from),
  until: until === null ? Number.POSITIVE_INFINITY : Date.parse(until),
});

/**
 * What the records of one case add up to. Whoever tells has acted, and whoever acts has seen it, so a step that was skipped
 * took no time. A case that was reopened was first told when it was first told; its parts leave out the time it was closed.
 */
export function addUp(one: Records, hours: WorkingHours | undefined): Added {
  const told = one.toldAt;
  const acted = earliest(one.actedAt, told);
  const seen = earliest(one.acknowledgedAt, acted);
  const closed = one.closedAt;
  const gaps = one.gaps.map(stretch);
  const parts = closed
    ? partsOf({
        hours,
        spans: openSpans(one.openedAt.getTime(), closed.getTime(), gaps),
        pauses: one.pauses.map(stretch),
        offers: one.offers.map(stretch),
        seenAt: seen?.getTime() ?? null,
      })
    : { outside: 0, paused: 0, offered: 0, unseen: 0, worked: 0 };
  const handovers = Math.max(0, one.holders - 1);
  const reopened = gaps.length;
  const isTold = closed !== null && !one.waived;
  return [
    one.id,
    one.teamId,
    one.touchpointId,
    one.ownerId,
    one.urgent,
    one.openedWeek,
    one.closedWeek,
    seen && minutes(one.openedAt, seen),
    acted && seen && minutes(seen, acted),
    told && acted && minutes(acted, told),
    one.helped === true && one.helpedAt && one.toldLast ? minutes(one.toldLast, one.helpedAt) : null,
    closed && minutes(one.openedAt, closed),
    parts.outside,
    parts.paused,
    parts.offered,
    parts.unseen,
    parts.worked,
    handovers,
    reopened,
    isTold,
    isTold && one.messages === 1 && handovers === 0 && reopened === 0 && one.helped !== false,
    closed && isTold ? one.helped : null,
    one.scoreBefore,
    closed ? one.scoreAfter : null,
  ];
}

/** From opening to closing, without the time it was closed in between. */
function openSpans(from: number, until: number, gaps: readonly Interval[]): Interval[] {
  const spans: Interval[] = [];
  let start = from;
  for (const gap of gaps) {
    spans.push({ from: start, until: gap.from });
    start = gap.until;
  }
  spans.push({ from: start, until });
  return spans;
}
