import type { Context, Hono } from 'hono';
import { html } from 'hono/html';
import { Refusal } from '../errors.ts';
import type { Env } from '../http/env.ts';
import { checkOrigin } from '../http/origin.ts';
import { type Html, page } from '../http/page.ts';
import { RateCounter } from '../http/rate.ts';
import type { Platform } from '../platform.ts';
import { readOrganisation } from '../settings.ts';
import { sessionCookie } from './cookie.ts';
import { landingWords } from './landing.words.ts';
import { Password } from './password.ts';
import { openLink, takeLink } from './signIn.ts';

/**
 * Where the links in mails lead. Looking uses nothing up, since mail scanners open links; only the button does.
 */
export function landing(app: Hono<Env>, platform: Platform): void {
  const tries = new RateCounter(() => platform.clock.now().getTime());
  const path = '/session/magic/:token';

  app.get(path, (c) => show(c, platform, tries));
  app.post(path, async (c) => {
    checkOrigin(c.req.raw, platform.config.baseUrl);
    tries.take(c.get('address'), { limit: 60, windowSeconds: 900 });
    const form = await c.req.parseBody();
    const typed = form.password === undefined ? undefined : String(form.password);
    if (typed !== undefined) {
      const read = Password.safeParse(typed);
      if (!read.success) return show(c, platform, tries, true);
    }
    try {
      const token = await takeLink(platform, {
        token: c.req.param('token'),
        password: typed,
        address: c.get('address'),
        agent: c.req.header('user-agent'),
      });
      c.header('set-cookie', sessionCookie(platform.config, token));
      return c.redirect('/', 303);
    } catch (error) {
      if (error instanceof Refusal && error.code === 'link_spent') return show(c, platform, tries);
      throw error;
    }
  });
}

async function show(
  c: Context<Env>,
  platform: Platform,
  tries: RateCounter,
  tooShort = false,
): Promise<Response> {
  tries.take(c.get('address'), { limit: 60, windowSeconds: 900 });
  const organisation = await readOrganisation(platform.db);
  const language = organisation.language;
  const say = landingWords[language];
  const send = (title: string, body: Html, status: 200 | 410 | 422) =>
    c.html(page({ title: `${title} · Onus`, language, body }), status, {
      'cache-control': 'no-store',
      // The token stands in the address: it must not travel on to anybody.
      'referrer-policy': 'no-referrer',
    });
  try {
    const link = await openLink(platform, c.req.param('token') ?? '');
    if (link.purpose === 'sign_in') {
      const body = html`<h1>${say.hello(link.name)}</h1><p class="muted">${say.ready(organisation.name)}</p>
        <form method="post"><button>${say.signIn}</button></form>`;
      return send(say.signIn, body, 200);
    }
    const body = html`<h1>${say.welcome(link.name)}</h1><p class="muted">${say.choose(organisation.name)}</p>
      <form method="post">
      <input type="text" name="username" value="${link.email}" autocomplete="username" hidden>
      <label for="password">${say.password}</label>
      <input id="password" name="password" type="password" autocomplete="new-password" minlength="10" maxlength="200" required autofocus aria-describedby="rule">
      <p id="rule" class="${tooShort ? 'said' : 'muted'}">${say.rule}</p>
      <button>${say.begin}</button></form>`;
    return send(say.begin, body, tooShort ? 422 : 200);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'link_spent') throw error;
    const body = html`<h1>${say.spent}</h1><p>${say.again} <a href="/sign-in">${say.signInPage}</a></p>`;
    return send(say.spent, body, 410);
  }
}
