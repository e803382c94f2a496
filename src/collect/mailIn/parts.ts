/** One part of a mail as it stands on the wire: its headers, unfolded, and its body as bytes in latin1. */
export interface MailPart {
  /** Lower-case `type/subtype`. */
  type: string;
  headers: Map<string, string>;
  body: string;
}

const MAX_DEPTH = 6;
const MAX_PARTS = 200;
/** A report is small; what is longer is the returned mail, of which only the head matters. */
const MAX_LOOK = 2 * 1024 * 1024;

/** Every part that has no parts of its own, in order. Never throws: what cannot be read is one part of text. */
export function partsOf(mail: string | Uint8Array): { headers: Map<string, string>; parts: MailPart[] } {
  const text = (typeof mail === 'string' ? mail : Buffer.from(mail).toString('latin1')).slice(0, MAX_LOOK);
  const parts: MailPart[] = [];
  const { headers } = take(text.replace(/\r\n?/g, '\n'), parts, 0);
  return { headers, parts };
}

function take(text: string, into: MailPart[], depth: number): { headers: Map<string, string> } {
  const { headers, body } = split(text);
  const declared = headers.get('content-type') ?? 'text/plain';
  const type = (declared.split(';')[0] ?? '').trim().toLowerCase();
  const boundary = type.startsWith('multipart/') ? parameter(declared, 'boundary') : undefined;
  if (boundary === undefined || depth >= MAX_DEPTH) {
    if (into.length < MAX_PARTS) into.push({ type, headers, body: decoded(headers, body) });
    return { headers };
  }
  const pieces = `\n${body}`.split(`\n--${boundary}`);
  for (const piece of pieces.slice(1)) {
    if (piece.startsWith('--')) break;
    const start = piece.indexOf('\n');
    if (start !== -1) take(piece.slice(start + 1), into, depth + 1);
  }
  return { headers };
}

/** Headers and what comes after the first blank line. */
export function split(text: string): { headers: Map<string, string>; body: string } {
  const start = text.startsWith('\n') ? 0 : text.indexOf('\n\n');
  const head = start === -1 ? text : text.slice(0, start);
  const body = start === -1 ? '' : text.slice(start + (text.startsWith('\n') ? 1 : 2));
  return { headers: fieldsOf(head), body };
}

/** `Name: value` lines with folded ones joined; the first of a name counts. */
export function fieldsOf(head: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of head.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const colon = line.indexOf(':');
    if (colon < 1) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    if (!fields.has(name)) fields.set(name, line.slice(colon + 1).trim());
  }
  return fields;
}

function parameter(header: string, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^;\\s]+))`, 'i').exec(header);
  return found?.[1] ?? found?.[2];
}

function decoded(headers: Map<string, string>, body: string): string {
  const encoding = headers.get('content-transfer-encoding')?.toLowerCase();
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('latin1').replace(/\r\n?/g, '\n');
  if (encoding !== 'quoted-printable') return body;
  return body
    .replace(/[ \t]*=\n/g, '')
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
