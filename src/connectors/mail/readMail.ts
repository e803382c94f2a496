import type { MailAttachment, ReadMail } from '../../collect/mailIn/mail.ts';

/** Of a longer HTML part the text is taken from its beginning. */
const MOST_HTML = 1_000_000;
const MOST_PARTS = 500;
const MOST_ATTACHMENTS = 100;

/**
 * MIME into text and a list of attachments. Nothing is unpacked, fetched or run: HTML becomes plain text, what is attached is
 * measured and let go, mails within mails stay closed.
 */
export async function readMimeMail(raw: Uint8Array): Promise<ReadMail> {
  const mail = await parsed(raw);
  const sender = mail.from?.value
    .flatMap((one) => (one.group ? one.group : [one]))
    .find((one) => one.address);
  const text = mail.text?.trim() ? mail.text : plainly(mail.html || '');
  const laidOut = Boolean(mail.html) && !/^content-type:\s*text\/plain/im.test(head(raw));
  return {
    from: sender?.address ? { address: sender.address.toLowerCase(), name: sender.name || null } : null,
    subject: mail.subject ?? '',
    date: dated(mail.headers.get('date'), mail.headerLines),
    text: laidOut ? withoutAddresses(text) : text,
    attachments: mail.attachments.slice(0, MOST_ATTACHMENTS).map(
      (one): MailAttachment => ({
        name: one.filename ?? null,
        type: one.contentType,
        bytes: one.size ?? one.content.length,
      }),
    ),
  };
}

async function parsed(raw: Uint8Array) {
  // Loaded with the first mail that comes: most installations read none in their first minutes.
  const { simpleParser } = await import('mailparser');
  return simpleParser(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength), {
    skipTextToHtml: true,
    skipImageLinks: true,
    keepCidLinks: true,
    keepDeliveryStatus: true,
    ignoreEmbedded: true,
    maxHtmlLengthToParse: MOST_HTML,
    maxChildNodes: MOST_PARTS,
    checksumAlgo: false,
  });
}

/** One attachment as it is, by its place in the list of them. */
export async function attachmentOf(raw: Uint8Array, index: number): Promise<Uint8Array | undefined> {
  if (index >= MOST_ATTACHMENTS) return undefined;
  return (await parsed(raw)).attachments[index]?.content;
}

/** HTML laid out as text shows the address of every picture and link in brackets; nobody wrote those. */
function withoutAddresses(text: string): string {
  return text.replace(/ ?\[(?:https?|cid|mailto|tel|data):[^\][\s]*\]/gi, '');
}

function head(raw: Uint8Array): string {
  return Buffer.from(raw.subarray(0, 2 * 1024 * 1024)).toString('latin1');
}

/** The library says “now” for a date that cannot be read; then there is none. */
function dated(date: unknown, lines: readonly { key: string; line: string }[]): Date | null {
  const written = lines.find(({ key }) => key === 'date')?.line.slice('date:'.length);
  if (!written || !(date instanceof Date) || Number.isNaN(date.getTime())) return null;
  return /\d{4}|\d{2}:\d{2}/.test(written) ? date : null;
}

/** What was too long or too deep to be laid out as text: its words without its tags. */
function plainly(html: string): string {
  return html
    .slice(0, MOST_HTML)
    .replace(/<(script|style|head|title)\b[^>]*>[\s\S]*?(<\/\1\s*>|$)/gi, ' ')
    .replace(/<(br|\/p|\/div|\/tr|\/li)\b[^>]*>/gi, '\n')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&nbsp;/gi, ' ')
    .replace(/&lt;/gi, '<')
    .replace(/&gt;/gi, '>')
    .replace(/&amp;/gi, '&')
    .replace(/[ \t]+/g, ' ')
    .trim();
}
