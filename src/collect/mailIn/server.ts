import { Refusal } from '../../platform/errors.ts';
import type { ArrivedMail } from './mail.ts';
import type { ImapSettings } from './mailbox.ts';

/** A mail in a folder, before it is fetched. */
export interface FolderMail {
  uid: number;
  arrivedAt: Date;
  bytes: number;
  /** Its head, as it stands on the wire. */
  head: Uint8Array;
}

/** A folder on a mail server, open for reading. Every method may throw a Refusal in words for whoever set it up. */
export interface OpenFolder {
  /** What the UIDs are worth: another one means that they name other mails than before. */
  uidValidity: string;
  messages: number;
  /** UIDs above `after` of mail that arrived on `since` or later, ascending. */
  uids(after: number, since: string | null): Promise<number[]>;
  heads(uids: number[]): Promise<FolderMail[]>;
  /** Undefined: it is gone meanwhile. */
  source(uid: number, most: number): Promise<Uint8Array | undefined>;
  mark(uids: number[], as: 'seen' | 'flagged'): Promise<void>;
  folders(): Promise<string[]>;
  close(): Promise<void>;
}

export interface FolderAsk {
  settings: ImapSettings;
  password: string;
  /** Flags are to be set. */
  write: boolean;
  now: Date;
}

export interface Receiver {
  port: number;
  stop(): Promise<void>;
}

export interface ReceiverAsk {
  host: string;
  port: number;
  mostBytes: number;
  /** Certificate and key, PEM. Absent: no encryption is offered. */
  tls?: { cert: string; key: string } | undefined;
  /** The mailbox an address belongs to. */
  mailboxOf(address: string): Promise<string | undefined>;
  /** Durable when it resolves. */
  receive(mailboxId: string, mail: ArrivedMail): Promise<void>;
  /** @throws Refusal where too much waits */
  mustHaveRoom(): Promise<void>;
  now(): Date;
  log(problem: string): void;
}

/** Who speaks to mail servers, and who is one: handed over by the wiring. */
export interface MailWires {
  openFolder(ask: FolderAsk): Promise<OpenFolder>;
  startReceiver(ask: ReceiverAsk): Promise<Receiver>;
}

let wires: MailWires | undefined;

export function mailThrough(given: MailWires): void {
  wires = given;
}

export function mailWires(): MailWires {
  if (!wires) throw new Refusal('no_driver', 'This installation cannot speak to mail servers.');
  return wires;
}
