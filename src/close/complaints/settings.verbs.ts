import { type Actor, require } from '../../platform/access.ts';
import { audit } from '../../platform/audit.ts';
import type { Runner } from '../../platform/database.ts';
import { conflict, notFound, Refusal } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Platform } from '../../platform/platform.ts';
import { readCalendars } from '../clocks/terms.sql.ts';
import { keysInUse, readLists, writeLists } from './lists.sql.ts';
import type { ComplaintLists } from './lists.ts';
import { archiveRegime as archive, readRegimes, writeRegime } from './regime.sql.ts';
import type { Regime, RegimeInput } from './regime.ts';

export function complaintLists(platform: Platform): Promise<ComplaintLists> {
  return readLists(platform.db);
}

/** What complaints use stays on the lists, or their figures would lose their names. */
export async function setComplaintLists(
  platform: Platform,
  actor: Actor,
  lists: ComplaintLists,
): Promise<ComplaintLists> {
  require(actor, 'settings:write');
  await platform.db.tx(async (tx) => {
    const [before, used] = [await readLists(tx), await keysInUse(tx)];
    for (const list of ['categories', 'causes'] as const) {
      const missing = used[list].find((key) => !lists[list].some((one) => one.key === key));
      if (missing) {
        throw conflict('key_in_use', `Complaints use “${missing}”. Rename it, but keep its key.`, {
          list,
          key: missing,
        });
      }
    }
    await writeLists(tx, lists, platform.clock.now(), actor.personId);
    await audit(tx, platform, actor, {
      verb: 'settings.changed',
      subject: { kind: 'setting', id: 'complaints' },
      detail: { before, after: lists },
    });
  });
  return lists;
}

export function listRegimes(platform: Platform): Promise<Regime[]> {
  return readRegimes(platform.db);
}

/** New periods hold for complaints received from then on; those that run keep what was promised. */
export async function saveRegime(
  platform: Platform,
  actor: Actor,
  input: RegimeInput,
  id?: string,
): Promise<Regime> {
  require(actor, 'settings:write');
  const regimeId = id ?? newId();
  return platform.db.tx(async (tx) => {
    const all = await readRegimes(tx);
    const before = id ? all.find((one) => one.id === id) : undefined;
    if (id && !before) throw notFound('rule', id);
    if (before && before.key !== input.key) {
      throw new Refusal('key_stays', 'A rule keeps its key. Add another rule instead.', { field: 'key' });
    }
    if (!before && all.some((one) => one.key === input.key))
      throw conflict('rule_exists', `There is a rule “${input.key}” already.`, { key: input.key });
    await mustBeCalendar(tx, input.calendarId);
    await writeRegime(tx, { id: regimeId, ...input, at: platform.clock.now(), by: actor.personId });
    await audit(tx, platform, actor, {
      verb: before ? 'complaint_rule.changed' : 'complaint_rule.made',
      subject: { kind: 'complaint_rule', id: input.key },
      detail: { before: before ?? null, after: input },
    });
    return oneRegime(tx, regimeId);
  });
}

export async function archiveRegime(
  platform: Platform,
  actor: Actor,
  id: string,
  archived: boolean,
): Promise<Regime> {
  require(actor, 'settings:write');
  return platform.db.tx(async (tx) => {
    const found = await oneRegime(tx, id);
    if (archived && found.key === 'general')
      throw conflict('general_stays', 'The general rule stays: what falls under no other falls under it.');
    await archive(tx, id, archived ? platform.clock.now() : null);
    await audit(tx, platform, actor, {
      verb: archived ? 'complaint_rule.archived' : 'complaint_rule.revived',
      subject: { kind: 'complaint_rule', id: found.key },
      detail: {},
    });
    return oneRegime(tx, id);
  });
}

async function oneRegime(db: Runner, id: string): Promise<Regime> {
  const found = (await readRegimes(db)).find((one) => one.id === id);
  if (!found) throw notFound('rule', id);
  return found;
}

async function mustBeCalendar(db: Runner, calendarId: string | null): Promise<void> {
  if (calendarId === null) return;
  const found = (await readCalendars(db)).find(({ id, archivedAt }) => id === calendarId && !archivedAt);
  if (!found) throw notFound('calendar', calendarId);
}
