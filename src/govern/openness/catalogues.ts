import { dayOf } from '../../own/own.ts';
import { type Actor, require } from '../../platform/access.ts';
import { audit } from '../../platform/audit.ts';
import type { Runner, Tx } from '../../platform/database.ts';
import { conflict, notFound, Refusal } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import type { Platform } from '../../platform/platform.ts';
import {
  archiveItemRow,
  insertItem,
  itemRows,
  setSources,
  undescribed,
  updateItem,
} from './catalogue.sql.ts';
import type { Catalogue, Item, ItemChange } from './catalogue.ts';
import { ItemInput } from './catalogue.ts';

/** Data sets, products and services, outside trends: each with its owner. */
export async function catalogue(
  platform: Platform,
  actor: Actor,
  { kind }: { kind?: Item['kind'] | undefined } = {},
): Promise<Catalogue> {
  require(actor, 'ownership:read');
  const { db } = platform;
  const all = await itemRows(db, await dayOf(db, platform.clock.now()));
  return {
    items: all.filter((item) => !kind || item.kind === kind),
    undescribed: await undescribed(db),
    next: null,
  };
}

export async function makeItem(platform: Platform, actor: Actor, given: ItemInput): Promise<Item> {
  require(actor, 'source:write');
  await platform.db.tx(async (tx) => {
    const id = newId();
    const made = { at: platform.clock.now(), by: actor.personId };
    if (!(await insertItem(tx, id, given, made))) {
      throw conflict('item_exists', `There is already an entry “${given.key}”. Choose another key.`, {
        key: given.key,
      });
    }
    await take(tx, id, given.sources);
    await tell(tx, platform, actor, 'catalogue.added', given.key, given);
  });
  return one(platform, platform.db, given.key);
}

export async function changeItem(
  platform: Platform,
  actor: Actor,
  key: string,
  change: ItemChange,
): Promise<Item> {
  require(actor, 'source:write');
  await platform.db.tx(async (tx) => {
    const before = await one(platform, tx, key);
    const was = { ...before, sources: before.sources.map((source) => source.key) };
    const after = ItemInput.parse({ ...was, ...change });
    await updateItem(tx, before.id, after);
    await take(tx, before.id, after.sources);
    await tell(tx, platform, actor, 'catalogue.changed', key, { before: ItemInput.parse(was), after });
  });
  return one(platform, platform.db, key);
}

/** Leaves the catalogue; what was said about who may see it stays on record. */
export async function archiveItem(platform: Platform, actor: Actor, key: string): Promise<void> {
  require(actor, 'source:write');
  await platform.db.tx(async (tx) => {
    const { id } = await one(platform, tx, key);
    await archiveItemRow(tx, id, platform.clock.now());
    await tell(tx, platform, actor, 'catalogue.archived', key, { id });
  });
}

/** @throws Refusal `not_found` */
export async function one(platform: Platform, on: Runner, key: string): Promise<Item> {
  const [item] = await itemRows(on, await dayOf(on, platform.clock.now()), { key });
  if (!item) throw notFound('catalogue entry', key);
  return item;
}

async function take(tx: Tx, id: string, keys: string[]): Promise<void> {
  const [missing] = await setSources(tx, id, [...new Set(keys)]);
  if (missing) throw new Refusal('unknown_source', `There is no source “${missing}”.`, { source: missing });
}

async function tell(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  verb: string,
  key: string,
  detail: Record<string, unknown>,
): Promise<void> {
  const subject = { kind: 'catalogue', id: key };
  await recordEvent(tx, platform, { name: verb, subject });
  await audit(tx, platform, actor, { verb, subject, detail });
}
