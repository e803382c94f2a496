import { isTimezone, offsetReader } from '../../platform/timezone.ts';

const DAY = 86_400_000;

/**
 * The instant at which clocks in a zone show this local time (`2026-03-29T09:00`). Shown twice in autumn: the first. Skipped in
 * spring: as long after the gap as it was wished after its beginning.
 */
export function instantOf(zone: string, local: string): Date {
  const wished = Date.parse(`${local}Z`);
  const offset = offsetReader(zone);
  const [before, after] = [offset(wished - DAY), offset(wished + DAY)];
  const fits = [before, after]
    .map((one) => wished - one)
    .filter((ms) => ms + offset(ms) === wished)
    .sort((a, b) => a - b);
  return new Date(fits[0] ?? wished - before);
}

/** The local time at an instant, to the minute: `2026-03-29T09:00`. */
export function localOf(zone: string, at: Date): string {
  return new Date(at.getTime() + offsetReader(zone)(at.getTime())).toISOString().slice(0, 16);
}

/** Where the customer's clocks are, as their record says; else where the organisation is. */
export function zoneOf(facts: Record<string, string>, organisation: string): string {
  const said = facts.timezone ?? facts.time_zone;
  return said && isTimezone(said) ? said : organisation;
}
