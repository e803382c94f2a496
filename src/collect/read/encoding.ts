import { isAscii, isUtf8 } from 'node:buffer';
import { Refusal } from '../../platform/errors.ts';

/** A lone surrogate can never come out of valid text, so it marks a line whose bytes could not be decoded. */
export const UNDECODABLE = '\udc80';

export interface EncodingGuess {
  encoding: string;
  bom: number;
  warnings: string[];
}

/** Encoding of `head`, by byte order mark, then by validity. Null when the bytes are no text at all. */
export function guessEncoding(head: Uint8Array): EncodingGuess | null {
  const guess = (encoding: string, bom: number, ...warnings: string[]) => ({ encoding, bom, warnings });
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return guess('utf-8', 3);
  if (head[0] === 0xff && head[1] === 0xfe) return guess('utf-16le', 2);
  if (head[0] === 0xfe && head[1] === 0xff) return guess('utf-16be', 2);
  if (head.includes(0)) {
    const wide = utf16WithoutMark(head);
    return wide === null ? null : guess(wide, 0, `No byte order mark; read as ${wide.toUpperCase()}.`);
  }
  const bytes = head.subarray(0, head.length - unfinished(head));
  if (isUtf8(bytes)) return guess('utf-8', 0);
  const { valid, invalid } = countSequences(bytes);
  // One broken byte must not turn every other accent of a UTF-8 file into two wrong letters.
  if (valid > invalid) {
    return guess('utf-8', 0, 'Some bytes are not valid UTF-8; the lines that hold them are rejected.');
  }
  return guess(
    'windows-1252',
    0,
    'Not valid UTF-8; read as Windows-1252 (Western European). Check the accents.',
  );
}

/** Text of one encoding has its zeros on one side: at least 30 % there, under 5 % on the other. */
function utf16WithoutMark(head: Uint8Array): string | null {
  const pairs = Math.floor(head.length / 2);
  let even = 0;
  let odd = 0;
  for (let i = 0; i < pairs; i++) {
    if (head[2 * i] === 0) even++;
    if (head[2 * i + 1] === 0) odd++;
  }
  if (odd > pairs * 0.3 && even < pairs * 0.05) return 'utf-16le';
  if (even > pairs * 0.3 && odd < pairs * 0.05) return 'utf-16be';
  return null;
}

/** Length of a UTF-8 sequence that the end of `bytes` cuts off: 0 to 3. */
function unfinished(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] as number;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > back ? back : 0;
    }
  }
  return 0;
}

function countSequences(bytes: Uint8Array): { valid: number; invalid: number } {
  let valid = 0;
  let invalid = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    if (byte < 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    if (byte >= 0xc2 && isUtf8(bytes.subarray(i, i + length))) {
      valid++;
      i += length - 1;
    } else invalid++;
  }
  return { valid, invalid };
}

export interface Decoder {
  /** Text of the next bytes; `last` flushes what was held back. Undecodable lines carry `UNDECODABLE`. */
  decode: (bytes: Uint8Array, last: boolean) => string;
}

/** @throws Refusal `unknown_encoding` for a label the platform does not know. */
export function decoderFor(encoding: string): Decoder {
  const label = encoding.toLowerCase();
  if (label === 'utf-8' || label === 'utf8') return utf8Decoder();
  if (label === 'utf-16le' || label === 'utf-16be') return utf16Decoder(label === 'utf-16be');
  let decoder: InstanceType<typeof TextDecoder>;
  try {
    decoder = new TextDecoder(label);
  } catch {
    throw new Refusal('unknown_encoding', `“${encoding}” is no known encoding. Try utf-8 or windows-1252.`, {
      encoding,
    });
  }
  const oneByte = /^(windows|iso-8859|koi8|macintosh|x-mac)/.test(decoder.encoding);
  return {
    decode: (bytes, last) =>
      oneByte && isAscii(bytes)
        ? latin1(bytes)
        : decoder.decode(bytes, { stream: !last }).replaceAll('\ufffd', UNDECODABLE),
  };
}

const buffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const latin1 = (bytes: Uint8Array): string => buffer(bytes).toString('latin1');

function utf8Decoder(): Decoder {
  let held: Uint8Array = new Uint8Array(0);
  return {
    decode(bytes, last) {
      const all = held.length === 0 ? bytes : Buffer.concat([held, bytes]);
      const keep = last ? 0 : unfinished(all);
      held = all.slice(all.length - keep);
      const ready = all.subarray(0, all.length - keep);
      // Plain ASCII (most exports) becomes one-byte strings, half the memory and twice the speed.
      if (isAscii(ready)) return latin1(ready);
      return isUtf8(ready) ? buffer(ready).toString('utf8') : lineByLine(ready);
    },
  };
}

/** Only the lines that are broken are marked; the others of the chunk stay as they are. */
function lineByLine(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const newline = bytes.indexOf(10, at);
    const end = newline === -1 ? bytes.length : newline + 1;
    const line = bytes.subarray(at, end);
    parts.push(
      isUtf8(line)
        ? buffer(line).toString('utf8')
        : buffer(line).toString('utf8').replaceAll('\ufffd', UNDECODABLE),
    );
    at = end;
  }
  return parts.join('');
}

function utf16Decoder(bigEndian: boolean): Decoder {
  let held: Uint8Array = new Uint8Array(0);
  let high = '';
  return {
    decode(bytes, last) {
      const all = Buffer.concat([held, bytes]);
      const odd = all.length % 2;
      held = all.subarray(all.length - odd);
      const even = all.subarray(0, all.length - odd);
      if (bigEndian) even.swap16();
      let text = high + even.toString('utf16le');
      const tail = text.charCodeAt(text.length - 1);
      high = !last && tail >= 0xd800 && tail <= 0xdbff ? text.slice(-1) : '';
      if (high !== '') text = text.slice(0, -1);
      return last && odd === 1 ? text + UNDECODABLE : text;
    },
  };
}
