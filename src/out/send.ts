import { setTimeout as sleep } from 'node:timers/promises';
import type { Tx } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import { hold } from '../platform/locks.ts';
import type { Platform } from '../platform/platform.ts';
import { attempt } from './attempt.ts';
import { type Claimed, claimDue } from './delivery.sql.ts';
import { type EndpointRow, nextDue, readyEndpoints } from './endpoint.sql.ts';
import type { EndpointKind } from './endpoint.ts';
import { passOn, wakeSender } from './outbox.ts';

const LOOK_MS = 100;
/** Requests under way at once in this process. */
const AT_ONCE = 32;
/** Longer than any request may take: after this the process that claimed a delivery is taken to be gone. */
const CLAIM_MS = 60_000;

/** How the deliveries of one kind of endpoint leave: how many requests at a time, and what one request stands for. */
const habits: Record<EndpointKind, { atOnce: number; together: 'one' | 'customer' | 'all' }> = {
  webhook: { atOnce: 8, together: 'one' },
  slack: { atOnce: 1, together: 'all' },
  teams: { atOnce: 1, together: 'all' },
  crm: { atOnce: 1, together: 'customer' },
};

export interface Claim {
  id: string;
  endpoint: EndpointRow;
  deliveries: Claimed[];
}

/**
 * Passes on what waits and sends everything that is due, until nothing is. Any number of processes may do so: what one
 * has claimed, no other sends, unless the first is gone. Receivers that are slow wait for themselves only.
 */
export async function sendDue(platform: Platform): Promise<{ requests: number }> {
  let requests = 0;
  const underWay = new Set<Promise<void>>();
  for (;;) {
    await passOn(platform);
    const claims = await claimSome(platform, AT_ONCE - underWay.size);
    requests += claims.length;
    for (const claim of claims) {
      const one: Promise<void> = attempt(platform, claim).finally(() => underWay.delete(one));
      underWay.add(one);
    }
    if (underWay.size === 0) return { requests };
    // In waves, because looking for more costs as much as sending one; nobody waits for somebody who is slow to answer.
    const look = new AbortController();
    await Promise.race([Promise.all(underWay), sleep(LOOK_MS, undefined, { signal: look.signal })]);
    look.abort();
  }
}

/** The job: sends, and comes back when the next try is due. */
export async function sendAndComeBack(platform: Platform): Promise<void> {
  await sendDue(platform);
  const next = await nextDue(platform.db);
  const wait = next ? next.getTime() - platform.clock.now().getTime() : Number.POSITIVE_INFINITY;
  // The look of each minute finds what is later.
  if (wait < 60_000) setTimeout(() => wakeSender(platform), Math.max(wait, 50)).unref();
}

async function claimSome(platform: Platform, free: number): Promise<Claim[]> {
  if (free <= 0) return [];
  return platform.db.tx(async (tx) => {
    // One at a time: else two processes would each see the other's endpoint as idle.
    await hold(tx, 'sendingOut');
    const claims: Claim[] = [];
    for (const { underWay, ...endpoint } of await readyEndpoints(tx, platform.clock.now())) {
      // One that fails is tried one by one: it must not take the place of those that work.
      const most = endpoint.failingSince ? 1 : habits[endpoint.kind].atOnce;
      const room = Math.min(most - underWay, free - claims.length);
      if (room > 0) claims.push(...(await claimFrom(tx, platform, endpoint, room)));
    }
    return claims;
  });
}

async function claimFrom(tx: Tx, platform: Platform, endpoint: EndpointRow, room: number): Promise<Claim[]> {
  const now = platform.clock.now();
  const { together } = habits[endpoint.kind];
  const id = newId();
  const until = new Date(now.getTime() + CLAIM_MS);
  const limit = together === 'all' ? 5000 : room;
  const by = { endpointId: endpoint.id, claim: id, now, until, limit };
  const deliveries = await claimDue(tx, by, together === 'customer' ? 'customer' : 'due');
  if (deliveries.length === 0) return [];
  if (together !== 'one') return [{ id, endpoint, deliveries }];
  return deliveries.map((one) => ({ id, endpoint, deliveries: [one] }));
}
