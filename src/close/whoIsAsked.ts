import { standInsFor } from '../own/own.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { handoversOf, isHere } from './handover.sql.ts';
import { above, type Ladder, laddersFor } from './ladder.ts';
import { readCase } from './life.sql.ts';
import type { Working } from './life.ts';

/** From this hand-over on the accountable person is asked first: a customer passed on twice already is nobody's. */
export const limit = 3;

export async function ladderOf(platform: Platform, caseId: string): Promise<Ladder | undefined> {
  const found = await readCase(platform.db, caseId);
  if (!found) return undefined;
  return (await laddersFor(platform, [found.touchpointId], platform.clock.now())).get(found.touchpointId);
}

export interface Asked {
  toId: string;
  /** Why it is not the one who was named. */
  instead: 'cover' | 'whose' | null;
  /** The name of who was named. */
  wanted: string;
}

/** The person named; where they are away, who acts for them; at the third hand-over, whoever answers for the place. */
export async function whoIsAsked(
  { tx, case: found, personId, now }: Working,
  { to, ladder }: { to: string; ladder: Ladder | undefined },
): Promise<Asked> {
  const receiver = await isHere(tx, to, now);
  if (!receiver) {
    throw notFound('colleague', to);
  }
  if (to === found.ownerId) {
    throw new Refusal('has_it_already', `${receiver.name} holds this case already.`, { to });
  }
  const wanted = receiver.name;
  if ((await handoversOf(tx, found.caseId)) >= limit - 1) {
    const answers = above(ladder, found.ownerId).personId;
    // Whoever answers for the place, or stands above it, says whose it is by handing it on.
    const decides = [ladder?.accountable, ladder?.sponsor].includes(personId);
    if (!decides && answers !== to && answers !== found.ownerId && (await isHere(tx, answers, now)))
      return { toId: answers, instead: 'whose', wanted };
  }
  const [acting] = await standInsFor(tx, [{ personId: to, touchpointId: found.touchpointId }], now);
  if (!acting?.absent) return { toId: to, instead: null, wanted };
  if (acting.person.id === found.ownerId || acting.person.id === personId) {
    throw new Refusal(
      'cover_is_you',
      `${wanted} is away until ${acting.until}, and ${acting.person.name} acts for them. Offer it to somebody else, or keep it until then.`,
      { to, until: acting.until },
    );
  }
  return { toId: acting.person.id, instead: 'cover', wanted };
}
