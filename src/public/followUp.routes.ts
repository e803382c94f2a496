import { Hono } from 'hono';
import { FollowUpAnswer, type FollowUps } from '../close/followUp.ts';
import { limitBody } from '../platform/http/body.ts';
import type { Env } from '../platform/http/env.ts';
import { followUpPage } from './followUpPage.ts';

/** 32 bytes in base64url. Anything else is not looked up. */
const tokenShape = /^[A-Za-z0-9_-]{43}$/;

/** “Did we put it right?” Works without a script. GET and HEAD only ever show. Mounted at /p. */
export function followUpRoutes(followUps: FollowUps): Hono<Env> {
  const app = new Hono<Env>();
  const view = (token: string) => followUps.view(tokenShape.test(token) ? token : '');
  const status = { ask: 200, answered: 200, expired: 410, erased: 410, unknown: 404 } as const;

  app.use('/follow-up/*', async (c, next) => {
    await next();
    c.header('cache-control', 'no-store');
  });

  app.get('/follow-up/:token', async (c) => {
    const shown = await view(c.req.param('token'));
    const asked = c.req.query('a');
    const ticked = asked === 'yes' ? true : asked === 'no' ? false : undefined;
    return c.html(followUpPage(shown, { ticked, fresh: c.req.query('thanks') === '1' }), status[shown.state]);
  });

  app.post('/follow-up/:token', limitBody(65_536), async (c) => {
    const token = c.req.param('token');
    const form = await c.req.parseBody();
    const text = (name: string) =>
      typeof form[name] === 'string' && form[name].trim() !== '' ? form[name].trim() : null;
    const read = FollowUpAnswer.safeParse({
      helped: text('helped') === 'yes' ? true : text('helped') === 'no' ? false : undefined,
      comment: text('comment'),
      score: text('score') === null ? null : Number(text('score')),
    });
    const before = await view(token);
    if (before.state !== 'ask') return c.html(followUpPage(before), status[before.state]);
    if (!read.success)
      return c.html(followUpPage(before, { missing: true, comment: text('comment') ?? '' }), 422);
    await followUps.answer(token, read.data);
    // See other: reloading the thank-you page does not send the form again.
    return c.redirect(`/p/follow-up/${token}?thanks=1`, 303);
  });
  return app;
}
