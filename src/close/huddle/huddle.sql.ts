import { type Runner, sql, type Tx } from '../../platform/database.ts';

export interface Team {
  id: string;
  key: string;
  name: string;
}

export function teamByKey(db: Runner, key: string): Promise<Team | undefined> {
  return db.maybe(sql`select department_id as id, key, name from departments where key = ${key}`);
}

export interface HuddleRow {
  id: string;
  teamId: string | null;
  teamKey: string | null;
  teamName: string | null;
  since: Date;
  begunAt: Date;
  begunBy: string;
  endedAt: Date | null;
}

/** The newest first. `teamId` null: those of everybody; absent: of all teams. */
export function readHuddles(
  db: Runner,
  of: { id?: string; teamId?: string | null; limit?: number; before?: Date | undefined },
): Promise<HuddleRow[]> {
  const where = [sql`true`];
  if (of.id) where.push(sql`h.huddle_id = ${of.id}::uuid`);
  if (of.teamId !== undefined) where.push(sql`h.department_id is not distinct from ${of.teamId}::uuid`);
  if (of.before) where.push(sql`h.begun_at < ${of.before}::timestamptz`);
  return db.all<HuddleRow>(sql`
    select h.huddle_id as id, h.department_id as "teamId", d.key as "teamKey", d.name as "teamName", h.since_at as since,
      h.begun_at as "begunAt", h.begun_by as "begunBy", h.ended_at as "endedAt"
    from huddles h left join departments d using (department_id) where ${sql.join(where, sql` and `)}
    order by h.begun_at desc, h.huddle_id desc limit ${of.limit ?? 50}`);
}

export async function lockHuddle(tx: Tx, id: string): Promise<HuddleRow | undefined> {
  const there = await tx.maybe(sql`select 1 from huddles where huddle_id = ${id}::uuid for update`);
  return there ? (await readHuddles(tx, { id }))[0] : undefined;
}

/** False where one of this team is under way. */
export async function insertHuddle(
  tx: Tx,
  one: { id: string; teamId: string | null; since: Date; at: Date; by: string },
): Promise<boolean> {
  const rows = await tx.run(sql`insert into huddles (huddle_id, department_id, since_at, begun_at, begun_by)
    values (${one.id}::uuid, ${one.teamId}::uuid, ${one.since}::timestamptz, ${one.at}::timestamptz, ${one.by}::uuid)
    on conflict do nothing`);
  return rows === 1;
}

export async function endHuddle(tx: Tx, id: string, at: Date, by: string): Promise<void> {
  await tx.run(
    sql`update huddles set ended_at = ${at}::timestamptz, ended_by = ${by}::uuid where huddle_id = ${id}::uuid`,
  );
}

export interface NoteRow {
  id: string;
  huddleId: string;
  step: 'arrived' | 'repeats' | 'need' | 'needed' | 'thanks' | 'decisions';
  text: string;
  ownerId: string | null;
  dueOn: string | null;
  at: Date;
  by: string;
  doneAt: Date | null;
}

const noteColumns = sql`n.note_id as id, n.huddle_id as "huddleId", n.step, n.text, n.owner_id as "ownerId", n.due_on::text as "dueOn",
  n.made_at as at, n.made_by as by, n.done_at as "doneAt"`;

export function readNotes(db: Runner, huddleIds: string[]): Promise<NoteRow[]> {
  return db.all<NoteRow>(sql`select ${noteColumns} from huddle_notes n
    where n.huddle_id = any(${huddleIds}::uuid[]) order by n.made_at, n.note_id`);
}

/** What this team decided and did not yet do, the first due first. */
export function openDecisions(db: Runner, teamId: string | null): Promise<NoteRow[]> {
  return db.all<NoteRow>(sql`select ${noteColumns} from huddle_notes n join huddles h using (huddle_id)
    where n.owner_id is not null and n.done_at is null and h.department_id is not distinct from ${teamId}::uuid
    order by n.due_on, n.made_at limit 200`);
}

export async function lockNote(tx: Tx, id: string): Promise<NoteRow | undefined> {
  return tx.maybe<NoteRow>(
    sql`select ${noteColumns} from huddle_notes n where n.note_id = ${id}::uuid for update`,
  );
}

export async function insertNote(tx: Tx, one: Omit<NoteRow, 'doneAt'>): Promise<void> {
  await tx.run(sql`insert into huddle_notes (note_id, huddle_id, step, text, owner_id, due_on, made_at, made_by)
    values (${one.id}::uuid, ${one.huddleId}::uuid, ${one.step}, ${one.text}, ${one.ownerId}::uuid, ${one.dueOn}::date,
      ${one.at}::timestamptz, ${one.by}::uuid)`);
}

/** Null takes it back. */
export async function setDone(tx: Tx, id: string, done: { at: Date; by: string } | null): Promise<void> {
  await tx.run(sql`update huddle_notes set done_at = ${done?.at ?? null}::timestamptz, done_by = ${done?.by ?? null}::uuid
    where note_id = ${id}::uuid`);
}
