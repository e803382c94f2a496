import { timingSafeEqual } from 'node:crypto';
import type { Config } from './config.ts';
import { sign } from './secrets.ts';

/** What an address of ours stands for: `feedback+case-…-…@halden.example` is the thread of one case. */
export interface ReplyAbout {
  kind: string;
  id: string;
}

type Place = Pick<Config, 'dataFolder' | 'secret'>;

const PURPOSE = 'reply address';
/** 64 bits: who wants to guess one has to send us as many mails. */
const SIGNED = 8;
/** RFC 5321: what stands before the @ has 64 characters at the most. */
const LOCAL = 64;

/**
 * The address under which an answer finds its way back, whatever the other program keeps of the headers. Case does not
 * matter, for servers change it. Undefined where `address` is too long to carry it.
 */
export function replyAddress(place: Place, address: string, about: ReplyAbout): string | undefined {
  const at = address.lastIndexOf('@');
  const local = `${address.slice(0, at)}+${about.kind}-${written(about.id)}-${proof(place, about).toString(36)}`;
  return at > 0 && local.length <= LOCAL ? local + address.slice(at) : undefined;
}

/** What a signed address stands for; undefined for every other one, and for one that was tampered with. */
export function readReplyAddress(place: Place, address: string): ReplyAbout | undefined {
  const tag = /\+([a-z]{1,12})-([0-9a-z]{1,25})-([0-9a-z]{1,13})@/i.exec(address);
  if (!tag) return undefined;
  const [, kind = '', id = '', given = ''] = tag.map((part) => part.toLowerCase());
  const number = from36(id);
  if (number >= 1n << 128n) return undefined;
  const about = { kind, id: uuid(number) };
  const [mine, theirs] = [proof(place, about), from36(given)].map((value) => {
    const bytes = Buffer.alloc(16);
    bytes.writeBigUInt64BE(value & 0xffff_ffff_ffff_ffffn, 8);
    bytes.writeBigUInt64BE(value >> 64n, 0);
    return bytes;
  }) as [Buffer, Buffer];
  return timingSafeEqual(mine, theirs) ? about : undefined;
}

/** The plain address under a tag. */
export function withoutTag(address: string): string {
  return address.replace(/\+[^@]*@/, '@').toLowerCase();
}

function proof(place: Place, { kind, id }: ReplyAbout): bigint {
  return sign(place, PURPOSE, `${kind}\x1f${id}`).subarray(0, SIGNED).readBigUInt64BE();
}

/** A UUID in 25 characters instead of 36. */
function written(id: string): string {
  return BigInt(`0x${id.replaceAll('-', '')}`).toString(36);
}

function uuid(number: bigint): string {
  const hex = number.toString(16).padStart(32, '0');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

function from36(text: string): bigint {
  let value = 0n;
  for (const digit of text) value = value * 36n + BigInt(Number.parseInt(digit, 36));
  return value;
}
