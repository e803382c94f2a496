import { type Runner, sql, type Tx } from '../../platform/database.ts';
import type { CaseFile, Draft, DraftContent, DraftKind } from './shapes.ts';

export async function insertCaseFile(
  db: Runner,
  file: { fileId: string; caseId: string; personId: string; at: Date },
): Promise<void> {
  await db.run(sql`insert into case_files (file_id, case_id, person_id, at)
    values (${file.fileId}::uuid, ${file.caseId}::uuid, ${file.personId}::uuid, ${file.at}::timestamptz)`);
}

/** How many files somebody has at this case that belong to nothing yet, and how many the case has. */
export function countFiles(
  db: Runner,
  caseId: string,
  personId: string,
): Promise<{ loose: number; all: number }> {
  return db.one(sql`select count(*) filter (where used_id is null and person_id = ${personId}::uuid)::int as loose,
    count(*)::int as all from case_files where case_id = ${caseId}::uuid`);
}

export async function isFileOf(db: Runner, caseId: string, fileId: string): Promise<boolean> {
  const row = await db.maybe(
    sql`select 1 from case_files where file_id = ${fileId}::uuid and case_id = ${caseId}::uuid`,
  );
  return row !== undefined;
}

/** Ties these files to a note, an action or a message; how many could be tied. */
export async function tieFiles(
  tx: Tx,
  use: { ids: string[]; caseId: string; personId: string; as: 'note' | 'action' | 'message'; id: string },
): Promise<CaseFile[]> {
  return tx.all<CaseFile>(sql`update case_files c set used_as = ${use.as}, used_id = ${use.id}::uuid from files f
    where c.file_id = any(${use.ids}::uuid[]) and c.case_id = ${use.caseId}::uuid and c.person_id = ${use.personId}::uuid
      and c.used_id is null and f.file_id = c.file_id and f.ready_at is not null
    returning f.file_id as id, f.name, f.media_type as type, f.bytes`);
}

/** One that belongs to nothing yet, by who brought it. */
export async function takeBackFile(
  tx: Tx,
  caseId: string,
  fileId: string,
  personId: string,
): Promise<boolean> {
  const rows =
    await tx.run(sql`delete from case_files where file_id = ${fileId}::uuid and case_id = ${caseId}::uuid
    and person_id = ${personId}::uuid and used_id is null`);
  return rows === 1;
}

/** Files that were attached to nothing for so long, or never arrived whole. */
export async function forgottenFiles(db: Runner, before: { loose: Date; begun: Date }): Promise<string[]> {
  const rows = await db.all<{ id: string }>(sql`
    (select file_id as id from case_files where used_id is null and at < ${before.loose}::timestamptz limit 1000)
    union all
    (select file_id from files where ready_at is null and begun_at < ${before.begun}::timestamptz limit 1000)`);
  return rows.map((row) => row.id);
}

export async function dropCaseFiles(db: Runner, ids: string[]): Promise<void> {
  await db.run(sql`delete from case_files where file_id = any(${ids}::uuid[])`);
}

export interface NoteRow {
  noteId: string;
  personId: string;
  text: string;
}

export function readNote(db: Runner, caseId: string, noteId: string): Promise<NoteRow | undefined> {
  return db.maybe<NoteRow>(sql`select note_id as "noteId", person_id as "personId", text from case_notes
    where note_id = ${noteId}::uuid and case_id = ${caseId}::uuid`);
}

/** The words change; what they were is kept, numbered. */
export async function changeNote(tx: Tx, noteId: string, text: string, at: Date): Promise<void> {
  await tx.run(sql`insert into case_note_versions (note_id, number, text, replaced_at)
    select n.note_id, 1 + (select count(*) from case_note_versions v where v.note_id = n.note_id), n.text, ${at}::timestamptz
    from case_notes n where n.note_id = ${noteId}::uuid`);
  await tx.run(sql`update case_notes set text = ${text} where note_id = ${noteId}::uuid`);
}

export function noteVersions(
  db: Runner,
  noteId: string,
): Promise<{ number: number; text: string; replacedAt: Date }[]> {
  return db.all(sql`select number, text, replaced_at as "replacedAt" from case_note_versions
    where note_id = ${noteId}::uuid order by number desc limit 100`);
}

export interface Mentionable {
  id: string;
  name: string;
  leftOn: string | null;
}

export function mentionable(db: Runner, ids: string[]): Promise<Mentionable[]> {
  return db.all<Mentionable>(sql`select person_id as id, name, left_on::text as "leftOn" from people
    where person_id = any(${ids}::uuid[]) order by name`);
}

/** Who is mentioned now; answers with those who were not before. */
export async function setMentions(
  tx: Tx,
  note: { noteId: string; caseId: string; at: Date },
  ids: string[],
): Promise<string[]> {
  await tx.run(
    sql`delete from case_mentions where note_id = ${note.noteId}::uuid and person_id <> all(${ids}::uuid[])`,
  );
  const rows = await tx.all<{ id: string }>(sql`
    insert into case_mentions (note_id, person_id, case_id, at)
    select ${note.noteId}::uuid, one, ${note.caseId}::uuid, ${note.at}::timestamptz from unnest(${ids}::uuid[]) one
    on conflict (note_id, person_id) do nothing returning person_id as id`);
  return rows.map((row) => row.id);
}

const draftColumns = sql`kind, content, revision, changed_at as "changedAt", set_aside as "setAside"`;

export function readDrafts(db: Runner, caseId: string, personId: string): Promise<Draft[]> {
  return db.all<Draft>(sql`select ${draftColumns} from case_drafts
    where case_id = ${caseId}::uuid and person_id = ${personId}::uuid order by kind`);
}

export interface DraftPlace {
  caseId: string;
  personId: string;
  kind: DraftKind;
}

/** Written only on the revision it was begun from; undefined where another one stands. */
export function writeDraft(
  db: Runner,
  place: DraftPlace,
  draft: { content: DraftContent; revision: number; at: Date },
): Promise<Draft | undefined> {
  const content = JSON.stringify(draft.content);
  if (draft.revision === 0)
    return db.maybe<Draft>(sql`insert into case_drafts (case_id, person_id, kind, content, revision, changed_at)
      values (${place.caseId}::uuid, ${place.personId}::uuid, ${place.kind}, ${content}::jsonb, 1, ${draft.at}::timestamptz)
      on conflict (case_id, person_id, kind) do nothing returning ${draftColumns}`);
  return db.maybe<Draft>(sql`update case_drafts set content = ${content}::jsonb, revision = revision + 1,
      changed_at = ${draft.at}::timestamptz
    where case_id = ${place.caseId}::uuid and person_id = ${place.personId}::uuid and kind = ${place.kind}
      and revision = ${draft.revision} returning ${draftColumns}`);
}

/** In the place of what stands, which is set aside and can be had back. */
export function overwriteDraft(
  db: Runner,
  place: DraftPlace,
  draft: { content: DraftContent; at: Date },
): Promise<Draft> {
  return db.one<Draft>(sql`insert into case_drafts as d (case_id, person_id, kind, content, revision, changed_at)
    values (${place.caseId}::uuid, ${place.personId}::uuid, ${place.kind}, ${JSON.stringify(draft.content)}::jsonb, 1,
      ${draft.at}::timestamptz)
    on conflict (case_id, person_id, kind) do update set set_aside = d.content, content = excluded.content,
      revision = d.revision + 1, changed_at = excluded.changed_at
    returning ${draftColumns}`);
}

export function readKeptDraft(db: Runner, place: DraftPlace): Promise<Draft | undefined> {
  return db.maybe<Draft>(sql`select ${draftColumns} from case_drafts where case_id = ${place.caseId}::uuid
    and person_id = ${place.personId}::uuid and kind = ${place.kind}`);
}

export async function dropDraft(db: Runner, place: DraftPlace): Promise<void> {
  await db.run(
    sql`delete from case_drafts where case_id = ${place.caseId}::uuid and person_id = ${place.personId}::uuid
    and kind = ${place.kind}`,
    'draft dropped',
  );
}

/** Everything that people wrote and attached at these cases beside their story. Answers with the files. */
export async function eraseDesk(tx: Tx, caseIds: string[]): Promise<string[]> {
  const mine = sql`case_id = any(${caseIds}::uuid[])`;
  await tx.run(
    sql`delete from case_note_versions where note_id in (select note_id from case_notes where ${mine})`,
  );
  for (const table of ['case_mentions', 'case_drafts', 'case_steps', 'library_uses', 'worked_cases'])
    await tx.run(sql`delete from ${sql.table(table)} where ${mine}`);
  const rows = await tx.all<{ id: string }>(
    sql`delete from case_files where ${mine} returning file_id as id`,
  );
  return rows.map((row) => row.id);
}
