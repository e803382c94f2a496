import { Refusal } from '../../platform/errors.ts';

const NAMED: [number[], string][] = [
  [[0x89, 0x50, 0x4e, 0x47], 'a PNG picture'],
  [[0xff, 0xd8, 0xff], 'a JPEG picture'],
  [[0x47, 0x49, 0x46, 0x38], 'a GIF picture'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF document'],
  [[0x50, 0x41, 0x52, 0x31], 'a Parquet file'],
  [[0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], 'an SQLite database'],
  [[0x37, 0x7a, 0xbc, 0xaf], 'a 7-Zip archive'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'a Zstandard archive'],
  [[0x42, 0x5a, 0x68], 'a bzip2 archive'],
  [[0xfd, 0x37, 0x7a, 0x58], 'an xz archive'],
  [[0x7f, 0x45, 0x4c, 0x46], 'a program'],
];

const starts = (head: Uint8Array, bytes: number[]): boolean => bytes.every((byte, i) => head[i] === byte);

/**
 * `xlsx` for a workbook, null for what may be text.
 * @throws Refusal `not_a_table`, naming what the file is instead
 */
export function refuseBinary(head: Uint8Array): 'xlsx' | null {
  const refuse = (what: string, next: string): never => {
    throw new Refusal('not_a_table', `This is ${what}. ${next}`, { what });
  };
  if (starts(head, [0xd0, 0xcf, 0x11, 0xe0])) {
    refuse('an old .xls or a password-protected workbook', 'Save it as .xlsx without a password, or as CSV.');
  }
  for (const [bytes, what] of NAMED) {
    // `BZh` may begin a name; the archives go on with a digit that says the block size.
    if (bytes.length === 3 && bytes[0] === 0x42 && !((head[3] ?? 0) >= 0x31 && (head[3] ?? 0) <= 0x39))
      continue;
    if (starts(head, bytes) && isBinary(head)) refuse(what, 'Send CSV, TSV, NDJSON, JSON or XLSX.');
  }
  if (!starts(head, [0x50, 0x4b, 0x03, 0x04])) return null;
  const names = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1');
  if (names.includes('opendocument.spreadsheet'))
    refuse('an OpenDocument spreadsheet', 'Save it as .xlsx or CSV.');
  if (names.includes('xl/') || names.includes('[Content_Types].xml')) return 'xlsx';
  return refuse('a zip archive', 'Unpack it first and send the table inside.');
}

/** Text that merely begins like a magic number has no control characters. */
function isBinary(head: Uint8Array): boolean {
  return (
    head.subarray(0, 4096).some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) ||
    head.length < 64
  );
}
