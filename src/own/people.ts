import type { z } from 'zod';
import { type Actor, type Role, require } from '../platform/access.ts';
import { audit } from '../platform/audit.ts';
import type { Tx } from '../platform/database.ts';
import { conflict, notFound, Refusal } from '../platform/errors.ts';
import { recordEvent } from '../platform/events.ts';
import { colourOf } from '../platform/face.ts';
import { newId } from '../platform/ids.ts';
import type { Platform } from '../platform/platform.ts';
import { invite } from '../platform/signIn/signIn.ts';
import { dayOf } from './day.ts';
import { holderBy } from './holder.sql.ts';
import {
  emailHolder,
  insertPerson,
  noteDeparture,
  type PersonRow,
  personRow,
  updatePerson,
} from './person.sql.ts';
import { PersonChange, PersonInput } from './person.ts';
import { noteMoves } from './personDepartments.sql.ts';
import { grant, otherAdmins, revoke } from './roles.sql.ts';

/** Adds somebody and, unless told otherwise, sends the mail with which they choose a password. */
export async function addPerson(platform: Platform, actor: Actor, input: PersonInput): Promise<PersonRow> {
  require(actor, 'people:write');
  const given = PersonInput.parse(input);
  for (const role of given.roles) mayGive(actor, role);
  const id = newId();
  const at = platform.clock.now();
  const person = await platform.db.tx(async (tx) => {
    await refuseTakenEmail(tx, given.email, id);
    const departmentId = given.department ? (await holderBy(tx, { department: given.department })).id : null;
    const { name, email, title = null, locale = null, joinedOn = null, leftOn = null } = given;
    await insertPerson(
      tx,
      id,
      { name, email, title, locale, joinedOn, leftOn, departmentId, colour: colourOf(name) },
      at,
    );
    if (leftOn) await noteDeparture(tx, id, { leftOn, at, by: actor.personId });
    for (const role of given.roles)
      await grant(tx, id, role, {
        at: joinedOn ? new Date(`${joinedOn}T00:00:00Z`) : at,
        by: actor.personId,
      });
    await recordEvent(tx, platform, { name: 'person.added', subject: { kind: 'person', id } });
    await audit(tx, platform, actor, {
      verb: 'person.added',
      subject: { kind: 'person', id },
      detail: { name, roles: given.roles },
    });
    return (await personRow(tx, id, await dayOf(tx, at)))!;
  });
  if (given.invite) await invite(platform, actor, id);
  return person;
}

export async function changePerson(
  platform: Platform,
  actor: Actor,
  id: string,
  change: z.input<typeof PersonChange>,
): Promise<PersonRow> {
  require(actor, 'people:write');
  const given = PersonChange.parse(change);
  return platform.db.tx((tx) => changePersonWithin(tx, platform, actor, { id, given }));
}

/** The same inside a larger change. */
export async function changePersonWithin(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  { id, given }: { id: string; given: z.output<typeof PersonChange> },
): Promise<PersonRow> {
  const today = await dayOf(tx, platform.clock.now());
  const before = await personRow(tx, id, today);
  if (!before) throw notFound('person', id);
  const email = given.email ?? before.email;
  if (email !== before.email) {
    // The address is the way in: whoever changes an administrator's could take the place.
    if (before.roles.includes('admin')) mayGive(actor, 'admin');
    await refuseTakenEmail(tx, email, id);
  }
  const leftOn = given.leftOn === undefined ? before.leftOn : given.leftOn;
  if (leftOn !== before.leftOn && leftOn !== null && before.roles.includes('admin')) {
    mayGive(actor, 'admin');
    await refuseLastAdmin(tx, id, leftOn);
  }
  let departmentId = before.departmentId;
  if (given.department !== undefined) {
    departmentId = given.department ? (await holderBy(tx, { department: given.department })).id : null;
  }
  await updatePerson(tx, id, {
    name: given.name ?? before.name,
    email,
    title: given.title === undefined ? before.title : given.title || null,
    locale: given.locale === undefined ? before.locale : given.locale,
    joinedOn: given.joinedOn === undefined ? before.joinedOn : given.joinedOn,
    departmentId,
    leftOn,
  });
  if (departmentId !== before.departmentId)
    await noteMoves(tx, [{ personId: id, from: before.departmentId }], {
      at: platform.clock.now(),
      by: actor.personId,
    });
  if (leftOn !== before.leftOn)
    await noteDeparture(tx, id, { leftOn, at: platform.clock.now(), by: actor.personId });
  const subject = { kind: 'person', id };
  await recordEvent(tx, platform, {
    name: leftOn && !before.leftOn ? 'person.left' : 'person.changed',
    subject,
    data: { leftOn },
  });
  await audit(tx, platform, actor, { verb: 'person.changed', subject, detail: { ...given } });
  return (await personRow(tx, id, today))!;
}

/** Gives or takes a role from now on; who held it when stays known. */
export async function setRole(
  platform: Platform,
  actor: Actor,
  id: string,
  { role, held }: { role: Role; held: boolean },
): Promise<PersonRow> {
  require(actor, 'people:write');
  mayGive(actor, role);
  return platform.db.tx(async (tx) => {
    const at = platform.clock.now();
    const today = await dayOf(tx, at);
    if (!(await personRow(tx, id, today))) throw notFound('person', id);
    if (role === 'admin' && !held) await refuseLastAdmin(tx, id, today);
    const made = { at, by: actor.personId };
    const done = held ? await grant(tx, id, role, made) : await revoke(tx, id, role, made);
    if (done) {
      await audit(tx, platform, actor, {
        verb: held ? 'role.granted' : 'role.revoked',
        subject: { kind: 'person', id },
        detail: { role },
      });
    }
    return (await personRow(tx, id, today))!;
  });
}

/** Administrators are made by those who may change everything. */
function mayGive(actor: Actor, role: Role): void {
  if (role === 'admin') require(actor, 'settings:write');
}

async function refuseTakenEmail(tx: Tx, email: string, id: string): Promise<void> {
  const holder = await emailHolder(tx, email);
  if (holder && holder.id !== id) {
    throw conflict('email_taken', `${holder.name} has this e-mail address already.`, {
      errors: [{ path: 'email', message: `${holder.name} has it already.` }],
    });
  }
}

async function refuseLastAdmin(tx: Tx, id: string, day: string): Promise<void> {
  if ((await otherAdmins(tx, id, day)) > 0) return;
  throw new Refusal(
    'last_admin',
    'This is the only administrator. Make somebody else administrator first.',
    {},
    409,
  );
}
