import { open } from 'node:fs/promises';
import { Refusal } from '../../platform/errors.ts';

/** A file that can be read anywhere, as a zip needs: its table of contents stands at the end. */
export interface RandomAccess {
  size: number;
  /** Shorter than asked at the end of the file. */
  read: (offset: number, length: number) => Promise<Buffer>;
  close: () => Promise<void>;
}

export async function fileAccess(path: string): Promise<RandomAccess> {
  const handle = await open(path, 'r');
  const { size } = await handle.stat();
  return {
    size,
    async read(offset, length) {
      const buffer = Buffer.alloc(Math.max(0, Math.min(length, size - offset)));
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, offset);
      return buffer.subarray(0, bytesRead);
    },
    close: () => handle.close(),
  };
}

/** @throws Refusal `too_large` for a streamed workbook of more than `limit` bytes: it has to be held whole */
export async function memoryAccess(bytes: AsyncIterable<Uint8Array>, limit: number): Promise<RandomAccess> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    length += chunk.length;
    if (length > limit) {
      const message = `A workbook may have ${Math.round(limit / 1e6)} MB here. Save it to a file first, or as CSV.`;
      throw new Refusal('too_large', message, { limit });
    }
    chunks.push(chunk);
  }
  const all = Buffer.concat(chunks);
  return {
    size: all.length,
    read: async (offset, size) => all.subarray(offset, Math.max(offset, offset + size)),
    close: async () => undefined,
  };
}
