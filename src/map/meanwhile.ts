import type { Runner } from '../platform/database.ts';
import { conflict } from '../platform/errors.ts';
import { diffOf } from './diff.ts';
import { JourneyDocument } from './document.ts';
import { documentOf, readJourneys } from './journeys.sql.ts';
import { mergeJourneys } from './merge.ts';
import { readVersion } from './versions.sql.ts';

interface Row {
  id: number;
  key: string;
  version: number;
  name: string;
}

/** How to go on when somebody else saved first: not at all, both edits where they do not clash, or one side's word. */
export type Merge = 'both' | 'mine' | 'theirs';

export async function refuseStale(
  on: Runner,
  row: Pick<Row, 'id' | 'version' | 'name'> | undefined,
  expect: number,
): Promise<void> {
  const version = row?.version ?? 0;
  if (version === expect) return;
  throw changedMeanwhile(await whoSaved(on, row), expect, {});
}

async function whoSaved(on: Runner, row: Pick<Row, 'id' | 'version'> | undefined) {
  const last = row ? await readVersion(on, row.id, row.version) : undefined;
  return { who: last?.madeBy ?? 'Somebody', at: last?.madeAt ?? null, version: row?.version ?? 0 };
}

function changedMeanwhile(
  last: Awaited<ReturnType<typeof whoSaved>>,
  yours: number,
  more: Record<string, unknown>,
) {
  return conflict(
    'journey_changed_meanwhile',
    `${last.who} changed this map while you were editing it. Load it again and repeat your change, or have both put together.`,
    { changedBy: last.who, changedAt: last.at, version: last.version, yours, ...more },
  );
}

/**
 * The document to save when the map is no longer the one the editor began from: both edits put together.
 * @throws 409 `journey_changed_meanwhile` with what they and you changed and where that clashes, unless told to merge;
 * `journey_edits_clash` where `both` cannot have their way.
 */
export async function putTogether(
  on: Runner,
  row: Row,
  given: { document: JourneyDocument; expect: number; merge: Merge | undefined },
): Promise<JourneyDocument> {
  const last = await whoSaved(on, row);
  const then = await readVersion(on, row.id, given.expect);
  const [now] = await readJourneys(on, [row.key]);
  if (!then || !now) throw changedMeanwhile(last, given.expect, {});
  const base = JourneyDocument.parse(then.document);
  const theirs = JourneyDocument.parse(documentOf(now));
  const mine = JourneyDocument.parse(given.document);
  const prefer = given.merge === 'mine' ? 'mine' : 'theirs';
  const { document, clashes } = mergeJourneys(base, mine, theirs, prefer);
  const facts = { theirs: diffOf(base, theirs), mine: diffOf(base, mine), clashes };
  if (!given.merge) throw changedMeanwhile(last, given.expect, facts);
  if (given.merge === 'both' && clashes.length > 0) {
    throw conflict(
      'journey_edits_clash',
      `You and ${last.who} changed the same thing differently (${clashes[0]?.name}, ${clashes[0]?.field}). Say whose word holds: merge “mine” or “theirs”.`,
      { changedBy: last.who, version: last.version, yours: given.expect, ...facts },
    );
  }
  return document;
}
