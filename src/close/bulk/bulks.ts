import { type Actor, require } from '../../platform/access.ts';
import { audit } from '../../platform/audit.ts';
import { conflict, notFound, Refusal } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Platform } from '../../platform/platform.ts';
import { CaseQuery } from '../case.ts';
import { personOf } from '../life.ts';
import { idsOf } from '../list.sql.ts';
import { filterOf } from '../list.ts';
import { readTag, tagNamed } from '../tags/tag.sql.ts';
import {
  type BulkRow,
  bulksOf,
  doneOf,
  insertBulk,
  lockBulk,
  readBulk,
  refusedOf,
  stopItems,
} from './bulk.sql.ts';
import { type Bulk, type BulkDeed, BulkInput, mostAtOnce, type UndoDeed, undoOf } from './deed.ts';

const shownRefusals = 200;
const shownBulks = 20;

/** Writes down what is to be done to which cases, and leaves the doing to a job: each case by its own verb. */
export async function beginBulk(platform: Platform, actor: Actor, input: BulkInput): Promise<Bulk> {
  require(actor, 'case:work');
  const personId = personOf(actor);
  const asked = BulkInput.parse(input);
  const caseIds = asked.cases
    ? [...new Set(asked.cases)]
    : await matching(platform, actor, asked.query ?? {});
  const id = newId();
  const at = platform.clock.now();
  await platform.db.tx(async (tx) => {
    const deed = await settled(asked.deed);
    await insertBulk(tx, { id, deed, undoes: null, at, personId }, caseIds);
    await audit(tx, platform, actor, {
      verb: 'case_bulk.begun',
      subject: { kind: 'case_bulk', id },
      detail: { deed, total: caseIds.length, query: asked.query ?? null },
    });
    await platform.queue.send(tx, 'close.bulk', { bulkId: id });

    /** A tag is the same one for all of them, also if it is renamed meanwhile. */
    async function settled(deed: BulkDeed): Promise<BulkDeed> {
      if (deed.do !== 'tag' && deed.do !== 'untag') return deed;
      const name = deed.do === 'tag' ? deed.name : undefined;
      const tag = name ? await tagNamed(tx, name, at, personId) : await readTag(tx, deed.id ?? 0);
      if (!tag) throw notFound('tag', deed.id);
      return { do: deed.do, id: tag.id, name: tag.name } as BulkDeed;
    }
  });
  return bulk(platform, actor, id);
}

async function matching(platform: Platform, actor: Actor, query: Record<string, string>): Promise<string[]> {
  const filter = await filterOf(platform, actor, CaseQuery.parse(query));
  const ids = await idsOf(platform.db, filter, mostAtOnce + 1);
  if (ids.length === 0) {
    throw new Refusal('nothing_matches', 'No case matches this filter any more.', { query });
  }
  if (ids.length > mostAtOnce) {
    throw new Refusal(
      'too_many',
      `More than ${mostAtOnce} cases match. Narrow the filter, and do it in parts.`,
      { most: mostAtOnce },
    );
  }
  return ids;
}

/** How far it is, and which were refused and why. Only whoever asked for it sees it. */
export async function bulk(platform: Platform, actor: Actor, id: string): Promise<Bulk> {
  const row = await readBulk(platform.db, id);
  if (!row || row.personId !== actor.personId) throw notFound('deed on many cases', id);
  return shown(row, await refusedOf(platform.db, id, shownRefusals));
}

export async function myBulks(platform: Platform, actor: Actor): Promise<Bulk[]> {
  const rows = await bulksOf(platform.db, personOf(actor), shownBulks);
  return rows.map((row) => shown(row, []));
}

/** What is done stays done; what waits is left. */
export async function stopBulk(platform: Platform, actor: Actor, id: string): Promise<Bulk> {
  await bulk(platform, actor, id);
  await platform.db.tx(async (tx) => {
    const row = await lockBulk(tx, id);
    if (!row || row.endedAt || row.stoppedAt) {
      throw conflict('bulk_is_over', 'It is over already: there is nothing left to stop.', { id });
    }
    await stopItems(tx, id, platform.clock.now(), 'You stopped before its turn.');
    await audit(tx, platform, actor, {
      verb: 'case_bulk.stopped',
      subject: { kind: 'case_bulk', id },
      detail: { done: row.done },
    });
  });
  return bulk(platform, actor, id);
}

/** Takes back what was done, case by case; where somebody has gone on meanwhile, that case says so and stays. */
export async function undoBulk(platform: Platform, actor: Actor, id: string): Promise<Bulk> {
  require(actor, 'case:work');
  const personId = personOf(actor);
  await bulk(platform, actor, id);
  const undoId = newId();
  await platform.db.tx(async (tx) => {
    const row = (await lockBulk(tx, id)) as BulkRow;
    const deed = undoOf(row.deed);
    if (!deed) {
      throw new Refusal('cannot_be_undone', 'What was said stays said: this cannot be taken back.', {
        do: row.deed.do,
      });
    }
    if (!row.endedAt && !row.stoppedAt) {
      throw conflict('bulk_is_running', 'It is still being done. Stop it first, then take it back.', { id });
    }
    if (row.undoneBy) throw conflict('is_undone', 'It was taken back already.', { by: row.undoneBy });
    const caseIds = await doneOf(tx, id);
    if (caseIds.length === 0)
      throw conflict('nothing_done', 'Nothing was done, so there is nothing to take back.', { id });
    await insertBulk(tx, { id: undoId, deed, undoes: id, at: platform.clock.now(), personId }, caseIds);
    await audit(tx, platform, actor, {
      verb: 'case_bulk.undone',
      subject: { kind: 'case_bulk', id },
      detail: { deed, total: caseIds.length, by: undoId },
    });
    await platform.queue.send(tx, 'close.bulk', { bulkId: undoId });
  });
  return bulk(platform, actor, undoId);
}

function shown(row: BulkRow, refusals: Bulk['refusals']): Bulk {
  const { id, deed, total, done, refused, madeAt, endedAt, undoes, undoneBy } = row;
  const over = row.endedAt !== null || row.stoppedAt !== null;
  return {
    id,
    deed: deed as { do: string } & UndoDeed,
    state: row.stoppedAt ? 'stopped' : row.endedAt ? 'done' : 'running',
    total,
    done,
    refused,
    madeAt,
    endedAt,
    undoes,
    undoneBy,
    undoable: over && done > 0 && !undoes && !undoneBy && undoOf(deed) !== null,
    refusals,
  };
}
