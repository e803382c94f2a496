import { alwaysOpen, type Interval, type WorkingHours, workingMinutes } from '../../platform/hours/hours.ts';

/** Where the time went while a case was open, in whole minutes. */
export interface Parts {
  /** Nobody works then: nights, Sundays, holidays. */
  outside: number;
  /** Paused: it waited for somebody outside. */
  paused: number;
  /** A hand-over waited for its answer. */
  offered: number;
  /** Nobody had looked yet. */
  unseen: number;
  /** In somebody's hands. */
  worked: number;
}

const around = alwaysOpen();

/**
 * Every minute while the case was open (`spans`; it may have been closed in between) counts once, for the first of these that
 * holds: outside of the hours, paused, offered, not yet seen, in work. What is rounded is the sum so far, so that the parts
 * always add up to the whole.
 */
export function partsOf(life: {
  hours: WorkingHours | undefined;
  spans: readonly Interval[];
  pauses: readonly Interval[];
  offers: readonly Interval[];
  seenAt: number | null;
}): Parts {
  const hours = life.hours ?? around;
  const within = (holes: Interval[]) =>
    Math.round(
      life.spans.reduce(
        (sum, { from, until }) => sum + workingMinutes(hours, new Date(from), new Date(until), holes),
        0,
      ),
    );
  const elapsed = Math.round(life.spans.reduce((sum, { from, until }) => sum + (until - from), 0) / 60_000);
  const inHours = life.hours ? within([]) : elapsed;
  const pauses = [...life.pauses];
  const notPaused = pauses.length > 0 ? within(pauses) : inHours;
  const waits = [...pauses, ...life.offers];
  const held = life.offers.length > 0 ? within(waits) : notPaused;
  const first = life.spans[0]?.from ?? 0;
  const last = life.spans.at(-1)?.until ?? first;
  const worked = within([...waits, { from: first, until: life.seenAt ?? last }]);
  return {
    outside: elapsed - inHours,
    paused: inHours - notPaused,
    offered: notPaused - held,
    unseen: held - worked,
    worked,
  };
}
