import { html, raw } from 'hono/html';
import { onColour } from '../survey/theme.ts';
import type { AskedInMail } from './firstQuestion.ts';

/** Everything an invitation says; its HTML and its plain part say the same. */
export interface InvitationLetter {
  language: string;
  brand: string;
  accent: string;
  title: string;
  /** Paragraphs, parted by an empty line. */
  body: string;
  question?: (AskedInMail & { href(value: string): string }) | undefined;
  start: { label: string; href: string };
  why: string;
  links: { label: string; href: string }[];
}

/** Colours of a dark mail. Programs that read no style sheet turn the light ones round themselves: nothing relies on them. */
const dark = `@media (prefers-color-scheme: dark){.o-page{background:#14171f!important}.o-card{background:#1b1f2a!important;border-color:#3a4154!important}
.o-ink,.o-ink a{color:#e9ebf1!important}.o-soft,.o-soft a{color:#b3bac9!important}.o-answer{background:#232836!important;border-color:#5a6380!important}.o-answer a{color:#e9ebf1!important}}`;
const font = 'font-family:-apple-system,BlinkMacSystemFont,Segoe UI,Roboto,Helvetica,Arial,sans-serif';

/**
 * Tables, because some programs know nothing else; all that matters is inline, because others drop style sheets. An
 * answer is a cell with a link that fills it. No picture, no script, no counting of who reads.
 */
export function invitationHtml(letter: InvitationLetter): string {
  const { question, start, accent } = letter;
  const on = onColour(accent);
  return String(html`<!doctype html>
<html lang="${letter.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>${letter.title}</title><style>${raw(dark)}</style></head>
<body class="o-page" style="margin:0;padding:0;background:#faf9f6"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" class="o-page" bgcolor="#faf9f6"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px"><tr><td class="o-soft" style="${font};font-size:15px;font-weight:700;color:#555d6e;padding:0 4px 12px">${letter.brand}</td></tr>
<tr><td class="o-card o-ink" bgcolor="#ffffff" style="${font};font-size:16px;line-height:1.55;color:#1d2330;background:#ffffff;border:1px solid #dedad0;border-radius:12px;padding:24px 20px">${paragraphs(
    letter.body,
  )}${question ? asked(question) : ''}<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin-top:${
    question ? '18' : '4'
  }px"><tr>${
    question
      ? html`<td><a href="${start.href}" style="${font};font-size:15px;color:${accent}" class="o-ink">${start.label}</a></td>`
      : html`<td bgcolor="${accent}" style="background:${accent};border-radius:8px"><a href="${start.href}" style="${font};display:inline-block;padding:13px 26px;font-size:16px;font-weight:600;color:${on};text-decoration:none">${start.label}</a></td>`
  }</tr></table></td></tr>
<tr><td class="o-soft" style="${font};font-size:13px;line-height:1.5;color:#5d6475;padding:14px 4px 0">${letter.why} ${letter.links.map(
    (link, i) => html`${i > 0 ? ' · ' : ''}<a href="${link.href}" style="color:#5d6475">${link.label}</a>`,
  )}</td></tr></table></td></tr></table></body></html>`);
}

function paragraphs(text: string) {
  return text
    .split(/\n{2,}/)
    .filter((part) => part.trim() !== '')
    .map((part) => html`<p style="margin:0 0 14px;white-space:pre-line;overflow-wrap:anywhere">${part}</p>`);
}

function asked(question: NonNullable<InvitationLetter['question']>) {
  const { answers, look, low, high } = question;
  const cell = (answer: { value: string; label: string }, width: string) =>
    html`<td class="o-answer" ${raw(width)} bgcolor="#ffffff" align="${
      look === 'scale' ? 'center' : 'left'
    }" style="background:#ffffff;border:1px solid #a9a493;border-radius:6px;padding:0"><a href="${question.href(
      answer.value,
    )}" style="${font};display:block;padding:${look === 'scale' ? '12px 0' : '12px 14px'};font-size:16px;line-height:20px;font-weight:600;color:#1d2330;text-decoration:none">${answer.label}</a></td>`;
  const share = `width="${Math.floor(100 / answers.length)}%"`;
  const rows =
    look === 'scale'
      ? html`<tr>${answers.map((answer) => cell(answer, share))}</tr>`
      : answers.map((answer) => html`<tr>${cell(answer, 'width="100%"')}</tr>`);
  return html`<p style="margin:6px 0 10px;font-weight:700">${question.text}</p><table role="presentation" width="100%" cellpadding="0" cellspacing="${
    look === 'scale' && answers.length > 7 ? '2' : '6'
  }" border="0" style="border-collapse:separate;table-layout:fixed">${rows}</table>${
    low || high
      ? html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td class="o-soft" align="left" style="${font};font-size:13px;color:#5d6475;padding-top:4px">${low}</td><td class="o-soft" align="right" style="${font};font-size:13px;color:#5d6475;padding-top:4px">${high}</td></tr></table>`
      : ''
  }`;
}

/** Addresses on lines of their own, so that programs make them clickable. */
export function invitationText(letter: InvitationLetter): string {
  const { question } = letter;
  const scale = question?.look === 'scale' ? [question.low, question.high].filter(Boolean).join(' … ') : '';
  const parts = [
    letter.body,
    question ? `${question.text}${scale ? `\n(${scale})` : ''}` : undefined,
    question?.answers.map(({ label, value }) => `${label}: ${question.href(value)}`).join('\n'),
    `${letter.start.label}:\n${letter.start.href}`,
    `--\n${letter.why}`,
    letter.links.map(({ label, href }) => `${label}:\n${href}`).join('\n'),
  ];
  return parts.filter(Boolean).join('\n\n');
}
