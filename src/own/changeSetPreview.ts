import { type Actor, require } from '../platform/access.ts';
import { notFound } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { beforeOf, changeSetRow } from './changeSet.sql.ts';
import type { Effects, Problem } from './changeSet.ts';
import { doAll } from './changeSetEdits.ts';
import { effectsOf } from './effects.ts';

export type Preview = Effects & { problems: Problem[] };

class Tried extends Error {
  readonly preview: Preview;
  constructor(preview: Preview) {
    super('tried');
    this.preview = preview;
  }
}

/** Does all of it and takes it back at once: what is shown is what applying does. For a set that ended: what it did. */
export async function previewChanges(platform: Platform, actor: Actor, id: string): Promise<Preview> {
  require(actor, 'ownership:read');
  const row = await changeSetRow(platform.db, id);
  if (!row) throw notFound('change set', id);
  if (row.state !== 'draft') {
    const before = await beforeOf(platform.db, id);
    const done = row.state === 'applied' ? { id, on: row.on, at: row.endedAt!, before } : undefined;
    const nothing = { effects: [], emptied: 0, filled: 0, people: [], returns: [] };
    return { ...(done ? await effectsOf(platform.db, done) : nothing), problems: [] };
  }
  require(actor, 'ownership:write');
  try {
    await platform.db.tx(async (tx) => {
      const { doing, problems } = await doAll(tx, { platform, actor, row, reason: row.name });
      const effects = await effectsOf(tx, { id, on: row.on, at: doing.made.at, before: doing.before });
      throw new Tried({ ...effects, problems });
    });
  } catch (error) {
    if (error instanceof Tried) return error.preview;
    throw error;
  }
  throw new Error('a preview must not be kept');
}
