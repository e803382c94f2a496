import { z } from 'zod';
import { systemActor } from '../access.ts';
import { audit } from '../audit.ts';
import { sql, type Tx } from '../database.ts';
import { conflict } from '../errors.ts';
import { colourOf } from '../face.ts';
import { newId } from '../ids.ts';
import { hold } from '../locks.ts';
import type { Platform } from '../platform.ts';
import { Organisation } from '../settings.ts';
import { hashPassword, Password } from './password.ts';
import { anybody, insertFirstPerson, setPassword } from './person.sql.ts';

export const FirstSetup = z
  .object({
    organisation: Organisation.shape.name,
    language: Organisation.shape.language,
    timezone: Organisation.shape.timezone,
    currency: Organisation.shape.currency,
    name: z.string().trim().min(1).max(200),
    email: z.email().max(200),
    password: Password,
  })
  .meta({ id: 'FirstSetup' });

/** What the rooms put in place for a new organisation, in the same transaction. */
export type Furnish = (tx: Tx, platform: Platform) => Promise<void>;

/** The organisation and its first administrator. Only while there is nobody. @throws Refusal `set_up_already` (409). */
export async function setUp(
  platform: Platform,
  given: z.infer<typeof FirstSetup>,
  furnish: Furnish = async () => undefined,
): Promise<{ personId: string }> {
  const hash = await hashPassword(given.password);
  const personId = newId();
  const at = platform.clock.now();
  await platform.db.tx(async (tx) => {
    // Two browsers at the same time: the second waits here and then finds somebody.
    await hold(tx, 'settingUp');
    if (await anybody(tx)) throw conflict('set_up_already', 'Onus is set up already. Sign in instead.');
    await insertFirstPerson(tx, { ...given, personId, colour: colourOf(given.name), role: 'admin', at });
    await setPassword(tx, personId, hash, at);
    const organisation = {
      name: given.organisation,
      language: given.language,
      timezone: given.timezone,
      currency: given.currency,
    };
    await tx.run(sql`insert into settings (key, value, changed_at, changed_by)
      values ('organisation', ${JSON.stringify(organisation)}::jsonb, ${at}::timestamptz, ${personId}::uuid)
      on conflict (key) do update set value = excluded.value, changed_at = excluded.changed_at, changed_by = excluded.changed_by`);
    await furnish(tx, platform);
    const actor = { ...systemActor, kind: 'person' as const, id: personId, personId, name: given.name };
    await audit(tx, platform, actor, {
      verb: 'organisation.set_up',
      subject: { kind: 'person', id: personId },
      detail: { organisation },
    });
  });
  return { personId };
}
