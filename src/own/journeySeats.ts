import { type Actor, require } from '../platform/access.ts';
import type { Platform } from '../platform/platform.ts';
import { journeySeatRows } from './chart.sql.ts';
import { dayOf } from './day.ts';
import type { PersonCard } from './ledger.ts';
import { personCards } from './person.sql.ts';

export interface JourneySeats {
  journey: string;
  touchpoints: number;
  /** Touchpoints without exactly one accountable person. */
  empty: number;
  /** Who is accountable for some of them, whoever has most of them first. */
  people: PersonCard[];
}

/** Faces and empty seats of every journey today, for the atlas: one answer, however many touchpoints there are. */
export async function journeySeats(platform: Platform, actor: Actor): Promise<JourneySeats[]> {
  require(actor, 'ownership:read');
  const rows = await journeySeatRows(
    platform.db,
    await dayOf(platform.db, platform.clock.now()),
    'execution',
  );
  const cards = await personCards(
    platform.db,
    rows.flatMap((row) => row.person ?? []),
  );
  return [...Map.groupBy(rows, (row) => row.journey)].map(([journey, all]) => ({
    journey,
    touchpoints: all.reduce((sum, row) => sum + row.touchpoints, 0),
    empty: all.find((row) => row.person === null)?.touchpoints ?? 0,
    people: all.flatMap((row) => (row.person ? (cards.get(row.person) ?? []) : [])),
  }));
}
