import { extname } from 'node:path';

/** Of a file that is a zip inside: what it is can only be told by its name, so the name must be one of these. */
const office: Record<string, string> = {
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.pptx': 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  '.odt': 'application/vnd.oasis.opendocument.text',
  '.ods': 'application/vnd.oasis.opendocument.spreadsheet',
};

/** As many bytes as are looked at. */
export const HEAD_BYTES = 4096;

/**
 * What a file is, by its first bytes: pictures, PDF, sound, office documents and plain text. Undefined: programs, archives, and
 * whatever a browser would run (HTML, SVG, XML), which are not kept.
 */
export function mediaTypeOf(head: Uint8Array, name: string): string | undefined {
  const begins = (...signature: number[]) => signature.every((byte, i) => head[i] === byte);
  const text = (from: number, word: string) =>
    [...word].every((letter, i) => head[from + i] === letter.charCodeAt(0));
  if (begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (begins(0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (text(0, 'GIF8')) return 'image/gif';
  if (text(0, 'RIFF') && text(8, 'WEBP')) return 'image/webp';
  if (text(0, 'RIFF') && text(8, 'WAVE')) return 'audio/wav';
  if (text(4, 'ftypheic') || text(4, 'ftypheix') || text(4, 'ftypmif1')) return 'image/heic';
  if (text(4, 'ftypM4A')) return 'audio/mp4';
  if (text(0, 'ID3') || begins(0xff, 0xfb)) return 'audio/mpeg';
  if (text(0, 'OggS')) return 'audio/ogg';
  if (text(0, '%PDF-')) return 'application/pdf';
  if (begins(0x50, 0x4b, 0x03, 0x04)) return office[extname(name).toLowerCase()];
  return isPlain(head) ? 'text/plain' : undefined;
}

function isPlain(head: Uint8Array): boolean {
  if (head.some((byte) => isControl(byte))) return false;
  try {
    // `stream`: the last letter may be cut in two where the head ends.
    const words = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return !/^\s*(<[!?a-z]|#!)/i.test(words);
  } catch {
    return false;
  }
}

/** Tabs, line ends, page feeds and escapes stand in texts; the others only in programs. */
function isControl(byte: number): boolean {
  return byte < 9 || byte === 11 || (byte > 13 && byte < 32 && byte !== 27) || byte === 127;
}
