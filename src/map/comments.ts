import { type Actor, require } from '../platform/access.ts';
import { audit } from '../platform/audit.ts';
import { sql, type Tx } from '../platform/database.ts';
import { conflict, notFound, Refusal } from '../platform/errors.ts';
import { recordEvent } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import type { Platform } from '../platform/platform.ts';
import type { CommentInput } from './comment.ts';
import { commentById, commentsOf, type Mention, mentionsOf, type StoredComment } from './comments.sql.ts';
import { journeyRow, readJourneys, type StoredJourney } from './journeys.sql.ts';
import { tellMentioned } from './mention.ts';

export async function journeyComments(
  platform: Platform,
  actor: Actor,
  key: string,
): Promise<StoredComment[]> {
  require(actor, 'journey:read');
  const row = await journeyRow(platform.db, key);
  if (!row) throw notFound('journey', key);
  return commentsOf(platform.db, row.id);
}

/**
 * Everybody who sees a map may speak on it; whoever is mentioned gets a mail.
 * @throws 409 `comment_object_gone`, 422 `mentioned_unknown` and `mentioned_left`.
 */
export async function addComment(
  platform: Platform,
  actor: Actor,
  key: string,
  given: CommentInput,
): Promise<StoredComment> {
  require(actor, 'journey:comment');
  return platform.db.tx(async (tx) => {
    const [journey] = await readJourneys(tx, [key]);
    if (!journey) throw notFound('journey', key);
    const on = await objectOf(tx, journey, given);
    const mentioned = await mentionedPeople(tx, platform, given.mentions);
    const id = newId();
    const at = platform.clock.now();
    await tx.run(sql`insert into map_comments
      (comment_id, journey_id, object_kind, object_key, object_name, reply_to, text, made_at, made_by, made_by_name)
      values (${id}::uuid, ${journey.id}, ${on.kind}, ${on.key}, ${on.name}, ${on.replyTo}::uuid, ${given.text},
        ${at}::timestamptz, ${actor.personId}::uuid, ${actor.name})`);
    await tx.run(sql`insert into comment_mentions (comment_id, person_id)
      select ${id}::uuid, unnest(${mentioned.map((person) => person.id)}::uuid[])`);
    const others = mentioned.map((person) => person.id).filter((one) => one !== actor.personId);
    await tellMentioned(tx, platform, others, { by: actor.name, text: given.text, journey, on, id });
    const subject = { kind: 'journey', id: key };
    const detail = { comment: id, on: `${on.kind} ${on.key}`, mentions: mentioned.map((one) => one.name) };
    await recordEvent(tx, platform, { name: 'map.commented', subject, data: detail });
    await audit(tx, platform, actor, { verb: 'map.commented', subject, detail });
    return (await commentById(tx, id))!;
  });
}

/** Settles a thread or takes it up again; a reply stands for its thread. */
export async function settleComment(
  platform: Platform,
  actor: Actor,
  id: string,
  settled: boolean,
): Promise<StoredComment> {
  require(actor, 'journey:comment');
  return platform.db.tx(async (tx) => {
    const found = await commentById(tx, id);
    if (!found) throw notFound('comment', id);
    const root = found.replyTo ?? found.id;
    if ((found.settled !== null) === settled) return (await commentById(tx, root))!;
    await tx.run(sql`insert into comment_settlings (settling_id, comment_id, settled, made_at, made_by, made_by_name)
      values (${newId()}::uuid, ${root}::uuid, ${settled}, ${platform.clock.now()}::timestamptz, ${actor.personId}::uuid,
        ${actor.name})`);
    await audit(tx, platform, actor, {
      verb: settled ? 'map.comment_settled' : 'map.comment_reopened',
      subject: { kind: 'journey', id: found.journey },
      detail: { comment: root },
    });
    return (await commentById(tx, root))!;
  });
}

/** Where I was mentioned; only a person has such a list. */
export function myMentions(platform: Platform, actor: Actor): Promise<Mention[]> {
  return actor.personId ? mentionsOf(platform.db, actor.personId) : Promise.resolve([]);
}

export async function seeMentions(platform: Platform, actor: Actor): Promise<void> {
  if (!actor.personId) return;
  await platform.db.run(sql`update comment_mentions set seen_at = ${platform.clock.now()}::timestamptz
    where person_id = ${actor.personId}::uuid and seen_at is null`);
}

interface On {
  kind: CommentInput['on']['kind'];
  key: string;
  name: string;
  replyTo: string | null;
}

/** A reply goes to the thread's root and is about what the thread is about, even when that is gone by now. */
async function objectOf(tx: Tx, journey: StoredJourney, { on, replyTo }: CommentInput): Promise<On> {
  if (replyTo) {
    const thread = await commentById(tx, replyTo);
    if (!thread || thread.journeyId !== journey.id) throw notFound('comment', replyTo);
    return { ...thread.on, replyTo: thread.replyTo ?? thread.id };
  }
  const name = nameOf(journey, on);
  if (name !== undefined) return { ...on, name, replyTo: null };
  throw conflict(
    'comment_object_gone',
    `This ${on.kind} is no longer on “${journey.name}”: somebody removed it. Reload the map, and comment on what is there now.`,
    { kind: on.kind, key: on.key },
  );
}

function nameOf(journey: StoredJourney, { kind, key }: CommentInput['on']): string | undefined {
  const { phases } = journey;
  if (kind === 'journey') return key === journey.key ? journey.name : undefined;
  if (kind === 'phase') return phases.find((phase) => phase.key === key)?.name;
  const all = phases.flatMap((phase): { key: string; name: string }[] =>
    kind === 'touchpoint'
      ? phase.touchpoints
      : phase.notes.map((note) => ({ key: note.id, name: note.text })),
  );
  return all.find((one) => one.key === key)?.name;
}

async function mentionedPeople(
  tx: Tx,
  platform: Platform,
  ids: string[],
): Promise<{ id: string; name: string }[]> {
  if (ids.length === 0) return [];
  const people = await tx.all<{ id: string; name: string; leftOn: string | null }>(sql`
    select person_id as id, name, left_on as "leftOn" from people where person_id = any(${ids}::uuid[]) order by name`);
  const unknown = ids.find((id) => !people.some((person) => person.id === id));
  if (unknown)
    throw new Refusal('mentioned_unknown', 'Somebody you mention is not known here. Choose from the list.', {
      id: unknown,
    });
  const today = platform.clock.now().toISOString().slice(0, 10);
  const left = people.find((person) => person.leftOn !== null && person.leftOn <= today);
  if (!left) return people;
  throw new Refusal(
    'mentioned_left',
    `${left.name} left on ${left.leftOn} and would not read this. Mention somebody who is here.`,
    { id: left.id, name: left.name, leftOn: left.leftOn },
  );
}
