import { html, raw } from 'hono/html';
import type { AnswerFault } from '../../listen/answers/answer.ts';
import type { Screen } from '../../listen/answers/flow.ts';
import type { Given } from '../../listen/pages.ts';
import { type SurveyDocument, textIn } from '../../listen/survey/document.ts';
import type { Texts } from '../../listen/survey/question.ts';
import { onColour, Theme } from '../../listen/survey/theme.ts';
import type { Markup } from '../page.ts';
import { questionHtml } from './questions.ts';
import { faultWords, surveyWords } from './survey.words.ts';
import { css } from './surveyCss.ts';

export interface Frame {
  document: SurveyDocument;
  language: string;
  organisation: string;
  /** Known facts for `{{name}}`. */
  facts: Record<string, string>;
  kiosk?: boolean | undefined;
  /** Within another page, which is told how high it is; without a script it scrolls. */
  embedded?: boolean | undefined;
  /** Address of this page in another language. */
  inLanguage?: ((language: string) => string) | undefined;
}

export interface Asked {
  screen: Screen;
  at: number;
  of: number;
  last: boolean;
  values: Given;
  faults: AnswerFault[];
  hidden: Record<string, string>;
  action: string;
  back?: string | undefined;
  /** The answer has been begun: this address leads back to it. */
  begun?: boolean;
}

const untouched = Theme.parse({});

/** Text in the reader's language with the known facts put in. */
export function says(
  frame: Pick<Frame, 'document' | 'language' | 'facts'>,
  texts: Texts | undefined,
): string {
  return textIn(texts, frame.language, frame.document).replaceAll(
    /\{\{\s*([\w.]+)\s*\}\}/g,
    (_, name: string) => {
      const fact = frame.document.facts.find((one) => one.name === name);
      return frame.facts[name] || textIn(fact?.fallback, frame.language, frame.document);
    },
  );
}

/** Works without a script and brings nothing else along: one request, light and dark. */
export function surveyPage(frame: Frame, title: string, body: Markup, refresh?: string): Markup {
  const { theme, languages } = frame.document;
  const own =
    JSON.stringify({ ...theme, brand: 0, logo: 0, logoText: 0 }) !==
    JSON.stringify({ ...untouched, brand: 0, logo: 0, logoText: 0 });
  const colours = `:root{--paper:${theme.background};--card:${theme.card};--ink:${theme.text};--accent:${theme.accent};--on:${onColour(theme.accent)};${own ? 'color-scheme:light' : ''}}`;
  const brand = theme.brand ?? frame.organisation;
  const words = surveyWords(frame.language);
  // The page around has its own main part.
  const main = frame.embedded ? 'div' : 'main';
  return html`<!doctype html>
<html lang="${frame.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex,nofollow"><link rel="icon" href="data:,">${
    refresh ? html`<meta http-equiv="refresh" content="12;url=${refresh}">` : ''
  }<title>${title} · ${brand}</title><style>${raw(css(own))}${raw(colours)}</style></head>
<body${frame.kiosk ? raw(' class="kiosk"') : frame.embedded ? raw(' class="embedded"') : ''}><header>${
    theme.logo ? html`<img src="${theme.logo}" alt="${theme.logoText ?? brand}">` : brand
  }${
    frame.inLanguage && languages.length > 1
      ? html`<nav aria-label="${words.languages}">${languages.map((language) =>
          language === frame.language
            ? html`<b>${nameOf(language)}</b>`
            : html`<a href="${frame.inLanguage?.(language)}" lang="${language}" hreflang="${language}">${nameOf(language)}</a>`,
        )}</nav>`
      : ''
  }</header><${raw(main)} class="main"><div class="card">${body}</div></${raw(main)}><footer>${words.privacy(brand)}</footer>${frame.embedded ? raw('<script src="/frame.js" async></script>') : ''}</body></html>`;
}

/** A language by its own name. */
function nameOf(language: string): string {
  return new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
}

export function askPage(frame: Frame, asked: Asked): Markup {
  const words = surveyWords(frame.language);
  const { document } = frame;
  const { screen, faults, values } = asked;
  const title = says(frame, document.title);
  const first = asked.at === 0;
  const named = says(frame, screen.page.title);
  const files = screen.questions.some(({ type }) => type === 'file');
  return surveyPage(
    frame,
    title,
    html`${first ? html`<h1>${title}</h1>` : html`<h1 class="small">${title}</h1>`}${
      asked.of > 1
        ? html`<p class="steps"><progress max="${asked.of}" value="${asked.at + 1}" aria-label="${words.page(asked.at + 1, asked.of)}"></progress><span>${words.page(asked.at + 1, asked.of)}</span></p>`
        : ''
    }${first && document.intro ? html`<p>${says(frame, document.intro)}</p>` : ''}${
      faults.length > 0
        ? html`<div class="error" role="alert"><p>${words.errors}</p><ul>${faults.map(
            (fault) =>
              html`<li><a href="#q-${fault.question}">${faultWords(words, fault.code, fault.limit)}</a></li>`,
          )}</ul></div>`
        : ''
    }<form method="post" action="${asked.action}"${files ? raw(' enctype="multipart/form-data"') : ''} novalidate>${Object.entries(
      asked.hidden,
    ).map(
      ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
    )}<p class="gone" aria-hidden="true"><label>${words.leave}<input name="website" tabindex="-1" autocomplete="off"></label></p>${
      named ? html`<h2>${named}</h2>` : ''
    }${screen.questions.map((question) =>
      questionHtml(question, {
        frame,
        words,
        value: values[question.key],
        fault: faults.find((fault) => fault.question === question.key),
        says: (texts) => says(frame, texts),
        seed: asked.hidden.t ?? '',
      }),
    )}<div class="buttons"><button type="submit">${asked.last ? words.send : words.next}</button>${
      asked.back ? html`<a href="${asked.back}">${words.back}</a>` : ''
    }</div></form>${asked.begun && !frame.kiosk && !frame.embedded ? html`<p class="note">${words.goOn}</p>` : ''}`,
  );
}

export function thanksPage(
  frame: Frame,
  end: SurveyDocument['ends'][number] | undefined,
  again?: string,
): Markup {
  const words = surveyWords(frame.language);
  const title = end ? says(frame, end.title) : words.thanks;
  const text = end ? says(frame, end.text) : words.thanksText;
  return surveyPage(
    frame,
    title,
    html`<h1>${title}</h1>${text ? html`<p class="lines">${text}</p>` : ''}${
      end?.link
        ? html`<p><a class="button" href="${end.link.url}" rel="noopener">${says(frame, end.link.text)}</a></p>`
        : ''
    }${again ? html`<p><a class="button" href="${again}">${words.again}</a></p>` : ''}`,
    again,
  );
}

/** A page that only says something. */
export function saidPage(frame: Frame, title: string, text: string): Markup {
  return surveyPage(frame, title, html`<h1>${title}</h1><p>${text}</p>`);
}
