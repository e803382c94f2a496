import { html } from 'hono/html';
import type { ChoicesView } from '../listen/rules/choices.ts';
import { type Markup, page } from './page.ts';
import { preferencesWords } from './preferences.words.ts';

/** What the page offers; anything else that comes in is refused. */
export const pauses = [30, 90, 365] as const;

/** Everything a customer decides about being asked, on one page, without a script. */
export function preferencesPage(
  view: ChoicesView,
  shown: { saved?: boolean; missing?: boolean } = {},
): Markup {
  const words = preferencesWords[view.language];
  const frame = { language: view.language, organisation: view.organisation };
  if (!view.known) return unknownPage(view);
  const option = (name: string, value: string, label: string, checked: boolean) =>
    html`<label><input type="radio" name="${name}" value="${value}" required ${checked ? 'checked' : ''}>${label}</label>`;
  const note = shown.saved
    ? html`<p class="told" role="status">${view.all ? words.left : words.saved}</p>`
    : shown.missing
      ? html`<p class="error" role="alert">${words.choose}</p>`
      : '';
  return page(
    { ...frame, title: words.title },
    html`<h1>${words.title}</h1>${note}<p class="small">${words.intro(view.address ?? '')}</p><form method="post">
<fieldset><legend>${words.ask}</legend><div class="choice">${option('ask', 'yes', words.askAll, !view.all && !view.thisSurvey)}${
      view.survey ? option('ask', 'survey', words.askNotThis(view.survey), !view.all && view.thisSurvey) : ''
    }${option('ask', 'never', words.askNever, view.all)}</div></fieldset>
<fieldset><legend>${words.mail}</legend><div class="choice">${option('email', 'yes', words.mailYes, view.email)}${option('email', 'no', words.mailNo, !view.email)}</div></fieldset>
<fieldset><legend>${words.language}</legend><div class="choice">${option('language', '', words.languageAny, !['en', 'de'].includes(view.spoken ?? ''))}${(
      ['en', 'de'] as const
    ).map((one) => option('language', one, words.languages[one], view.spoken === one))}</div></fieldset>
<fieldset><legend>${words.pause}</legend>${
      view.pausedUntil ? html`<p class="small">${words.pausedUntil(dayIn(view, view.pausedUntil))}</p>` : ''
    }<div class="choice">${view.pausedUntil ? option('pause', 'keep', words.keep, true) : ''}${option('pause', '0', words.pauseNone, !view.pausedUntil)}${pauses.map(
      (days) => option('pause', String(days), words.pauseDays(days), false),
    )}</div></fieldset><button type="submit">${words.save}</button></form>`,
  );
}

/** Where the link at the foot of a mail leads: looking changes nothing, one press does. */
export function leavePage(view: ChoicesView, token: string): Markup {
  const words = preferencesWords[view.language];
  if (!view.known) return unknownPage(view);
  const title = view.all ? words.left : words.leaveTitle;
  const more = html`<p class="small" style="margin-top:16px"><a href="/p/preferences/${token}">${words.more}</a></p>`;
  return page(
    { language: view.language, organisation: view.organisation, title },
    view.all
      ? html`<h1>${title}</h1><p>${words.leftText}</p>${more}`
      : html`<h1>${title}</h1><p>${words.leaveText(view.organisation)}</p><form method="post"><button type="submit">${words.leave}</button></form>${more}`,
  );
}

function unknownPage(view: ChoicesView): Markup {
  const words = preferencesWords[view.language];
  return page(
    { language: view.language, organisation: view.organisation, title: words.unknown },
    html`<h1>${words.unknown}</h1><p>${words.unknownText}</p>`,
  );
}

function dayIn({ language, timezone }: ChoicesView, at: Date): string {
  const locale = language === 'de' ? 'de-DE' : 'en-GB';
  return new Intl.DateTimeFormat(locale, { timeZone: timezone, dateStyle: 'long' }).format(at);
}
