import { sql } from '../../../platform/database.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { Message } from './message.ts';

/** Visitor and user that a message says are one. */
export function pairOf(message: Message): { visitor: string; user: string } | undefined {
  const { userId, anonymousId, previousId } = message;
  if (message.kind === 'identify' && userId && anonymousId) return { visitor: anonymousId, user: userId };
  if (message.kind === 'alias' && previousId)
    return { visitor: previousId, user: userId ?? (anonymousId as string) };
  return undefined;
}

/**
 * Records who each visitor proved to be and answers who that was first: on a shared device the second user who signs in
 * is not taken for the first.
 */
export async function stitch(
  platform: Platform,
  sourceId: number,
  pairs: { visitor: string; user: string }[],
): Promise<Map<string, string>> {
  const first = new Map<string, string>();
  for (const { visitor, user } of pairs) if (!first.has(visitor)) first.set(visitor, user);
  if (first.size === 0) return first;
  const visitors = [...first.keys()].sort();
  await platform.db.run(sql`
    insert into stitches (source_id, anonymous_id, user_id, at)
    select ${sourceId}, a, u, ${platform.clock.now()}::timestamptz
    from unnest(${visitors}::text[], ${visitors.map((one) => first.get(one) as string)}::text[]) n(a, u)
    on conflict do nothing`);
  const rows = await platform.db.all<{ visitor: string; user: string }>(sql`
    select anonymous_id as visitor, user_id as user from stitches
    where source_id = ${sourceId} and anonymous_id = any(${visitors}::text[])`);
  return new Map(rows.map(({ visitor, user }) => [visitor, user]));
}
