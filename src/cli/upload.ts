import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { Refusal } from '../platform/errors.ts';
import type { Connection } from './connect.ts';
import type { Progress } from './progress.ts';

/** Streams one file to the server; constant memory however large it is. */
export async function upload(api: Connection, file: string, bar: Progress): Promise<string> {
  const size = await sizeOf(file);
  let sent = 0;
  const content = createReadStream(file, { highWaterMark: 1 << 20 });
  content.on('data', (part) => {
    sent += part.length;
    bar.at(size > 0 ? sent / size : 1, `Sending ${basename(file)}`);
  });
  const { uploadId } = await api.ask<{ uploadId: string }>(
    'POST',
    `/imports?fileName=${encodeURIComponent(basename(file))}`,
    { raw: Readable.toWeb(content) as ReadableStream<Uint8Array>, type: 'application/octet-stream' },
  );
  return uploadId;
}

async function sizeOf(file: string): Promise<number> {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) throw new Refusal('no_file', `There is no file ${file}.`, { file });
  return found.size;
}
