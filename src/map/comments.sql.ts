import { type Runner, sql } from '../platform/database.ts';
import type { CommentObject } from './comment.ts';

export interface StoredComment {
  id: string;
  journey: string;
  on: { kind: CommentObject['kind']; key: string; name: string; gone: boolean };
  replyTo: string | null;
  text: string;
  mentions: { id: string; name: string }[];
  at: Date;
  by: { id: string | null; name: string };
  settled: { at: string; by: string } | null;
}

const gone = sql`case c.object_kind
  when 'journey' then false
  when 'phase' then not exists (select 1 from phases p
    where p.journey_id = c.journey_id and p.key = c.object_key and p.archived_at is null)
  when 'touchpoint' then not exists (select 1 from touchpoints t join phases p using (phase_id)
    where p.journey_id = c.journey_id and t.key = c.object_key and t.archived_at is null)
  else not exists (select 1 from lane_notes n where n.note_id::text = c.object_key) end`;

const comment = sql`c.comment_id as id, j.key as journey,
  jsonb_build_object('kind', c.object_kind, 'key', c.object_key, 'name', c.object_name, 'gone', ${gone}) as "on",
  c.reply_to as "replyTo", c.text, c.made_at as at, jsonb_build_object('id', c.made_by, 'name', c.made_by_name) as by,
  coalesce((select jsonb_agg(jsonb_build_object('id', m.person_id, 'name', p.name) order by p.name)
    from comment_mentions m join people p using (person_id) where m.comment_id = c.comment_id), '[]') as mentions,
  (select case when s.settled then jsonb_build_object('at', to_char(s.made_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'by', s.made_by_name) end
    from comment_settlings s where s.comment_id = coalesce(c.reply_to, c.comment_id) order by s.settling_id desc limit 1) as settled`;

/** Of one journey, oldest first. */
export function commentsOf(on: Runner, journeyId: number): Promise<StoredComment[]> {
  return on.all(sql`select ${comment} from map_comments c join journeys j using (journey_id)
    where c.journey_id = ${journeyId} order by c.comment_id limit 2000`);
}

export function commentById(
  on: Runner,
  id: string,
): Promise<(StoredComment & { journeyId: number }) | undefined> {
  return on.maybe(sql`select ${comment}, c.journey_id as "journeyId" from map_comments c join journeys j using (journey_id)
    where c.comment_id = ${id}::uuid`);
}

export type Mention = StoredComment & { journeyName: string; seen: boolean };

/** Where a person was mentioned, the newest first. */
export function mentionsOf(on: Runner, personId: string): Promise<Mention[]> {
  return on.all(sql`select ${comment}, j.name as "journeyName", me.seen_at is not null as seen
    from comment_mentions me join map_comments c using (comment_id) join journeys j using (journey_id)
    where me.person_id = ${personId}::uuid order by c.comment_id desc limit 200`);
}

/** Unresolved threads a journey, for the atlas. */
export function openThreads(on: Runner): Promise<{ journeyId: number; n: number }[]> {
  return on.all(sql`select c.journey_id as "journeyId", count(*) as n from map_comments c
    where c.reply_to is null and not coalesce((select s.settled from comment_settlings s
      where s.comment_id = c.comment_id order by s.settling_id desc limit 1), false)
    group by c.journey_id`);
}
