import { type Runner, sql, type Tx } from '../../platform/database.ts';
import type { LibraryQuery, Texts } from './entry.ts';

export interface VersionRow {
  id: string;
  number: number;
  revision: number;
  texts: Texts;
  writtenAt: Date;
  writtenBy: string;
  submittedAt: Date | null;
  submittedBy: string | null;
  approvedAt: Date | null;
  approvedBy: string | null;
  returnedAt: Date | null;
  returnedBy: string | null;
  returnedWhy: string | null;
}

export interface EntryRow {
  id: string;
  kind: 'article' | 'message';
  touchpoints: string[];
  ownerId: string;
  reviewBy: string;
  currentId: string | null;
  pendingId: string | null;
  retiredAt: Date | null;
  retiredBy: string | null;
  retiredWhy: string | null;
  cases: number;
  answered: number;
  confirmed: number;
}

const versionColumns = sql`version_id as id, number, revision, texts, written_at as "writtenAt", written_by as "writtenBy",
  submitted_at as "submittedAt", submitted_by as "submittedBy", approved_at as "approvedAt", approved_by as "approvedBy",
  returned_at as "returnedAt", returned_by as "returnedBy", returned_why as "returnedWhy"`;

const entryColumns = sql`e.entry_id as id, e.kind, e.touchpoints, e.owner_id as "ownerId", e.review_by::text as "reviewBy",
  e.current_id as "currentId", e.pending_id as "pendingId", e.retired_at as "retiredAt", e.retired_by as "retiredBy",
  e.retired_why as "retiredWhy", u.cases, u.answered, u.confirmed`;
const withUses = sql`library_entries e cross join lateral (
  select count(distinct case_id)::int as cases, count(distinct case_id) filter (where helped is not null)::int as answered,
    count(distinct case_id) filter (where helped)::int as confirmed from library_uses where entry_id = e.entry_id) u`;

const stateIs = {
  current: sql`e.current_id is not null and e.retired_at is null`,
  draft: sql`e.retired_at is null and exists (select 1 from library_versions p where p.version_id = e.pending_id and p.submitted_at is null)`,
  submitted: sql`e.retired_at is null and exists (select 1 from library_versions p where p.version_id = e.pending_id and p.submitted_at is not null)`,
  retired: sql`e.retired_at is not null`,
};

/** A page of entries, the newest first; with `q` those in whose words all of these begin. */
export function selectEntries(db: Runner, query: LibraryQuery, today: string): Promise<EntryRow[]> {
  const { state, q } = query;
  const asked = q ? prefixes(q) : undefined;
  return db.all<EntryRow>(sql`
    select ${entryColumns} from ${withUses}
    where ${
      state === 'stale'
        ? sql`e.current_id is not null and e.retired_at is null and e.review_by < ${today}::date`
        : state
          ? stateIs[state]
          : sql`e.retired_at is null`
    }
    and ${query.kind ? sql`e.kind = ${query.kind}` : sql`true`}
    and ${query.touchpoint ? sql`(e.touchpoints = '{}' or ${query.touchpoint} = any(e.touchpoints))` : sql`true`}
    and ${query.after ? sql`e.entry_id < ${query.after}::uuid` : sql`true`}
    and ${
      query.language
        ? sql`exists (select 1 from library_versions v where v.version_id = coalesce(e.current_id, e.pending_id) and v.texts ? ${query.language})`
        : sql`true`
    }
    and ${
      asked
        ? sql`e.entry_id in (select v.entry_id from library_versions v where v.words @@ ${asked}::tsquery
            and v.version_id in (e.current_id, e.pending_id))`
        : sql`true`
    }
    order by e.entry_id desc limit ${query.limit}`);
}

/** Letters and digits only, so that nothing typed is an operator; each word may go on. */
function prefixes(q: string): string | undefined {
  const words = q.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length > 0 ? words.map((word) => `'${word}':*`).join(' & ') : undefined;
}

/** Approved entries for a case: of its touchpoint first, then by how many of its words they share. */
export function suggestedFor(
  db: Runner,
  asked: { touchpoint: string | null; words: string[]; limit: number },
): Promise<EntryRow[]> {
  const any = asked.words.map((word) => `'${word}'`).join(' | ');
  const rank = any ? sql`ts_rank(v.words, ${any}::tsquery)` : sql`0`;
  const here = sql`coalesce(${asked.touchpoint}::text = any(e.touchpoints), false)`;
  return db.all<EntryRow>(sql`
    select ${entryColumns} from (
      select e.entry_id as found, (case when ${here} then 0.5 else 0 end) + ${rank} as score
      from library_entries e join library_versions v on v.version_id = e.current_id
      where e.retired_at is null and (e.touchpoints = '{}' or ${here}) and (${here} ${any ? sql`or v.words @@ ${any}::tsquery` : sql``})
      order by score desc, e.entry_id desc limit ${asked.limit}) s
    join ${withUses} on e.entry_id = s.found
    order by s.score desc, e.entry_id desc`);
}

export function readEntry(db: Runner, id: string): Promise<EntryRow | undefined> {
  return db.maybe<EntryRow>(sql`select ${entryColumns} from ${withUses} where e.entry_id = ${id}::uuid`);
}

/** Whoever comes second sees what the first did. */
export async function lockEntry(tx: Tx, id: string): Promise<EntryRow | undefined> {
  await tx.run(sql`select 1 from library_entries where entry_id = ${id}::uuid for update`);
  return readEntry(tx, id);
}

export async function readVersionsById(db: Runner, ids: string[]): Promise<Map<string, VersionRow>> {
  const rows = await db.all<VersionRow>(
    sql`select ${versionColumns} from library_versions where version_id = any(${ids}::uuid[])`,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

export function versionsOf(db: Runner, entryId: string): Promise<VersionRow[]> {
  return db.all<VersionRow>(
    sql`select ${versionColumns} from library_versions where entry_id = ${entryId}::uuid order by number desc limit 200`,
  );
}

export async function insertEntry(
  tx: Tx,
  e: {
    id: string;
    kind: string;
    touchpoints: string[];
    ownerId: string;
    reviewBy: string;
    at: Date;
    by: string;
  },
): Promise<void> {
  await tx.run(sql`insert into library_entries (entry_id, kind, touchpoints, owner_id, review_by, made_at, made_by)
    values (${e.id}::uuid, ${e.kind}, ${e.touchpoints}::text[], ${e.ownerId}::uuid, ${e.reviewBy}::date,
      ${e.at}::timestamptz, ${e.by}::uuid)`);
}

export async function updateEntry(
  tx: Tx,
  e: { id: string; touchpoints: string[]; ownerId: string; reviewBy: string },
): Promise<void> {
  await tx.run(sql`update library_entries set touchpoints = ${e.touchpoints}::text[], owner_id = ${e.ownerId}::uuid,
    review_by = ${e.reviewBy}::date where entry_id = ${e.id}::uuid`);
}

function wordsOf(texts: Texts) {
  const all = [texts.en, texts.de]
    .flatMap((one) => (one ? [one.title, one.subject, one.body] : []))
    .join(' ');
  return sql`to_tsvector('simple', ${all})`;
}

export async function insertVersion(
  tx: Tx,
  v: { id: string; entryId: string; texts: Texts; at: Date; by: string },
): Promise<void> {
  await tx.run(sql`insert into library_versions (version_id, entry_id, number, texts, words, written_at, written_by)
    select ${v.id}::uuid, ${v.entryId}::uuid, 1 + coalesce(max(number), 0), ${JSON.stringify(v.texts)}::jsonb,
      ${wordsOf(v.texts)}, ${v.at}::timestamptz, ${v.by}::uuid
    from library_versions where entry_id = ${v.entryId}::uuid`);
  await tx.run(
    sql`update library_entries set pending_id = ${v.id}::uuid where entry_id = ${v.entryId}::uuid`,
  );
}

/** Written anew it is a draft again, whatever became of it before. */
export async function updateVersion(
  tx: Tx,
  v: { id: string; texts: Texts; at: Date; by: string },
): Promise<void> {
  await tx.run(sql`update library_versions set texts = ${JSON.stringify(v.texts)}::jsonb, words = ${wordsOf(v.texts)},
      revision = revision + 1, written_at = ${v.at}::timestamptz, written_by = ${v.by}::uuid,
      submitted_at = null, submitted_by = null
    where version_id = ${v.id}::uuid`);
}

export async function submitVersion(tx: Tx, id: string, at: Date, by: string): Promise<void> {
  await tx.run(sql`update library_versions set submitted_at = ${at}::timestamptz, submitted_by = ${by}::uuid,
    returned_at = null, returned_by = null, returned_why = null where version_id = ${id}::uuid`);
}

export async function returnVersion(
  tx: Tx,
  id: string,
  back: { at: Date; by: string; why: string },
): Promise<void> {
  await tx.run(sql`update library_versions set submitted_at = null, submitted_by = null, returned_at = ${back.at}::timestamptz,
    returned_by = ${back.by}::uuid, returned_why = ${back.why} where version_id = ${id}::uuid`);
}

export async function approveVersion(
  tx: Tx,
  entryId: string,
  id: string,
  at: Date,
  by: string,
): Promise<void> {
  await tx.run(sql`update library_versions set approved_at = ${at}::timestamptz, approved_by = ${by}::uuid
    where version_id = ${id}::uuid`);
  await tx.run(
    sql`update library_entries set current_id = ${id}::uuid, pending_id = null where entry_id = ${entryId}::uuid`,
  );
}

export async function retire(
  tx: Tx,
  id: string,
  how: { at: Date; by: string; why: string } | undefined,
): Promise<void> {
  await tx.run(sql`update library_entries set retired_at = ${how?.at ?? null}::timestamptz, retired_by = ${how?.by ?? null}::uuid,
    retired_why = ${how?.why ?? null} where entry_id = ${id}::uuid`);
}

export async function setReview(tx: Tx, id: string, reviewBy: string): Promise<void> {
  await tx.run(sql`update library_entries set review_by = ${reviewBy}::date where entry_id = ${id}::uuid`);
}

/** Each entry once a case (or a message of it); only what is approved can be used. */
export async function insertUses(
  tx: Tx,
  use: { entryIds: string[]; caseId: string; messageId: string | null; at: Date },
): Promise<string[]> {
  const rows = await tx.all<{ id: string }>(
    sql`
    insert into library_uses (use_id, entry_id, version_id, case_id, message_id, at)
    select gen_random_uuid(), e.entry_id, e.current_id, ${use.caseId}::uuid, ${use.messageId}::uuid, ${use.at}::timestamptz
    from library_entries e where e.entry_id = any(${use.entryIds}::uuid[]) and e.current_id is not null
      and not exists (select 1 from library_uses u where u.case_id = ${use.caseId}::uuid and u.entry_id = e.entry_id
        and u.message_id is not distinct from ${use.messageId}::uuid)
    returning entry_id as id`,
    'library uses',
  );
  return rows.map((row) => row.id);
}

/** What the customer said last holds for everything that was used in the case. */
export async function noteHelped(tx: Tx, caseId: string, helped: boolean): Promise<void> {
  await tx.run(sql`update library_uses set helped = ${helped} where case_id = ${caseId}::uuid`);
}

export interface CaseWords {
  touchpoint: string | null;
  reason: string;
  quote: string | null;
}

export function wordsOfCase(db: Runner, caseId: string): Promise<CaseWords | undefined> {
  return db.maybe<CaseWords>(sql`select t.key as touchpoint, c.reason, c.quote
    from cases c left join touchpoints t on t.touchpoint_id = c.touchpoint_id where c.case_id = ${caseId}::uuid`);
}
