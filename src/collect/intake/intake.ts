import { hash } from 'node:crypto';
import { type Actor, require } from '../../platform/access.ts';
import type { Database } from '../../platform/database.ts';
import { conflict, Refusal } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Platform } from '../../platform/platform.ts';
import { Fact } from '../facts.ts';
import { screenAll } from '../known.ts';
import { countReceived } from '../source.sql.ts';
import { sourceIdOf } from '../sources.ts';
import { Backlog } from './backlog.ts';
import { type Delivery, type DeliveryAnswer, type ItemResult, MAX_ITEMS } from './delivery.ts';
import { type DeliveryRow, GroupCommit, type Written } from './groupCommit.ts';
import { wakeTaker } from './taker.ts';

interface Door {
  commit: GroupCommit;
  backlog: Backlog;
}
const doors = new WeakMap<Database, Door>();

/**
 * Takes a delivery at the door: every item is checked as the loop will check it, the good ones are written durably,
 * then the answer is given. The loop takes them up a moment later.
 * @throws Refusal `too_many_items` 413, `nothing_accepted` 422, `delivery_differs` 409, `backlog_full` 429
 */
export async function deliver(platform: Platform, actor: Actor, delivery: Delivery): Promise<DeliveryAnswer> {
  require(actor, 'intake:write');
  const { items } = delivery;
  if (items.length > MAX_ITEMS) {
    throw new Refusal(
      'too_many_items',
      `${items.length} items are too many for one delivery; send at most ${MAX_ITEMS}.`,
      { limit: MAX_ITEMS },
      413,
    );
  }
  const sourceId = await sourceIdOf(platform, delivery.source);
  const { facts, results } = await check(platform, items);
  const rejected = results.length - facts.length;
  const at = platform.clock.now();
  if (facts.length === 0) {
    await countReceived(platform.db, { sourceId, at, rejected });
    throw new Refusal(
      'nothing_accepted',
      `None of the ${items.length} items can be taken in. The first: ${results[0]?.reason}`,
      { results },
    );
  }
  const key = delivery.deliveryKey ?? newId();
  const text = JSON.stringify(facts);
  const bodyHash = hash('sha256', rejected === 0 ? text : JSON.stringify(items));
  const kept = rejected === 0 ? results.length : results;
  const written = await keep(platform, {
    sourceId,
    key,
    bodyHash,
    items: text,
    results: JSON.stringify(kept),
  });
  if (written.fresh) {
    await countReceived(platform.db, { sourceId, at, rejected });
    return { delivery: key, accepted: facts.length, rejected, results };
  }
  if (written.bodyHash !== bodyHash) {
    throw conflict(
      'delivery_differs',
      `The delivery key “${key}” was used before for other content. Use a new key for new content.`,
      { deliveryKey: key },
    );
  }
  await countReceived(platform.db, { sourceId, at, repeated: 1 });
  return answerOf(key, written.results as ItemResult[] | number);
}

/**
 * Writes facts that were checked durably, for the loop to take up: behind every door, whatever it speaks.
 * @throws Refusal `backlog_full` 429
 */
export async function keep(platform: Platform, row: Omit<DeliveryRow, 'receivedAt'>): Promise<Written> {
  const { commit, backlog } = doorOf(platform.db);
  await backlog.admit();
  const written = await commit.write({ ...row, receivedAt: platform.clock.now() });
  if (written.fresh) wakeTaker(platform);
  return written;
}

async function check(
  platform: Platform,
  items: unknown[],
): Promise<{ facts: Fact[]; results: ItemResult[] }> {
  const results: ItemResult[] = new Array(items.length);
  const shaped: Fact[] = [];
  const at: number[] = [];
  for (let index = 0; index < items.length; index++) {
    const read = Fact.safeParse(items[index]);
    if (read.success) {
      shaped.push(read.data);
      at.push(index);
      continue;
    }
    const issue = read.error.issues[0];
    results[index] = {
      index,
      outcome: 'rejected',
      reason: issue?.message ?? 'not a fact',
      field: issue?.path.map(String).join('.') || 'type',
    };
  }
  const objections = await screenAll(platform, shaped);
  const facts: Fact[] = [];
  for (let i = 0; i < shaped.length; i++) {
    const index = at[i] as number;
    const objection = objections[i];
    results[index] = objection
      ? { index, outcome: 'rejected', ...objection }
      : { index, outcome: 'accepted' };
    if (!objection) facts.push(shaped[i] as Fact);
  }
  return { facts, results };
}

/** A delivery that was accepted whole is kept as its number of items: most are, and the answer follows from it. */
function answerOf(key: string, kept: ItemResult[] | number): DeliveryAnswer {
  const results: ItemResult[] =
    typeof kept === 'number'
      ? Array.from({ length: kept }, (_, index) => ({ index, outcome: 'accepted' }))
      : kept;
  const accepted = results.filter(({ outcome }) => outcome === 'accepted').length;
  return { delivery: key, accepted, rejected: results.length - accepted, results };
}

function doorOf(db: Database): Door {
  let door = doors.get(db);
  if (!door) {
    door = { commit: new GroupCommit(db), backlog: new Backlog(db) };
    doors.set(db, door);
  }
  return door;
}
