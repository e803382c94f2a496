import { html } from 'hono/html';
import type { FollowUpView } from '../close/followUp.ts';
import { followUpPageWords } from './followUp.words.ts';
import { type Markup, page } from './page.ts';

export interface Shown {
  /** What the button in the mail asked for: ticked beforehand, never sent by itself. */
  ticked?: boolean | undefined;
  /** Sent without choosing. */
  missing?: boolean;
  /** They come from giving this answer, rather than back to it later. */
  fresh?: boolean;
  /** What they had written, when the form comes back. */
  comment?: string;
}

export function followUpPage(view: FollowUpView, shown: Shown = {}): Markup {
  const words = followUpPageWords[view.language];
  if (view.state === 'unknown') {
    return page(
      { ...view, title: words.unknown },
      html`<h1>${words.unknown}</h1><p>${words.unknownText}</p>`,
    );
  }
  if (view.state === 'erased') {
    return page({ ...view, title: words.erased }, html`<h1>${words.erased}</h1><p>${words.erasedText}</p>`);
  }
  if (view.state === 'expired') {
    return page(
      { ...view, title: words.expired },
      html`<h1>${words.expired}</h1><p>${words.expiredText}</p>${told(view)}`,
    );
  }
  if (view.state === 'answered') {
    const { answer } = view;
    const title = answer.helped ? words.thanksYes : words.thanksNo;
    const day = dayIn(view.language, view.timezone)(answer.at);
    return page(
      { ...view, title },
      html`<h1>${title}</h1><p>${shown.fresh ? (answer.helped ? words.thanksYesText : words.thanksNoText) : words.already(day)}</p>
<div class="told"><h2>${words.yourAnswer}</h2><p>${answer.helped ? words.yes : words.no}${answer.score === null ? '' : ` · ${answer.score}/10`}</p>${
        answer.comment ? html`<p>${answer.comment}</p>` : ''
      }</div>${told(view)}`,
    );
  }
  return page(
    { ...view, title: words.title, footer: words.privacy(view.by) },
    html`<h1>${words.title}</h1>${told(view)}${form(view.language, shown)}`,
  );
}

function told(view: Exclude<FollowUpView, { state: 'unknown' | 'erased' }>): Markup {
  const words = followUpPageWords[view.language];
  const heading = words.told(view.by, dayIn(view.language, view.timezone)(view.at));
  if (view.actions.length === 0)
    return html`<section class="told"><h2>${heading}</h2><p>${view.message}</p></section>`;
  return html`<section class="told"><h2>${heading}</h2><ul>${view.actions.map((action) => html`<li>${action}</li>`)}</ul>
<details><summary class="small">${words.wrote(view.by)}</summary><p>${view.message}</p></details></section>`;
}

function form(language: 'en' | 'de', shown: Shown): Markup {
  const words = followUpPageWords[language];
  const tick = (value: boolean) => (shown.ticked === value ? 'checked' : '');
  return html`<form method="post">${shown.missing ? html`<p class="error" role="alert" id="choose">${words.choose}</p>` : ''}
<fieldset ${shown.missing ? html`aria-describedby="choose"` : ''}><legend>${words.title}</legend><div class="choice">
<label><input type="radio" name="helped" value="yes" required ${tick(true)}>${words.yes}</label>
<label><input type="radio" name="helped" value="no" required ${tick(false)}>${words.no}</label></div></fieldset>
<p><label class="label" for="comment">${words.comment}</label><textarea id="comment" name="comment" maxlength="5000">${shown.comment ?? ''}</textarea></p>
<fieldset><legend>${words.score}</legend><div class="scale">${Array.from(
    { length: 11 },
    (_, n) => html`<label><input type="radio" name="score" value="${n}">${n}</label>`,
  )}</div><div class="ends small"><span>${words.least}</span><span>${words.most}</span></div></fieldset>
<button type="submit">${words.send}</button></form>`;
}

function dayIn(language: 'en' | 'de', timeZone: string): (at: Date) => string {
  const format = new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    timeZone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
  return (at) => format.format(at);
}
