import { createHash } from 'node:crypto';
import type { Actor } from './access.ts';
import { type Database, type Runner, sql, type Tx } from './database.ts';
import type { Platform } from './platform.ts';

export interface Act {
  /** Past tense, room first: `case.closed`. */
  verb: string;
  subject: { kind: string; id: string | number };
  detail?: Record<string, unknown>;
}

export interface AuditEntry {
  seq: number;
  at: Date;
  actor_kind: string;
  actor_id: string | null;
  actor_name: string;
  verb: string;
  subject_kind: string;
  subject_id: string;
  detail: unknown;
  request_id: string | null;
  prev_hash: string;
  hash: string;
}

/**
 * Appends one act to the hash chain, in the caller's transaction. The head row orders the writers and stays
 * locked until the commit, so call it last.
 */
export async function audit(tx: Tx, platform: Platform, actor: Actor, act: Act): Promise<void> {
  const head = await tx.one<{ seq: number; hash: string }>(
    sql`select seq, hash from audit_head for update`,
    'audit head',
  );
  const entry = {
    seq: head.seq + 1,
    at: platform.clock.now(),
    actor_kind: actor.kind,
    actor_id: actor.personId ?? actor.id,
    actor_name: actor.name,
    verb: act.verb,
    subject_kind: act.subject.kind,
    subject_id: String(act.subject.id),
    // Through JSON once, so that what is hashed is what jsonb gives back (no undefined, dates as text).
    detail: JSON.parse(JSON.stringify(act.detail ?? {})) as unknown,
    request_id: actor.requestId ?? null,
    prev_hash: head.hash,
  };
  const hash = hashOf(entry);
  await tx.run(
    sql`insert into audit_entries
    (seq, at, actor_kind, actor_id, actor_name, verb, subject_kind, subject_id, detail, request_id, prev_hash, hash)
    values (${entry.seq}, ${entry.at}::timestamptz, ${entry.actor_kind}, ${entry.actor_id}, ${entry.actor_name}, ${entry.verb},
      ${entry.subject_kind}, ${entry.subject_id}, ${JSON.stringify(entry.detail)}::jsonb, ${entry.request_id}, ${entry.prev_hash}, ${hash})`,
    'audit entry',
  );
  await tx.run(sql`update audit_head set seq = ${entry.seq}, hash = ${hash}`, 'audit head moves');
}

/** sha256(previous hash ‖ 0x0a ‖ the entry as JSON with sorted keys). */
export function hashOf(entry: Omit<AuditEntry, 'hash'>): string {
  // A stored entry brings its own hash along, which is no part of what is hashed.
  const { prev_hash, hash: _, ...rest } = entry as AuditEntry;
  return createHash('sha256')
    .update(`${prev_hash}\n${canonical({ ...rest, at: rest.at.toISOString() })}`)
    .digest('hex');
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const of = value as Record<string, unknown>;
  const members = Object.keys(of).sort();
  return `{${members.map((key) => `${JSON.stringify(key)}:${canonical(of[key])}`).join(',')}}`;
}

/** The act whose entry vouches for what was taken out of earlier ones: `detail.left` (see auditErasure.ts). */
export const ERASING = 'customer.erased';

/** Number of an entry, and the hash of what is left of it. */
export type Remainder = [seq: number, hash: string];

export type AuditVerdict =
  | { intact: true; entries: number; head: string; erased?: number }
  | { intact: false; entries: number; brokenAt: number; why: string };

/**
 * Walks the whole chain, 2,000 entries at a time. A changed, removed, added or reordered entry breaks it. One whose words went
 * with an erased customer must be exactly what the chained entry of that erasure says is left.
 */
export async function verifyAudit(db: Database): Promise<AuditVerdict> {
  // The head first: entries written while we walk lie beyond it and are left for the next time.
  const head = await db.one<{ seq: number; hash: string }>(sql`select seq, hash from audit_head`);
  let seq = 0;
  let hash = '0'.repeat(64);
  const left = await remainders(db);
  const met = new Set<number>();
  const broken = (at: number, why: string): AuditVerdict => ({
    intact: false,
    entries: seq,
    brokenAt: at,
    why,
  });
  for await (const batch of db.stream<AuditEntry>(
    sql`select * from audit_entries where seq <= ${head.seq} order by seq`,
  )) {
    for (const entry of batch) {
      if (entry.seq !== seq + 1) return broken(seq + 1, 'an entry is missing');
      if (entry.prev_hash !== hash) return broken(entry.seq, 'it does not follow the entry before it');
      const content = hashOf(entry);
      if (content !== entry.hash) {
        if (content !== left.get(entry.seq)) return broken(entry.seq, 'its content was changed');
        met.add(entry.seq);
      }
      seq = entry.seq;
      hash = entry.hash;
    }
  }
  if (seq !== head.seq) return broken(seq + 1, 'entries are missing at the end');
  if (hash !== head.hash) return broken(seq, 'the head of the chain was changed');
  return { intact: true, entries: seq, head: hash, ...(met.size > 0 ? { erased: met.size } : {}) };
}

/** By number; the last erasure that touched an entry holds. */
async function remainders(db: Runner): Promise<Map<number, string>> {
  const rows = await db.all<{ left: Remainder[] | null }>(
    sql`select detail -> 'left' as left from audit_entries where verb = ${ERASING} order by seq`,
  );
  return new Map(rows.flatMap(({ left }) => left ?? []));
}

export interface AuditFilter {
  verb?: string | undefined;
  subjectKind?: string | undefined;
  subjectId?: string | undefined;
  /** Entries before this number (the newest come first). */
  before?: number | undefined;
  limit: number;
}

export function readAudit(db: Runner, filter: AuditFilter): Promise<AuditEntry[]> {
  return db.all(sql`select * from audit_entries
    where seq < ${filter.before ?? Number.MAX_SAFE_INTEGER}
      and (${filter.verb ?? null}::text is null or verb like ${`${filter.verb ?? ''}%`})
      and (${filter.subjectKind ?? null}::text is null or subject_kind = ${filter.subjectKind ?? ''})
      and (${filter.subjectId ?? null}::text is null or subject_id = ${filter.subjectId ?? ''})
    order by seq desc limit ${filter.limit}`);
}
