import { type Actor, require, systemActor } from '../access.ts';
import { audit } from '../audit.ts';
import type { Tx } from '../database.ts';
import { notFound, Refusal } from '../errors.ts';
import type { Platform } from '../platform.ts';
import { invitationMail, linkMail } from './letters.ts';
import { insertLink, type OpenLink, peekLink, useLink } from './link.sql.ts';
import { checkPassword, hashPassword } from './password.ts';
import { personByEmail, personById, setPassword } from './person.sql.ts';
import { endSessions, insertSession, type Means } from './session.sql.ts';

/** Where a sign-in comes from, kept with the session so that a person recognises their own. */
export interface From {
  address?: string | undefined;
  agent?: string | undefined;
}

/** Returns the session's token. @throws Refusal `wrong_credentials` (401), the same for every reason. */
export async function signInWithPassword(
  platform: Platform,
  given: { email: string; password: string } & From,
): Promise<string> {
  const { db, clock } = platform;
  const person = await personByEmail(db, given.email, clock.now());
  if (!(await checkPassword(given.password, person?.hash ?? undefined)) || !person) {
    platform.log.warn({ address: given.address }, 'sign-in refused');
    throw new Refusal(
      'wrong_credentials',
      'The address and the password do not belong together. Try again, or have a link sent to you.',
      {},
      401,
    );
  }
  return db.tx((tx) =>
    enter(tx, platform, { personId: person.person_id, name: person.name, means: 'password', ...given }),
  );
}

/** Opens a session and puts the sign-in on the record. */
export async function enter(
  tx: Tx,
  platform: Platform,
  given: { personId: string; name: string; means: Means } & From,
): Promise<string> {
  const token = await insertSession(tx, { ...given, at: platform.clock.now() });
  await audit(tx, platform, actorNamed(given.personId, given.name), {
    verb: 'person.signed_in',
    subject: { kind: 'person', id: given.personId },
    detail: { means: given.means },
  });
  return token;
}

/**
 * Asks for a link by mail. Known or not, the request does the same work and gets the same answer:
 * whether the address belongs to somebody is found out by a job.
 */
export async function requestLink(platform: Platform, email: string): Promise<void> {
  await platform.db.tx((tx) => platform.queue.send(tx, 'sign_in_link', { email }));
}

export async function sendLink(platform: Platform, email: string): Promise<void> {
  const at = platform.clock.now();
  await platform.db.tx(async (tx) => {
    const person = await personByEmail(tx, email, at);
    if (!person) return;
    const token = await insertLink(tx, { personId: person.person_id, purpose: 'sign_in', madeBy: null, at });
    await linkMail(tx, platform, person, token);
  });
}

/** A mail with which a person sets a first password. Earlier invitations stay good until they end or are used. */
export async function invite(platform: Platform, actor: Actor, personId: string): Promise<void> {
  require(actor, 'people:write');
  await platform.db.tx(async (tx) => {
    const person = await personById(tx, personId);
    if (!person) throw notFound('person', personId);
    const at = platform.clock.now();
    const token = await insertLink(tx, { personId, purpose: 'invitation', madeBy: actor.personId, at });
    await invitationMail(tx, platform, person, { token, invitedBy: actor.name });
    await audit(tx, platform, actor, { verb: 'person.invited', subject: { kind: 'person', id: personId } });
  });
}

const spent = () =>
  new Refusal(
    'link_spent',
    'This link was used already or is too old. Ask for a new one on the sign-in page.',
    {},
    410,
  );

/** @throws Refusal `link_spent` (410). */
export async function openLink(platform: Platform, token: string): Promise<OpenLink> {
  const link = await peekLink(platform.db, token, platform.clock.now());
  if (!link) throw spent();
  return link;
}

/** Uses the link up: sets the password where one is given (invitations need one) and opens a session. */
export async function takeLink(
  platform: Platform,
  given: { token: string; password?: string | undefined } & From,
): Promise<string> {
  const link = await openLink(platform, given.token);
  if (link.purpose === 'invitation' && given.password === undefined) {
    throw new Refusal('password_missing', 'Choose a password first.', {});
  }
  const hash = given.password === undefined ? undefined : await hashPassword(given.password);
  return platform.db.tx(async (tx) => {
    const at = platform.clock.now();
    if (!(await useLink(tx, given.token, at))) throw spent();
    if (hash) await setPassword(tx, link.person_id, hash, at);
    const means = link.purpose === 'invitation' ? 'invitation' : 'link';
    return enter(tx, platform, { personId: link.person_id, name: link.name, means, ...given });
  });
}

/** A new password ends every other session. Without the old one only right after signing in by a link. */
export async function changePassword(
  platform: Platform,
  actor: Actor,
  given: {
    current?: string | undefined;
    password: string;
    sessionId?: string | undefined;
    freshLink: boolean;
  },
): Promise<void> {
  const personId = actor.personId;
  const person = personId ? await personById(platform.db, personId) : undefined;
  if (!personId || !person) throw new Refusal('not_a_person', 'Only a person has a password.', {}, 403);
  if (person.hash && !given.freshLink && !(await checkPassword(given.current ?? '', person.hash))) {
    throw new Refusal('wrong_password', 'The present password is not right.', {
      errors: [{ path: 'current', message: 'is not the present password' }],
    });
  }
  const hash = await hashPassword(given.password);
  await platform.db.tx(async (tx) => {
    const at = platform.clock.now();
    await setPassword(tx, personId, hash, at);
    await endSessions(tx, { personId, except: given.sessionId, at });
    await audit(tx, platform, actor, { verb: 'password.changed', subject: { kind: 'person', id: personId } });
  });
}

function actorNamed(personId: string, name: string): Actor {
  return { ...systemActor, kind: 'person', id: personId, personId, name };
}
