import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PGlite } from '@electric-sql/pglite';
import type { Pool } from 'pg';
import { from, to } from 'pg-copy-streams';
import { type Database, sql } from '../src/platform/database.ts';
import { timed } from './median.ts';

/** The engine itself, past everything of ours: what COPY can do with nothing around it. */
type Bare = Database & { pglite?: PGlite; pool?: Pool };

const order =
  'identity_id, response_id, source_id, metric_id, touchpoint_id, slice_id, occurred_at, value, comment, contact_requested, attributes, content_hash, run_id';

/** The rows of `responses` as COPY writes them, in the order in which they were stored. */
export async function copyOut(db: Database, format: 'text' | 'csv' = 'text'): Promise<Buffer> {
  const parts: Buffer[] = [];
  await eachOut(db, format, (part) => parts.push(part));
  return Buffer.concat(parts);
}

/** Reads COPY … TO STDOUT to its end. @returns bytes */
export async function eachOut(
  db: Database,
  format: 'text' | 'csv',
  take: (part: Buffer) => unknown,
): Promise<number> {
  const { pglite, pool } = db as Bare;
  let bytes = 0;
  const see = (part: Buffer) => {
    bytes += part.length;
    take(part);
  };
  if (pglite) {
    const { blob } = await pglite.query(`copy responses (${order}) to '/dev/blob' (format ${format})`);
    see(Buffer.from(await (blob as Blob).arrayBuffer()));
    return bytes;
  }
  const client = await (pool as Pool).connect();
  try {
    const rows = client.query(to(`copy responses (${order}) to stdout (format ${format})`));
    for await (const part of rows) see(part as Buffer);
  } finally {
    client.release();
  }
  return bytes;
}

/** Seconds that one COPY of these rows takes into an empty table like `responses`: without any key, or with its primary key. */
export async function copyIn(db: Database, rows: Buffer, key: boolean): Promise<number> {
  await db.raw('drop table if exists bare; create table bare (like responses)');
  if (key) await db.raw('alter table bare add primary key (response_id, identity_id)');
  const { pglite, pool } = db as Bare;
  const text = `copy bare (${order}) from`;
  const { ms } = await timed(async () => {
    if (pglite) {
      await pglite.query(`${text} '/dev/blob'`, [], { blob: new Blob([rows as Uint8Array<ArrayBuffer>]) });
      return;
    }
    const client = await (pool as Pool).connect();
    try {
      await pipeline(Readable.from(pieces(rows)), client.query(from(`${text} stdin`)));
    } finally {
      client.release();
    }
  });
  await db.run(sql`drop table bare`);
  return ms / 1000;
}

function* pieces(rows: Buffer): Generator<Buffer> {
  for (let i = 0; i < rows.length; i += 1 << 18) yield rows.subarray(i, i + (1 << 18));
}
