import { type Actor, require } from '../platform/access.ts';
import { audit } from '../platform/audit.ts';
import { sql, type Tx } from '../platform/database.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { recordEvent } from '../platform/events.ts';
import type { Platform } from '../platform/platform.ts';
import { dayOf } from './day.ts';
import { listDelegations } from './delegation.sql.ts';
import { ledgerOfPerson, lockLedger } from './ledger.sql.ts';
import { namesOfObjects } from './ledgerObject.sql.ts';
import { type PersonRow, personRow } from './person.sql.ts';

/** What a foreign key says when something still points at the row. */
const stillReferred = '23503';

/**
 * Removes somebody who was entered by mistake. Whoever ever had a part, worked on a case or stood in for somebody stays:
 * the past needs their name, and they get a last day instead.
 * @throws `person_accountable`, `person_on_record`, `person_is_admin` (409)
 */
export async function removePerson(platform: Platform, actor: Actor, id: string): Promise<void> {
  require(actor, 'people:write');
  let name = '';
  try {
    await platform.db.tx(async (tx) => {
      await lockLedger(tx);
      const today = await dayOf(tx, platform.clock.now());
      const person = await personRow(tx, id, today);
      if (!person) throw notFound('person', id);
      name = person.name;
      if (person.roles.includes('admin'))
        throw conflict('person_is_admin', `${name} is an administrator. Take that role away first.`);
      await refuseHolding(tx, person, today);
      if ((await ledgerOfPerson(tx, id)).length > 0 || (await listDelegations(tx, id)).length > 0)
        throw onRecord(name);
      for (const table of [
        'person_departures',
        'person_departments',
        'person_roles',
        'sign_in_links',
        'passwords',
      ])
        await tx.run(sql`delete from ${sql.table(table)} where person_id = ${id}::uuid`);
      await tx.run(sql`delete from people where person_id = ${id}::uuid`);
      const subject = { kind: 'person', id };
      await recordEvent(tx, platform, { name: 'person.removed', subject, data: { name } });
      await audit(tx, platform, actor, { verb: 'person.removed', subject, detail: { name } });
    });
  } catch (error) {
    if ((error as { code?: string }).code === stillReferred) throw onRecord(name);
    throw error;
  }
}

async function refuseHolding(tx: Tx, person: PersonRow, today: string): Promise<void> {
  const rows = (await ledgerOfPerson(tx, person.id)).filter(
    (row) => row.role === 'A' && (row.until === null || row.until > today),
  );
  if (rows.length === 0) return;
  const names = await namesOfObjects(tx, rows);
  const held = rows.map((row) => names.get(`${row.objectKind} ${row.objectId}`)?.name ?? '');
  const rest = held.length > 3 ? ` and ${held.length - 3} more` : '';
  throw conflict(
    'person_accountable',
    `${person.name} is accountable for ${held.slice(0, 3).join(', ')}${rest}. Give that to somebody in a planned change, then set a last day: nobody who was accountable is deleted.`,
    { holds: held },
  );
}

function onRecord(name: string) {
  return conflict(
    'person_on_record',
    `${name} stands in what happened here, and the past needs the name. Set a last day instead.`,
    { name },
  );
}
