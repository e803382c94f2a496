import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Connection } from './connect.ts';
import { exit, type Output, say } from './say.ts';

interface Verdict {
  intact: boolean;
  entries: number;
  head?: string;
  brokenAt?: number;
  why?: string;
}

/** Exit code 1 where the chain is broken, so that a timer can watch it. */
export async function verifyAudit(api: Connection, output: Output): Promise<number> {
  const verdict = await api.ask<Verdict>('GET', '/audit/verification');
  say(
    output,
    verdict,
    verdict.intact
      ? `The audit trail is whole: ${verdict.entries} entries, head ${verdict.head}`
      : `The audit trail is broken at entry ${verdict.brokenAt}: ${verdict.why}.`,
  );
  return verdict.intact ? exit.done : exit.refused;
}

export async function exportAudit(api: Connection, output: Output, file?: string): Promise<number> {
  const answer = await api.fetch('GET', '/audit?format=csv');
  const content = Readable.fromWeb(answer.body as never);
  await pipeline(content, file ? createWriteStream(file, { mode: 0o600 }) : process.stdout, {
    end: file !== undefined,
  });
  if (file) say(output, { file }, `The audit trail is in ${file}`);
  return exit.done;
}
