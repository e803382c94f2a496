import { type Database, type Runner, sql, type Tx } from '../../platform/database.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import type { TakenUp } from '../../platform/rounds.ts';
import type { Fact, Outcome } from '../facts.ts';
import { holder, isGone } from '../holder.ts';
import { noteError } from '../source.sql.ts';
import type { TakeIn } from '../takeIn.ts';

/** Claimed at once, since what is claimed is read, whole: so many deliveries, and no further one beyond so many bytes as stored. */
const CLAIM = { deliveries: 500, bytes: 300_000 };
/** A claim that runs out is free for anybody. */
const LEASE = sql.lit('30 seconds');
/** Facts of one transaction here: on the embedded engine the door waits behind it, 0.2 s. A file takes more at once. */
const FACTS = 1000;

interface Claimed {
  deliveryId: number;
  sourceId: number;
  items: Fact[];
}

/**
 * Takes up what waits now. What arrives meanwhile is left to gather for the next round: going on as long as anything
 * comes would take every delivery by itself, at twenty statements each. Claims nothing more after `until`.
 * @returns how many deliveries, and whether more wait
 */
export async function takeUp(
  platform: Platform,
  takeIn: TakeIn,
  until = Number.POSITIVE_INFINITY,
): Promise<TakenUp> {
  let taken = 0;
  for (;;) {
    const { claimed, more } = await claim(platform.db);
    for (const group of grouped(claimed)) await takeGroup(platform, takeIn, group);
    taken += claimed.length;
    if (!more || performance.now() > until) return { taken, more };
  }
}

/** Claims of a killed process of this machine need not run out first. */
export async function freeLeases(db: Runner): Promise<void> {
  const held = await db.all<{ claimed_by: string }>(sql`
    select distinct claimed_by from deliveries where items is not null and claimed_by is not null and claimed_until > now()`);
  const gone = held.map((row) => row.claimed_by).filter(isGone);
  if (gone.length === 0) return;
  await db.run(
    sql`update deliveries set claimed_until = null, claimed_by = null where items is not null and claimed_by = any(${gone}::text[])`,
  );
}

/** The embedded engine has no other process, and no claim to write down: a third of the time. */
async function claim(db: Database): Promise<{ claimed: Claimed[]; more: boolean }> {
  const shared = db.engine !== 'pglite';
  const rows = await db.all<Omit<Claimed, 'items'> & { items: string; found: number }>(sql`
    with free as (
      select delivery_id, source_id, items, pg_column_size(items) as size from deliveries
      where items is not null and (claimed_until is null or claimed_until < now())
      order by delivery_id limit ${sql.lit(CLAIM.deliveries)} ${shared ? sql`for update skip locked` : sql``}),
    counted as (
      select *, sum(size) over (order by delivery_id) - size as before, count(*) over () as found from free),
    chosen as (select * from counted where before < ${sql.lit(CLAIM.bytes)})
    ${shared ? sql`, mine as (${lease(sql`select delivery_id from chosen`)})` : sql``}
    select delivery_id as "deliveryId", source_id as "sourceId", items, found from chosen order by delivery_id`);
  return {
    claimed: rows.map((row) => ({ ...row, items: JSON.parse(row.items) })),
    more: (rows[0]?.found ?? 0) >= Math.min(CLAIM.deliveries, rows.length + 1),
  };
}

function lease(ids: ReturnType<typeof sql>) {
  return sql`update deliveries set claimed_until = now() + ${LEASE}::interval, claimed_by = ${holder} where delivery_id in (${ids})`;
}

/** Deliveries of one source together, at most so many facts at once, each source's in the order they came. */
function grouped(claimed: Claimed[]): Claimed[][] {
  const open = new Map<number, { group: Claimed[]; facts: number }>();
  const groups: Claimed[][] = [];
  for (const delivery of claimed) {
    const current = open.get(delivery.sourceId);
    if (current && current.facts + delivery.items.length <= FACTS) {
      current.group.push(delivery);
      current.facts += delivery.items.length;
    } else {
      const group = [delivery];
      groups.push(group);
      open.set(delivery.sourceId, { group, facts: delivery.items.length });
    }
  }
  return groups;
}

async function takeGroup(platform: Platform, takeIn: TakeIn, group: Claimed[]): Promise<void> {
  const sourceId = (group[0] as Claimed).sourceId;
  try {
    await takeIn(platform, {
      sourceId,
      facts: group.flatMap((delivery) => delivery.items),
      alongside: (tx, outcomes) => settle(tx, platform, group, outcomes),
    });
  } catch (error) {
    // One delivery that fails must not hold up the others.
    if (group.length > 1) for (const one of group) await takeGroup(platform, takeIn, [one]);
    else await putBack(platform, group[0] as Claimed, error);
  }
}

/** In the loop's transaction: what is taken in is no longer waiting. */
async function settle(tx: Tx, platform: Platform, group: Claimed[], outcomes: Outcome[]): Promise<void> {
  const ids = group.map((delivery) => delivery.deliveryId);
  await tx.run(sql`
    update deliveries set items = null, claimed_until = null, claimed_by = null where delivery_id = any(${ids}::bigint[])`);
  let at = 0;
  for (const { deliveryId, sourceId, items } of group) {
    const refused = items.flatMap((item, i) => {
      const outcome = outcomes[at + i];
      return outcome?.outcome === 'rejected' && !outcome.erased ? [{ item, reason: outcome.reason }] : [];
    });
    at += items.length;
    if (refused.length === 0) continue;
    // Accepted at the door, refused behind it (its touchpoint was archived in between): kept, and shown at the source.
    await tx.run(
      sql`update deliveries set refused = ${JSON.stringify(refused)}::jsonb where delivery_id = ${deliveryId}`,
    );
    const reason = `${refused.length} accepted records could not be taken in: ${refused[0]?.reason}`;
    await noteError(tx, sourceId, reason, platform.clock.now());
  }
}

/** Stays on record and is tried again when its lease has run out. */
async function putBack(platform: Platform, { deliveryId, sourceId }: Claimed, error: unknown): Promise<void> {
  const why = error instanceof Refusal ? error.message : String((error as Error | null)?.message ?? error);
  await platform.db.run(lease(sql`${deliveryId}`));
  platform.log.error({ deliveryId, error: why }, 'a delivery could not be taken up');
  await noteError(
    platform.db,
    sourceId,
    `A delivery waits because it could not be taken up: ${why}`,
    platform.clock.now(),
  );
}
