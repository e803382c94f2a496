import { systemActor } from '../platform/access.ts';
import { audit } from '../platform/audit.ts';
import type { Tx } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import type { Platform } from '../platform/platform.ts';
import { waitAfter } from './backoff.ts';
import { compose, forgetAccess } from './compose.ts';
import { insertAttempt, markDelivered, markFailed } from './delivery.sql.ts';
import { insertStop, lockEndpoint, noteHealth } from './endpoint.sql.ts';
import { tellOwnerStopped } from './notice.ts';
import { type Answered, post } from './request/post.ts';
import { allowInside } from './request/url.ts';
import type { Claim } from './send.ts';
import { type Verdict, verdictOn } from './verdict.ts';

/** Nothing came through for so long: it is stopped, and its owner told. */
const FAILING_MS = 3 * 86_400_000;

/** The requests for what was claimed, and what became of them. Never throws: what breaks here is tried again. */
export async function attempt(platform: Platform, claim: Claim): Promise<void> {
  try {
    const tried = await send(platform, claim);
    await platform.db.tx((tx) => settle(tx, platform, claim, tried));
  } catch (error) {
    // The claim runs out by itself, and another try is made.
    platform.log.error({ endpoint: claim.endpoint.id, error: String(error) }, 'a delivery broke off');
  }
}

interface Tried {
  at: Date;
  request: string | null;
  answered: Answered;
  verdict: Verdict;
}

/** One after the other, as far as they are taken: of several records of a customer, all must be written. */
async function send(platform: Platform, claim: Claim): Promise<[Tried, ...Tried[]]> {
  const at = platform.clock.now();
  const composed = await compose(platform, claim, at);
  const none = { at, request: null, answered: { ms: 0 } };
  if ('nothing' in composed) return [{ ...none, verdict: { outcome: 'nothing', words: composed.nothing } }];
  if ('failure' in composed) return [{ ...none, verdict: { outcome: 'failed', words: composed.failure } }];
  const tried: Tried[] = [];
  for (const { shown, ...request } of composed.requests) {
    const answered = await post(request, allowInside(platform));
    const verdict = verdictOn(claim.endpoint.kind, answered, platform.clock.now());
    tried.push({ at, request: `${request.method} ${shown}`, answered, verdict });
    if (answered.status === 401) await forgetAccess(platform, claim.endpoint);
    if (verdict.outcome !== 'delivered') break;
  }
  return tried as [Tried, ...Tried[]];
}

async function settle(tx: Tx, platform: Platform, claim: Claim, tried: [Tried, ...Tried[]]): Promise<void> {
  const { endpoint, deliveries } = claim;
  const now = platform.clock.now();
  const ids = deliveries.map(({ id }) => id);
  const row = await lockEndpoint(tx, endpoint.id);
  for (const one of tried) await insertAttempt(tx, attemptRow(endpoint.id, one), ids);
  const last = tried.at(-1) ?? tried[0];
  const { verdict } = last;
  const failure = failureOf(last);
  if (verdict.outcome === 'delivered' || verdict.outcome === 'nothing')
    await markDelivered(tx, ids, now, verdict.outcome === 'nothing' ? failure : null);
  else {
    const failed = deliveries.map(({ id, tries }) => ({ id, dueAt: nextTry(id, tries + 1, verdict, now) }));
    // An endpoint that is gone or asks to wait says nothing about the message.
    const counts = verdict.outcome === 'failed' || verdict.outcome === 'refused';
    await markFailed(tx, claim.id, failed, { failure: failure ?? '', now, counts });
  }
  // One refused message says nothing about how the endpoint does.
  if (verdict.outcome !== 'refused' && verdict.outcome !== 'nothing') {
    const delivered = verdict.outcome === 'delivered';
    await noteHealth(tx, endpoint.id, now, { delivered, restsUntil: verdict.restsUntil ?? null });
  }
  const since = row?.failingSince ?? now;
  if (verdict.outcome === 'gone') await stop(tx, platform, claim, 'gone', failure);
  else if (['failed', 'later'].includes(verdict.outcome) && now.getTime() - since.getTime() >= FAILING_MS)
    await stop(tx, platform, claim, 'failing', failure);
}

function failureOf({ answered, verdict }: Tried): string | null {
  return verdict.outcome === 'delivered' ? null : (answered.failure ?? verdict.words ?? null);
}

function attemptRow(endpointId: string, one: Tried) {
  const { at, request, answered } = one;
  return {
    id: newId(),
    endpointId,
    at,
    ms: answered.ms,
    request,
    status: answered.status ?? null,
    failure: failureOf(one),
    response: answered.response ?? null,
  };
}

/** null: it is given up. */
function nextTry(id: string, tries: number, verdict: Verdict, now: Date): Date | null {
  if (verdict.outcome === 'refused') return null;
  if (verdict.outcome !== 'failed') return verdict.restsUntil ?? now;
  const wait = waitAfter(id, tries);
  return wait === undefined ? null : new Date(now.getTime() + wait);
}

async function stop(
  tx: Tx,
  platform: Platform,
  { endpoint }: Claim,
  why: 'gone' | 'failing',
  detail: string | null,
): Promise<void> {
  const row = { id: newId(), endpointId: endpoint.id, why, detail, at: platform.clock.now(), by: null };
  if (!(await insertStop(tx, row))) return;
  await tellOwnerStopped(tx, platform, endpoint, { why, detail });
  await audit(tx, platform, systemActor, {
    verb: 'endpoint.stopped',
    subject: { kind: 'endpoint', id: endpoint.id },
    detail: { why, detail },
  });
}
