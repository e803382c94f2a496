/**
 * What somebody wrote themselves: without the history their program quoted below or above, without signature and without
 * “Sent from my phone”. English and German, as Gmail, Outlook, Apple Mail, Thunderbird, GMX, Web.de and Yahoo write it.
 *
 * Words are never lost for the sake of tidiness: where nothing would be left, and where a message is forwarded without a
 * word of its own, everything stays. A closing such as “Kind regards, Kim” is the customer's, and stays.
 */
export function cutReply(text: string): string {
  const lines = text
    .slice(0, MOST)
    .replace(/\r\n?/g, '\n')
    .replace(/\u00a0/g, ' ')
    .split('\n')
    .map((line) => line.trimEnd());
  const end = historyBegins(lines);
  const own = withoutQuotes(lines.slice(0, end));
  const cut = withoutSignature(own).join('\n');
  const left = tidy(cut);
  return left === '' ? tidy(lines.join('\n')) : left;
}

/** Of a longer text the rest is history anyway: a comment holds 20,000 characters. */
const MOST = 200_000;

/** Programs wrap the line before a quote anywhere: up to so many lines are one. */
const WRAP = 4;
const ATTRIBUTION = [
  // Gmail, Apple Mail, Thunderbird, Yahoo
  /^On\s.{4,300}\swrote:$/i,
  // Gmail („Am Mo., 2. März 2026 um 09:00 Uhr schrieb Ada:“), Apple Mail, Thunderbird
  /^Am\s.{4,300}\s(schrieb|hat)\s?.{0,200}(geschrieben)?:$/i,
  // GMX and Web.de
  /^Gesendet:\s.{4,200}\sVon:\s.{2,300}$/i,
  // Exchange on the phone: name, address and “wrote:”, without a date before
  /^.{0,100}<[^<>\s]+@[^<>\s]+>\s(wrote|schrieb)(\s.{0,80})?:$/i,
];
const SEPARATOR =
  /^(-{2,}|_{2,})?\s*(original message|original appointment|ursprüngliche nachricht|original-nachricht|originalnachricht|urspr\. nachricht|weitergeleitete nachricht|forwarded message|forwarded by .{0,200})\s*(-{2,}|_{2,})?:?$/i;
const FORWARD = /^(begin forwarded message|anfang der weitergeleiteten (nachricht|e-?mail)):$/i;
const RULE = /^_{10,}$/;
const FROM = /^[*>\s]*(from|von)\s?:\*?\s.+/i;
const OTHER = /^[*>\s]*(sent|date|to|cc|subject|gesendet|datum|an|betreff)\s?:\*?(\s|$)/i;

/** Where the history begins that goes on until the end; the number of lines where there is none. */
function historyBegins(lines: string[]): number {
  for (let i = 0; i < lines.length; i++) {
    const line = (lines[i] as string).trim();
    if (line === '') continue;
    if (SEPARATOR.test(line) || FORWARD.test(line)) return i;
    if (isHeaderBlock(lines, i)) return ruleBefore(lines, i);
    const length = attribution(lines, i);
    // Above quoted lines that end, an answer below them may follow; those are left out one by one.
    if (length > 0 && !quoteFollows(lines, i + length)) return i;
  }
  return lines.length;
}

/** “From: … Sent: … To: … Subject: …”, the way Outlook begins what it quotes. */
function isHeaderBlock(lines: string[], at: number): boolean {
  if (!FROM.test(lines[at] as string)) return false;
  const next = lines.slice(at + 1, at + 9).filter((line) => OTHER.test(line));
  return next.length >= 2;
}

function ruleBefore(lines: string[], at: number): number {
  for (let i = at - 1; i >= 0 && i >= at - 3; i--) {
    const line = (lines[i] as string).trim();
    if (RULE.test(line) || SEPARATOR.test(line)) return i;
    if (line !== '') break;
  }
  return at;
}

/** How many lines from here are the line before a quote; 0: none. */
function attribution(lines: string[], at: number): number {
  const first = (lines[at] as string).trim();
  if (!/^(on|am|gesendet:)\s/i.test(first) && !first.includes('@')) return 0;
  let joined = '';
  for (let n = 1; n <= WRAP && at + n <= lines.length; n++) {
    const line = (lines[at + n - 1] as string).trim();
    if (line === '') return 0;
    joined = joined === '' ? line : `${joined} ${line}`;
    if (joined.length > 700) return 0;
    if (joined.endsWith(':') || /^gesendet:/i.test(joined)) {
      if (ATTRIBUTION.some((form) => form.test(joined)) && /\d|@/.test(joined)) return n;
    }
  }
  return 0;
}

function quoteFollows(lines: string[], at: number): boolean {
  for (let i = at; i < lines.length; i++) {
    const line = (lines[i] as string).trim();
    if (line !== '') return line.startsWith('>');
  }
  return false;
}

/** Quoted lines, and the line that says whose words they were. What is answered in between stays. */
function withoutQuotes(lines: string[]): string[] {
  const own: string[] = [];
  for (let i = 0; i < lines.length; ) {
    const line = lines[i] as string;
    if (line.trimStart().startsWith('>')) {
      i++;
      continue;
    }
    const length = line.trim() === '' ? 0 : attribution(lines, i);
    if (length > 0 && quoteFollows(lines, i + length)) i += length;
    else {
      own.push(line);
      i++;
    }
  }
  return own;
}

const MOBILE = [
  /^(sent|get) (from|via|with|using) .{2,80}$/i,
  /^get outlook for (ios|android)\b.{0,120}$/i,
  /^outlook für (ios|android) (beziehen|herunterladen)\b.{0,120}$/i,
  /^(von|gesendet von) (meinem|meiner) .{2,60}( gesendet)?\.?$/i,
  /^(gesendet|versendet|verschickt) (von|mit|über|aus) .{2,80}$/i,
  /^diese nachricht wurde von meinem .{2,80} gesendet.{0,60}$/i,
];
/** A name, an address, a claim, a notice: more is no signature but the letter. */
const SIGNATURE_LINES = 15;

function withoutSignature(lines: string[]): string[] {
  let end = lines.length;
  // RFC 3676: two dashes and a space, which programs lose. The last one counts: a list may begin with dashes.
  for (let i = lines.length - 1; i >= 0 && i >= lines.length - SIGNATURE_LINES - 1; i--) {
    if (/^--$/.test((lines[i] as string).trim())) {
      end = i;
      break;
    }
  }
  for (;;) {
    const last = lines.slice(0, end).findLastIndex((line) => line.trim() !== '');
    if (last < 0) return lines.slice(0, end);
    const words = (lines[last] as string).trim().replace(/^<?https?:\S+>?$/, '');
    if (words !== '' && !RULE.test(words) && !MOBILE.some((form) => form.test(words)))
      return lines.slice(0, last + 1);
    // A link alone is part of “Get Outlook for iOS”, not of what anybody says – but only below such a line.
    if (words === '' && !MOBILE.some((form) => form.test((lines[last - 1] ?? '').trim())))
      return lines.slice(0, last + 1);
    end = last;
  }
}

function tidy(text: string): string {
  return text.replace(/\n{3,}/g, '\n\n').trim();
}
