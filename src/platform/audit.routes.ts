import { z } from 'zod';
import { type AuditEntry, readAudit, verifyAudit } from './audit.ts';
import { csvResponse } from './csv.ts';
import { sql } from './database.ts';
import { type RoomRoutes, roomRoutes, route } from './http/route.ts';
import type { Platform } from './platform.ts';

const Entry = z
  .object({
    seq: z.int(),
    at: z.date(),
    actorKind: z.string(),
    actorId: z.string().nullable(),
    actorName: z.string(),
    verb: z.string(),
    subjectKind: z.string(),
    subjectId: z.string(),
    detail: z.record(z.string(), z.unknown()),
    requestId: z.string().nullable(),
    prevHash: z.string(),
    hash: z.string(),
  })
  .meta({ id: 'AuditEntry' });
const Query = z.object({
  verb: z.string().max(100).optional().describe('The beginning of a verb: `case.`'),
  subjectKind: z.string().max(50).optional(),
  subjectId: z.string().max(100).optional(),
  after: z.coerce.number().int().positive().optional().describe('The `next` of the page before'),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  format: z.enum(['json', 'csv']).default('json'),
});
const Verdict = z
  .object({
    intact: z.boolean(),
    entries: z.int(),
    head: z.string().optional(),
    erased: z.int().optional().describe('Entries whose words went with an erased customer.'),
    brokenAt: z.int().optional(),
    why: z.string().optional(),
  })
  .meta({ id: 'AuditVerdict' });

export function routes(platform: Platform): RoomRoutes {
  const { db } = platform;
  return roomRoutes('Audit', [
    route(
      'get',
      '/audit',
      'audit:read',
      {
        summary: 'Everything done, the newest first; as CSV the whole chain, the oldest first',
        query: Query,
        answers: z.object({ items: z.array(Entry), next: z.string().nullable() }),
        produces: ['text/csv'],
      },
      async ({ query }) => {
        if (query.format === 'csv')
          return csvResponse('audit.csv', Object.keys(Entry.shape), wholeChain(platform));
        const rows = await readAudit(db, { ...query, before: query.after });
        const last = rows.at(-1);
        return {
          items: rows.map(shown),
          next: rows.length === query.limit && last ? String(last.seq) : null,
        };
      },
    ),
    route(
      'get',
      '/audit/verification',
      'audit:read',
      { summary: 'Walk the hash chain and tell whether it is whole', answers: Verdict },
      () => verifyAudit(db),
    ),
  ]);
}

async function* wholeChain({ db }: Platform): AsyncIterable<unknown[][]> {
  for await (const rows of db.stream<AuditEntry>(sql`select * from audit_entries order by seq`)) {
    yield rows.map((row) => Object.values(shown(row)));
  }
}

function shown(row: AuditEntry) {
  return {
    seq: row.seq,
    at: row.at,
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    actorName: row.actor_name,
    verb: row.verb,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    detail: row.detail,
    requestId: row.request_id,
    prevHash: row.prev_hash,
    hash: row.hash,
  };
}
