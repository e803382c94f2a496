import { z } from 'zod';
import type { Actor } from '../access.ts';
import { Refusal } from '../errors.ts';
import { type RoomRoutes, roomRoutes, route } from '../http/route.ts';
import type { Platform } from '../platform.ts';
import { type Live, liveOf } from './live.ts';
import { liveEnds, seqBefore } from './log.sql.ts';
import { Stream } from './stream.ts';

/** A person has a few browsers; a key a few programs. Beyond that something opens and never closes. */
const EACH = 10;
/** Of one process: about 20 KB each. */
const ALL = 2000;

const Query = z.object({
  since: z.coerce
    .number()
    .int()
    .min(0)
    .optional()
    .meta({ description: 'The number (id) of the last event that arrived; Last-Event-ID does the same.' }),
  back: z.coerce
    .number()
    .int()
    .min(0)
    .max(300)
    .default(0)
    .meta({ description: 'Without a number: also what happened in the last so many seconds.' }),
});

export function routes(platform: Platform): RoomRoutes {
  return roomRoutes('Live', [
    route(
      'get',
      '/live',
      'signed-in',
      {
        summary: 'What happens, as it happens: server-sent events, as far as the reader may see them',
        description:
          'Each `change` has a number as its id and says what happened to what, by ids alone. After a break go on with Last-Event-ID: nothing is missed or doubled. `reset`: the break was too long, read afresh. `bye`: the session ended or rights changed. `presence`: who has a case open has changed.',
        query: Query,
        produces: ['text/event-stream'],
        rate: { limit: 120, windowSeconds: 60, by: 'actor' },
      },
      async ({ query, actor, c }) => {
        const live = await liveOf(platform);
        const gone = admit(live, actor);
        const since = numberIn(c.req.header('last-event-id')) ?? query.since;
        const at = await place(platform, live, since, query.back);
        const stream = new Stream({
          live,
          actor,
          again: c.get('actorNow'),
          ...at,
          gone: () => {
            gone();
            live.readers.delete(stream);
          },
        });
        live.readers.add(stream);
        stream.wake();
        return new Response(stream.body, {
          headers: {
            'content-type': 'text/event-stream; charset=utf-8',
            // no-transform: nobody on the way may gather it up to compress it.
            'cache-control': 'no-store, no-transform',
            'x-accel-buffering': 'no',
          },
        });
      },
    ),
  ]);
}

/** Counts the connection before anything is awaited, so that a burst does not slip through. */
const open = new WeakMap<Live, Map<string, number>>();

function admit(live: Live, actor: Actor): () => void {
  const counts = open.get(live) ?? new Map<string, number>();
  open.set(live, counts);
  const who = `${actor.kind} ${actor.id ?? ''}`;
  const mine = counts.get(who) ?? 0;
  let all = 0;
  for (const n of counts.values()) all += n;
  if (mine >= EACH || all >= ALL) {
    throw new Refusal(
      'too_many_streams',
      mine >= EACH
        ? `${EACH} streams of yours are open. Close one of them, or read the pages instead.`
        : 'As many streams are open here as this server carries. Read the pages instead, and try again later.',
      { retryAfterSeconds: 60 },
      429,
    );
  }
  counts.set(who, mine + 1);
  return () => {
    const left = (counts.get(who) ?? 1) - 1;
    if (left > 0) counts.set(who, left);
    else counts.delete(who);
  };
}

function numberIn(header: string | undefined): number | undefined {
  return header !== undefined && /^\d{1,15}$/.test(header) ? Number(header) : undefined;
}

/** Where reading begins, and whether something before it is lost. */
async function place(
  platform: Platform,
  live: Live,
  since: number | undefined,
  back: number,
): Promise<{ after: number; reset: boolean }> {
  await live.settle();
  const { db, clock } = platform;
  if (since === undefined) {
    const after = back ? await seqBefore(db, new Date(clock.now().getTime() - back * 1000)) : undefined;
    return { after: after ?? live.head, reset: false };
  }
  const { oldest } = await liveEnds(db);
  // A number of the future is of another database: one that was put back from a copy.
  const lost = since > live.head || since < oldest - 1;
  return { after: lost ? live.head : since, reset: lost };
}
