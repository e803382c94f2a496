import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { ContactChoices } from '../listen/rules/choices.ts';
import type { Env } from '../platform/http/env.ts';
import { leavePage, pauses, preferencesPage } from './preferencesPage.ts';

/** 32 bytes in base64url. Anything else is not looked up. */
const tokenShape = /^[A-Za-z0-9_-]{43}$/;

/** What a customer says about being asked. GET and HEAD only ever show. Mounted at /p. */
export function preferenceRoutes(choices: ContactChoices): Hono<Env> {
  const app = new Hono<Env>();
  const safe = (token: string) => (tokenShape.test(token) ? token : '');
  const limit = bodyLimit({ maxSize: 16_384, onError: (c) => c.body(null, 413) });

  app.use('/:page{preferences|unsubscribe}/*', async (c, next) => {
    await next();
    c.header('cache-control', 'no-store');
    c.header('referrer-policy', 'no-referrer');
  });

  app.get('/unsubscribe/:token', async (c) => {
    const view = await choices.view(safe(c.req.param('token')));
    return c.html(leavePage(view, c.req.param('token')), view.known ? 200 : 404);
  });

  // A mail program posts `List-Unsubscribe=One-Click` (RFC 8058) without cookies or referrer; a person presses the button.
  app.post('/unsubscribe/:token', limit, async (c) => {
    const view = await choices.unsubscribe(safe(c.req.param('token')));
    return c.html(leavePage(view, c.req.param('token')), view.known ? 200 : 404);
  });

  app.get('/preferences/:token', async (c) => {
    const view = await choices.view(safe(c.req.param('token')));
    return c.html(preferencesPage(view, { saved: c.req.query('saved') === '1' }), view.known ? 200 : 404);
  });

  app.post('/preferences/:token', limit, async (c) => {
    const token = safe(c.req.param('token'));
    const before = await choices.view(token);
    if (!before.known) return c.html(preferencesPage(before), 404);
    const form = await c.req.parseBody();
    const ask = { yes: null, survey: 'survey', never: 'all' } as const;
    const { ask: asked, email, language, pause } = form;
    const known =
      (asked === 'yes' || asked === 'survey' || asked === 'never') &&
      (email === 'yes' || email === 'no') &&
      (language === '' || language === 'en' || language === 'de') &&
      (pause === 'keep' || pause === '0' || pauses.some((days) => String(days) === pause));
    if (!known) return c.html(preferencesPage(before, { missing: true }), 422);
    await choices.save(token, {
      email: email === 'yes',
      language: language === '' ? before.spoken : language,
      pauseUntil: pause === 'keep' ? before.pausedUntil : null,
      pauseDays: pause === 'keep' || pause === '0' ? null : Number(pause),
      unsubscribe: ask[asked],
    });
    // See other: reloading the page does not send the form again.
    return c.redirect(`/p/preferences/${token}?saved=1`, 303);
  });
  return app;
}
