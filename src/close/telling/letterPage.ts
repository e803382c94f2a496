import { html, raw } from 'hono/html';
import { reachOf } from '../../listen/listen.ts';
import type { Runner } from '../../platform/database.ts';
import { readOrganisation } from '../../platform/settings.ts';
import { dayIn } from '../template.ts';
import { readTelling } from './settings.sql.ts';

/** On paper: A4, the address where a window envelope shows it. On the screen: the sheet, and how to print it. */
const css = `
@page{size:A4;margin:0}
body{margin:0;background:#ecebe6;color:#14171f;font:11pt/1.5 Georgia,'Times New Roman',serif}
.sheet{background:#fff;width:210mm;min-height:297mm;margin:8mm auto;padding:20mm 20mm 25mm 25mm;box-sizing:border-box;box-shadow:0 1px 6px #0003}
.head{min-height:25mm;font:9.5pt/1.45 system-ui,sans-serif;text-align:right;white-space:pre-line}
.head b{display:block;font-size:13pt}
.to{min-height:32mm;white-space:pre-line}
.day{text-align:right;margin:0 0 8mm}
h1{font-size:12pt;margin:0 0 6mm}
p{margin:0 0 4mm;white-space:pre-line;overflow-wrap:anywhere}
.how{max-width:210mm;margin:6mm auto 0;padding:0 4mm;box-sizing:border-box;font:11pt system-ui,sans-serif}
@media screen and (max-width:210mm){.sheet{width:auto;min-height:0;margin:3mm;padding:8mm}}
@media print{body{background:#fff}.sheet{margin:0;box-shadow:none}.how{display:none}}
`;

const words = {
  en: 'Print this page, or save it as a PDF, with the print command of your browser.',
  de: 'Drucken Sie diese Seite mit dem Druckbefehl Ihres Browsers, oder speichern Sie sie als PDF.',
};

export interface LetterOnPaper {
  customerId: string;
  subject: string | null;
  body: string;
  language: 'en' | 'de';
  on: Date;
}

/** The letter as a page to print: letterhead, address, day, subject, words. No script, nothing fetched. */
export async function letterPage(db: Runner, letter: LetterOnPaper, now: Date): Promise<string> {
  const [organisation, { letterhead }, { facts }] = [
    await readOrganisation(db),
    await readTelling(db),
    await reachOf(db, letter.customerId, null, now),
  ];
  const day = dayIn(letter.language, organisation.timezone)(letter.on);
  return String(html`<!doctype html>
<html lang="${letter.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><link rel="icon" href="data:,"><title>${letter.subject ?? organisation.name}</title><style>${raw(css)}</style></head>
<body><p class="how">${words[letter.language]}</p><main class="sheet"><div class="head"><b>${organisation.name}</b>${letterhead}</div>
<div class="to">${addressOf(facts)}</div><p class="day">${day}</p>${letter.subject ? html`<h1>${letter.subject}</h1>` : ''}${letter.body
    .split(/\n{2,}/)
    .map((part) => html`<p>${part}</p>`)}</main></body></html>`);
}

/** As far as the records know it, a line each. */
function addressOf(facts: Record<string, string>): string {
  const street = facts.postal_address ?? facts.address ?? facts.street;
  const town = [facts.postal_code ?? facts.postcode ?? facts.zip, facts.city ?? facts.town]
    .filter(Boolean)
    .join(' ');
  return [facts.name, street, town, facts.country].filter(Boolean).join('\n');
}
