import { type Actor, require } from '../../platform/access.ts';
import { audit } from '../../platform/audit.ts';
import type { Tx } from '../../platform/database.ts';
import { conflict, notFound } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Platform } from '../../platform/platform.ts';
import {
  driftsOf,
  knownFields,
  learnFields,
  noteChanges,
  type SeenDay,
  seenBetween,
  settleDrift,
  unlistedFeeds,
} from './drift.sql.ts';
import { type Change, changesOf, type Drift, type DriftVerdict, isField, type SeenShape } from './drift.ts';
import { typeOf } from './profile.ts';

const DAY = 86_400_000;

/** Compares what came with the shape as it is known, warns of what is different, and knows it from then on. */
export async function compareShape(
  tx: Tx,
  platform: Platform,
  feed: { id: number; key: string; sourceKey: string; runId: number | null },
  seen: SeenShape,
): Promise<Change[]> {
  const now = platform.clock.now();
  const known = await knownFields(tx, feed.id, now.toISOString().slice(0, 10));
  const found = changesOf(known, seen);
  const fresh = await noteChanges(tx, feed.id, found, { now, runId: feed.runId });
  const first = known.length === 0;
  const fields = [...seen.fields].filter(([, { filled }]) => first || isField(seen, filled));
  await learnFields(tx, feed.id, new Map(fields), now);
  if (fresh.length > 0) {
    await recordEvent(tx, platform, {
      name: 'source.drifted',
      subject: { kind: 'source', id: feed.sourceKey },
      data: {
        feed: feed.key,
        changes: fresh.map(({ field, change, before, after }) => ({ field, change, before, after })),
      },
    });
  }
  return fresh;
}

/**
 * Shapes that list no columns (events, records over HTTP) are looked at by the hour: the last day's records against what is known.
 * A field of a few records is learnt without a warning only at the first look, which waits for 20 records.
 */
export async function lookForDrift(platform: Platform): Promise<number> {
  const now = platform.clock.now();
  const day = (back: number) => new Date(now.getTime() - back * DAY).toISOString().slice(0, 10);
  let warned = 0;
  for (const feed of await unlistedFeeds(platform.db, day(1))) {
    await platform.db.tx(async (tx) => {
      const known = await knownFields(tx, feed.id, feed.last);
      const from = known.length === 0 ? day(30) : feed.last;
      const seen = shapeOf(await seenBetween(tx, feed.id, from, feed.last));
      if (known.length === 0 && seen.records < 20) return;
      const changed = await compareShape(tx, platform, { ...feed, runId: null }, seen);
      warned += changed.length;
    });
  }
  return warned;
}

function shapeOf(rows: SeenDay[]): SeenShape {
  const records = rows.find(({ field }) => field === '')?.filled ?? 0;
  const fields = new Map(
    rows
      .filter(({ field, filled }) => field !== '' && filled > 0)
      .map(({ field, filled, numbers, dates, truths, texts }) => [
        field,
        {
          type: typeOf({ number: numbers, date: dates, truth: truths, text: texts }),
          filled: Number(filled),
        },
      ]),
  );
  return { listed: false, records: Number(records), fields };
}

/** Somebody looked at a change of shape and says what it is. @throws Refusal `drift_settled` */
export async function judgeDrift(
  platform: Platform,
  actor: Actor,
  id: string,
  given: DriftVerdict,
): Promise<Drift> {
  require(actor, 'source:write');
  const now = platform.clock.now();
  await platform.db.tx(async (tx) => {
    const [drift] = await driftsOf(tx, { id });
    if (!drift) throw notFound('change of shape', id);
    const done = await settleDrift(tx, id, {
      verdict: given.verdict,
      reason: given.reason || null,
      by: actor.personId,
      now,
    });
    if (done === 0)
      throw conflict('drift_settled', 'This change was looked at already. Load the page again.', {
        verdict: drift.settled?.verdict,
      });
    await audit(tx, platform, actor, {
      verb: `source.drift_${given.verdict}`,
      subject: { kind: 'source', id: drift.sourceKey },
      detail: { feed: drift.feed, field: drift.field, change: drift.change, reason: given.reason ?? null },
    });
  });
  const [drift] = await driftsOf(platform.db, { id });
  const { sourceKey: _, ...shown } = drift as NonNullable<typeof drift>;
  return shown;
}
