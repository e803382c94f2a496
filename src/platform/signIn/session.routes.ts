import { z } from 'zod';
import { Refusal } from '../errors.ts';
import { RateCounter } from '../http/rate.ts';
import { type RoomRoutes, roomRoutes, route } from '../http/route.ts';
import type { Platform } from '../platform.ts';
import { readOrganisation } from '../settings.ts';
import { endedCookie, sessionCookie } from './cookie.ts';
import { Password } from './password.ts';
import { anybody, demoPeople, personByEmail } from './person.sql.ts';
import { endSessions, sessionsOf } from './session.sql.ts';
import { FirstSetup, type Furnish, setUp } from './setUp.ts';
import { changePassword, enter, requestLink, signInWithPassword } from './signIn.ts';

const Email = z.object({ email: z.string().trim().max(200) });
const Credentials = Email.extend({ password: z.string().max(200) }).meta({ id: 'Credentials' });
const NewPassword = z
  .object({ current: z.string().max(200).optional(), password: Password })
  .meta({ id: 'NewPassword' });
const SessionId = z.object({ sessionId: z.uuid() });

const DemoPerson = z.object({ email: z.string(), name: z.string(), role: z.string(), title: z.string() });
const SetupState = z
  .object({
    firstRun: z.boolean(),
    demo: z.boolean(),
    organisation: z.string().nullable().meta({ description: 'Its name; null before the first run.' }),
    demoPeople: z.array(DemoPerson).optional(),
  })
  .meta({ id: 'SetupState' });
const SessionList = z
  .object({
    items: z.array(
      z.object({
        id: z.uuid(),
        means: z.string(),
        madeAt: z.date(),
        usedAt: z.date(),
        address: z.string().nullable(),
        agent: z.string().nullable(),
        current: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'SessionList' });

/** Ten tries in a quarter of an hour for one person from one place; thirty for one person from anywhere. */
const perPlace = { limit: 10, windowSeconds: 900 };
const perPerson = { limit: 30, windowSeconds: 900 };

export function routes(platform: Platform, furnish?: Furnish): RoomRoutes {
  const tries = new RateCounter(() => platform.clock.now().getTime());
  const { db, clock, config } = platform;
  const from = (c: { get(name: 'address'): string; req: { header(name: string): string | undefined } }) => ({
    address: c.get('address'),
    agent: c.req.header('user-agent'),
  });
  const take = (email: string, address: string) => {
    const who = email.toLowerCase();
    tries.take(`place ${address} ${who}`, perPlace);
    tries.take(`person ${who}`, perPerson);
  };

  return roomRoutes('Sign-in', [
    route(
      'get',
      '/setup',
      'anyone',
      { summary: 'Whether anybody is here yet, and whether this is the demo', answers: SetupState },
      async () => {
        const firstRun = !(await anybody(db));
        return {
          firstRun,
          demo: config.demo,
          organisation: firstRun ? null : (await readOrganisation(db)).name,
          ...(config.demo ? { demoPeople: await demoPeople(db) } : {}),
        };
      },
    ),
    route(
      'post',
      '/setup',
      'anyone',
      {
        summary: 'Set up the organisation and its first administrator, once',
        body: FirstSetup,
        answers: z.object({ personId: z.uuid() }),
        status: 201,
        rate: { limit: 20, windowSeconds: 900, by: 'address' },
      },
      ({ body }) => setUp(platform, body, furnish),
    ),
    route(
      'post',
      '/session',
      'anyone',
      {
        summary: 'Sign in with address and password; the answer sets the cookie',
        body: Credentials,
        rate: { limit: 100, windowSeconds: 900, by: 'address' },
      },
      async ({ body, c }) => {
        take(body.email, c.get('address'));
        const token = await signInWithPassword(platform, { ...body, ...from(c) });
        tries.forget(`place ${c.get('address')} ${body.email.toLowerCase()}`);
        c.header('set-cookie', sessionCookie(config, token));
      },
    ),
    route('delete', '/session', 'anyone', { summary: 'Sign out' }, async ({ actor, c }) => {
      const only = c.get('sessionId');
      if (actor.personId && only) await endSessions(db, { personId: actor.personId, only, at: clock.now() });
      c.header('set-cookie', endedCookie(config));
    }),
    route(
      'post',
      '/session/magic',
      'anyone',
      {
        summary: 'Have a sign-in link sent by mail; the answer is the same for unknown addresses',
        body: Email,
        status: 202,
        rate: { limit: 30, windowSeconds: 900, by: 'address' },
      },
      async ({ body, c }) => {
        tries.take(`link ${body.email.toLowerCase()}`, { limit: 4, windowSeconds: 900 });
        await requestLink(platform, body.email);
        return c.json({ sent: true }, 202);
      },
    ),
    route(
      'post',
      '/session/demo',
      'anyone',
      { summary: 'Sign in to the example company as one of its people', body: Email },
      async ({ body, c }) => {
        if (!config.demo)
          throw new Refusal(
            'not_a_demo',
            'This is not the example company. Sign in with your own account.',
            {},
            403,
          );
        const person = await personByEmail(db, body.email, clock.now());
        if (!person)
          throw new Refusal(
            'not_found',
            'There is nobody with this address in the example company.',
            {},
            404,
          );
        const token = await db.tx((tx) =>
          enter(tx, platform, { personId: person.person_id, name: person.name, means: 'demo', ...from(c) }),
        );
        c.header('set-cookie', sessionCookie(config, token));
      },
    ),
    route(
      'post',
      '/me/password',
      'signed-in',
      {
        summary: 'Set a new password; every other session ends',
        body: NewPassword,
        rate: { limit: 10, windowSeconds: 900, by: 'actor' },
      },
      ({ body, actor, c }) =>
        changePassword(platform, actor, {
          ...body,
          sessionId: c.get('sessionId'),
          freshLink: c.get('freshLink') ?? false,
        }),
    ),
    route(
      'get',
      '/me/sessions',
      'signed-in',
      { summary: 'Where I am signed in', answers: SessionList },
      async ({ actor, c }) => {
        const rows = actor.personId ? await sessionsOf(db, actor.personId, clock.now()) : [];
        return { items: rows.map((row) => ({ ...row, current: row.id === c.get('sessionId') })) };
      },
    ),
    route(
      'delete',
      '/me/sessions/:sessionId',
      'signed-in',
      { summary: 'Sign out elsewhere', params: SessionId },
      async ({ params, actor }) => {
        if (actor.personId)
          await endSessions(db, { personId: actor.personId, only: params.sessionId, at: clock.now() });
      },
    ),
  ]);
}
