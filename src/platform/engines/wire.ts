import { DatabaseError } from 'pg';

/** PostgreSQL's protocol, as far as COPY TO STDOUT needs it (PostgreSQL documentation, “Message Formats”). */

const DATA = 'd'.charCodeAt(0);
const ERROR = 'E'.charCodeAt(0);

/** What was copied, moved together where it lies. Throws where the database refused. */
export function copyData(answer: Uint8Array): Buffer {
  const messages = Buffer.from(answer.buffer, answer.byteOffset, answer.length);
  let end = 0;
  for (let at = 0; at < messages.length; ) {
    const length = messages.readInt32BE(at + 1);
    const next = at + 1 + length;
    if (messages[at] === ERROR) throw refused(messages.subarray(at + 5, next));
    if (messages[at] === DATA) {
      messages.copyWithin(end, at + 5, next);
      end += length - 4;
    }
    at = next;
  }
  return messages.subarray(0, end);
}

/** Fields of a letter and a text each: M the words, C the code. */
function refused(fields: Buffer): Error {
  const said = new Map(
    fields
      .toString()
      .split('\0')
      .map((field) => [field[0], field.slice(1)]),
  );
  const error = new DatabaseError(said.get('M') ?? 'COPY failed', fields.length, 'error');
  error.code = said.get('C');
  return error;
}
