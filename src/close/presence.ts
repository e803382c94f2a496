import { type Actor, require } from '../platform/access.ts';
import { presenceOf } from '../platform/live/presence.ts';
import type { Platform } from '../platform/platform.ts';
import type { Others, PresenceInput } from './here.ts';
import { personOf } from './life.ts';
import { peopleOf } from './list.ts';

/** Says that I have the case open (every five seconds, or I am gone), and tells who else has. Nothing of it is kept. */
export async function beHere(
  platform: Platform,
  actor: Actor,
  caseId: string,
  { doing, tab }: PresenceInput,
): Promise<Others> {
  require(actor, 'case:read');
  const personId = personOf(actor);
  const presence = await presenceOf(platform);
  const subject = `case:${caseId}`;
  presence.say(subject, personId, doing, tab);
  const others = presence.others(subject, personId);
  if (others.length === 0) return { others: [] };
  const people = await peopleOf(
    platform.db,
    others.map((one) => one.personId),
  );
  return {
    others: others
      .map((one) => ({ ...people(one.personId), writing: one.writing }))
      .sort((a, b) => a.name.localeCompare(b.name)),
  };
}
