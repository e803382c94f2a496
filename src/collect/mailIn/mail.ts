/** A mail as it arrived, with what only the transport knows. */
export interface ArrivedMail {
  raw: Uint8Array;
  arrivedAt: Date;
  /** Null: not known (IMAP). Empty: a report, which nobody may answer. */
  envelopeFrom: string | null;
  envelopeTo: string[];
  /** Of the whole; more than `raw` holds where it was cut off. */
  bytes: number;
}

export interface MailAttachment {
  name: string | null;
  type: string;
  bytes: number;
}

/** A mail as people read it. */
export interface ReadMail {
  from: { address: string; name: string | null } | null;
  subject: string;
  date: Date | null;
  /** Plain text, of HTML what can be read of it. */
  text: string;
  attachments: MailAttachment[];
}

/** Decodes MIME. @throws Error where nothing can be made of it */
export type ReadMailWith = (raw: Uint8Array) => Promise<ReadMail>;
/** One of the attachments, by its place in `attachments`. */
export type TakeOutWith = (raw: Uint8Array, index: number) => Promise<Uint8Array | undefined>;

let read: ReadMailWith | undefined;
let take: TakeOutWith | undefined;

/** Handed over by the wiring: this room knows no library of formats. */
export function readMailWith(given: ReadMailWith, takeOut: TakeOutWith): void {
  read = given;
  take = takeOut;
}

export function takeOut(raw: Uint8Array, index: number): Promise<Uint8Array | undefined> {
  if (!take) throw new Error('nobody can read mail here');
  return take(raw, index);
}

export function readMail(raw: Uint8Array): Promise<ReadMail> {
  if (!read) throw new Error('nobody can read mail here');
  return read(raw);
}

/** PostgreSQL stores neither NUL nor half a character. */
export function storable(text: string, most: number): string {
  const clean = text.replaceAll('\0', '').toWellFormed();
  if (clean.length <= most) return clean;
  return `${clean
    .slice(0, most - 1)
    .toWellFormed()
    .replace(/\ufffd$/, '')}…`;
}
