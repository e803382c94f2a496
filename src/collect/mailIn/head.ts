import { hash } from 'node:crypto';
import { split } from './parts.ts';

/** What the head of a mail says, read without decoding anything: quick, and the same however the mail travelled. */
export interface MailHead {
  headers: Map<string, string>;
  /** Lower-case address of the From header. */
  from: string | null;
  /** Without angle brackets. */
  messageId: string | null;
  /** Messages this one answers, the nearest first. */
  answers: string[];
  /** Addresses it was sent to, as the headers show them. */
  to: string[];
  /** Servers it passed. */
  hops: number;
}

/** Heads are small; a longer one is read up to here. */
const MOST_HEAD = 256 * 1024;
const MOST_ADDRESSES = 200;
const MOST_REFERENCES = 50;

export function headOf(raw: Uint8Array | string): MailHead {
  const text = headText(raw);
  const { headers } = split(text);
  const references = ids(headers.get('references')).slice(-MOST_REFERENCES).reverse();
  return {
    headers,
    from: addressesIn(headers.get('from'))[0] ?? null,
    messageId: ids(headers.get('message-id'))[0] ?? null,
    answers: [...new Set([...ids(headers.get('in-reply-to')).slice(0, MOST_REFERENCES), ...references])],
    to: [
      ...new Set(
        ['delivered-to', 'x-original-to', 'x-envelope-to', 'to', 'cc'].flatMap((name) =>
          addressesIn(headers.get(name)),
        ),
      ),
    ].slice(0, MOST_ADDRESSES),
    hops: text.match(/^received:/gim)?.length ?? 0,
  };
}

/** By the head alone where there is a Message-ID; undefined: the whole mail must be seen. */
export function keyByHead({ headers, from, messageId }: MailHead): string | undefined {
  if (!messageId) return undefined;
  // One program gives all its mail the same id, and nobody may take another's: sender and date are part of the name.
  const parts = [messageId, from ?? headers.get('from') ?? '', headers.get('date') ?? ''];
  return `id:${hash('sha256', parts.join('\x1f')).slice(0, 40)}`;
}

/** What a mail is known by when it comes again, by whatever way: servers add to its head, never to what this looks at. */
export function mailKey(raw: Uint8Array, head: MailHead = headOf(raw)): string {
  const known = keyByHead(head);
  if (known) return known;
  const { headers } = head;
  const parts = ['from', 'date', 'subject', 'to'].map((name) => headers.get(name) ?? '');
  const body = bodyOf(raw).toString('latin1').replace(/\r\n?/g, '\n').trimEnd();
  return `text:${hash('sha256', Buffer.from([...parts, body].join('\x1f'), 'latin1')).slice(0, 40)}`;
}

function headText(raw: Uint8Array | string): string {
  const text = typeof raw === 'string' ? raw : Buffer.from(raw.subarray(0, MOST_HEAD)).toString('latin1');
  return text.slice(0, MOST_HEAD).replace(/\r\n?/g, '\n').replace(/^\n+/, '');
}

function bodyOf(raw: Uint8Array): Buffer {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const gaps = [bytes.indexOf('\r\n\r\n'), bytes.indexOf('\n\n')].filter((at) => at >= 0);
  return gaps.length === 0 ? Buffer.alloc(0) : bytes.subarray(Math.min(...gaps));
}

function ids(field: string | undefined): string[] {
  return [...(field ?? '').slice(0, 20_000).matchAll(/<([^<>\s]{1,500})>/g)].map(
    (found) => found[1] as string,
  );
}

/** `Name <a@b>, c@d`; what stands in quotes is a name, whatever it looks like. */
export function addressesIn(field: string | undefined): string[] {
  const text = (field ?? '').slice(0, 20_000).replace(/"(?:[^"\\]|\\.)*"/g, '""');
  const found: string[] = [];
  for (const one of text.split(/[,;]/)) {
    const address =
      /<\s*([^<>\s]+@[^<>\s]+)\s*>/.exec(one)?.[1] ?? /[^\s<>"():]+@[^\s<>"():]+/.exec(one)?.[0];
    if (address && address.length <= 320) found.push(address.toLowerCase());
  }
  return found.slice(0, MOST_ADDRESSES);
}
