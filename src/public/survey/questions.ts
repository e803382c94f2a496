import { html, raw } from 'hono/html';
import type { AnswerFault, ContactWish, SentFile } from '../../listen/answers/answer.ts';
import { inChance } from '../../listen/answers/flow.ts';
import type { Given } from '../../listen/pages.ts';
import { type Option, type Question, scaleOf, type Texts } from '../../listen/survey/question.ts';
import type { Markup } from '../page.ts';
import { faultWords, type SurveyWords } from './survey.words.ts';

interface Shown {
  words: SurveyWords;
  value: Given[string];
  fault: AnswerFault | undefined;
  says: (texts: Texts | undefined) => string;
  /** The same order for one answer each time it is shown. */
  seed: string;
}

type Of<T extends Question['type']> = Question & { type: T };
const checked = (yes: boolean) => (yes ? raw(' checked') : '');
const many = new Set<Question['type']>([
  'choice',
  'multiple',
  'matrix',
  'ranking',
  'contact',
  'nps',
  'csat',
  'ces',
  'rating',
]);

/** One question as a part of a form: a group with a legend where there is more than one control, else a label. */
export function questionHtml(question: Question, shown: Shown & { frame: unknown }): Markup {
  const { words, fault, says } = shown;
  const id = `q-${question.key}`;
  const title = html`${says(question.text)}${question.required ? '' : html` <span class="opt">(${words.optional})</span>`}`;
  const notes = html`${question.hint ? html`<p class="hint" id="${id}-hint">${says(question.hint)}</p>` : ''}${
    fault ? html`<p class="wrong" id="${id}-wrong">${faultWords(words, fault.code, fault.limit)}</p>` : ''
  }`;
  const described = [question.hint ? `${id}-hint` : '', fault ? `${id}-wrong` : ''].filter(Boolean).join(' ');
  const by = described ? html` aria-describedby="${described}"` : '';
  if (many.has(question.type))
    return html`<fieldset id="${id}"${by}><legend>${title}</legend>${notes}${group(question, shown)}</fieldset>`;
  if (question.type === 'consent')
    return html`<div class="q" id="${id}"><p class="label" id="${id}-label">${title}</p>${notes}<label class="one"><input type="checkbox" name="a.${question.key}" aria-labelledby="${id}-label ${id}-yes"${by}${checked(shown.value === true)}><span id="${id}-yes">${words.agree}</span></label>${
      question.url
        ? html`<p><a href="${question.url}" target="_blank" rel="noopener">${words.readMore}</a></p>`
        : ''
    }</div>`;
  return html`<div class="q" id="${id}"><label class="label" for="${id}-field">${title}</label>${notes}${field(question, shown, by)}</div>`;
}

function group(question: Question, shown: Shown): Markup | Markup[] {
  const scale = scaleOf(question);
  if (scale) return scaleHtml(question as Of<'nps' | 'csat' | 'ces' | 'rating'>, scale, shown);
  switch (question.type) {
    case 'choice':
      return choice(question, shown);
    case 'multiple':
      return multiple(question, shown);
    case 'matrix':
      return matrix(question, shown);
    case 'ranking':
      return ranking(question, shown);
    default:
      return contact(question as Of<'contact'>, shown);
  }
}

function scaleHtml(
  question: Of<'nps' | 'csat' | 'ces' | 'rating'>,
  { from, to }: { from: number; to: number },
  { value, says }: Shown,
): Markup {
  const stars = question.type === 'rating' && question.look === 'stars';
  const steps = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  return html`<div class="scale${stars ? ' stars' : ''}">${steps.map(
    (step) =>
      html`<label${stars ? html` title="${step}"` : ''}><input type="radio" name="a.${question.key}" value="${step}" aria-label="${step}"${checked(value === step)}>${stars ? '★' : step}</label>`,
  )}</div>${
    question.low || question.high
      ? html`<div class="ends"><span>${says(question.low)}</span><span>${says(question.high)}</span></div>`
      : ''
  }`;
}

function ordered<T extends { key: string }>(
  question: { key: string; randomise: boolean },
  list: T[],
  seed: string,
): T[] {
  return question.randomise ? inChance(list, `${seed} ${question.key}`) : list;
}

function choice(question: Of<'choice'>, { value, says, seed, words }: Shown): Markup {
  const own = typeof value === 'object' ? (value as { other: string }).other : undefined;
  return html`<div class="list">${ordered(question, question.options, seed).map(
    ({ key, text }) =>
      html`<label><input type="radio" name="a.${question.key}" value="${key}"${checked(value === key)}>${says(text)}</label>`,
  )}${
    question.other
      ? html`<label><input type="radio" name="a.${question.key}" value="~other"${checked(own !== undefined)}>${words.other}<input type="text" name="a.${question.key}.other" maxlength="1000" aria-label="${words.otherWords}" value="${own ?? ''}"></label>`
      : ''
  }</div>`;
}

function multiple(question: Of<'multiple'>, { value, says, seed }: Shown): Markup {
  const chosen = Array.isArray(value) ? value : [];
  return html`<div class="list">${ordered(question, question.options, seed).map(
    ({ key, text }) =>
      html`<label><input type="checkbox" name="a.${question.key}" value="${key}"${checked(chosen.includes(key))}>${says(text)}</label>`,
  )}</div>`;
}

function matrix(question: Of<'matrix'>, { value, says, seed }: Shown): Markup {
  const chosen = (typeof value === 'object' ? value : {}) as Record<string, string>;
  return html`<table class="m"><thead><tr><td></td>${question.columns.map((column) => html`<th scope="col">${says(column.text)}</th>`)}</tr></thead><tbody>${ordered(
    question,
    question.rows,
    seed,
  ).map(
    (row) =>
      html`<tr><th scope="row">${says(row.text)}</th>${question.columns.map(
        (column: Option) =>
          html`<td><label><input type="radio" name="a.${question.key}.${row.key}" value="${column.key}" aria-label="${says(row.text)}: ${says(column.text)}"${checked(chosen[row.key] === column.key)}><span>${says(column.text)}</span></label></td>`,
      )}</tr>`,
  )}</tbody></table>`;
}

function ranking(question: Of<'ranking'>, { value, says, seed, words }: Shown): Markup {
  const places = Array.isArray(value) ? value : [];
  const n = question.options.length;
  return html`<div class="rank">${ordered(question, question.options, seed).map(
    ({ key, text }) =>
      html`<select name="a.${question.key}.${key}" aria-label="${words.place(says(text))}"><option value="">–</option>${Array.from(
        { length: n },
        (_, i) =>
          html`<option value="${i + 1}"${places[i] === key ? raw(' selected') : ''}>${i + 1}</option>`,
      )}</select><span>${says(text)}</span>`,
  )}</div>`;
}

function contact(question: Of<'contact'>, { value, words }: Shown): Markup {
  const wish = (typeof value === 'object' ? value : {}) as Partial<ContactWish>;
  const line = (part: 'name' | 'email' | 'phone', type: string, complete: string) =>
    html`<p><label>${words[part]}<input type="${type}" name="a.${question.key}.${part}" autocomplete="${complete}" maxlength="320" value="${wish[part] ?? ''}"></label></p>`;
  return html`<label class="one"><input type="checkbox" name="a.${question.key}.wanted" value="true"${checked(wish.wanted === true)}>${words.yes}</label>${
    question.askAddress
      ? html`<div style="margin-top:12px">${line('name', 'text', 'name')}${line('email', 'email', 'email')}${line('phone', 'tel', 'tel')}</div>`
      : ''
  }`;
}

function field(question: Question, { value, says, words }: Shown, by: Markup | string): Markup {
  const common = html`id="q-${question.key}-field" name="a.${question.key}"${by}`;
  const plain = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  switch (question.type) {
    case 'text':
      return question.long
        ? html`<textarea ${common} maxlength="10000">${plain}</textarea>`
        : html`<input type="text" ${common} maxlength="1000" value="${plain}">`;
    case 'number':
      return html`<input type="text" inputmode="decimal" ${common} value="${plain}">${
        question.unit ? html` <span class="opt">${says(question.unit)}</span>` : ''
      }`;
    case 'date':
      return html`<input type="date" ${common} value="${plain}"${question.from ? html` min="${question.from}"` : ''}${
        question.until ? html` max="${question.until}"` : ''
      }>`;
    case 'file': {
      const types = { image: 'image/*', pdf: 'application/pdf', text: 'text/plain' };
      const sent = typeof value === 'object' ? (value as SentFile) : undefined;
      return html`<input type="file" ${common} accept="${question.kinds.map((kind) => types[kind]).join(',')}">${
        sent ? html`<p class="note">${words.sent(sent.name)}</p>` : ''
      }`;
    }
    default:
      return html``;
  }
}
