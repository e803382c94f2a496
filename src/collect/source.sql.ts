import { type Runner, sql } from '../platform/database.ts';
import type { Source, SourceInput } from './source.ts';

export type SourceRow = Omit<Source, 'freshness' | 'volume' | 'errors' | 'quality' | 'mine'>;

const columns = sql`s.source_id as id, s.key, s.name, s.kind, s.description, s.owner_person_id as "ownerPersonId",
  s.department_id as "departmentId", s.expected_every_hours as "expectedEveryHours", s.last_received_at as "lastReceivedAt",
  s.last_error_at as "lastErrorAt", s.last_error as "lastError", p.name as "ownerName", d.name as "departmentName"`;
const joined = sql`sources s left join people p on p.person_id = s.owner_person_id
  left join departments d on d.department_id = s.department_id`;

export function allSources(db: Runner): Promise<SourceRow[]> {
  return db.all(sql`select ${columns} from ${joined} order by s.name, s.source_id`);
}

export function sourceByKey(db: Runner, key: string): Promise<SourceRow | undefined> {
  return db.maybe(sql`select ${columns} from ${joined} where s.key = ${key}`);
}

export async function insertSource(db: Runner, source: SourceInput, now: Date): Promise<boolean> {
  const made = await db.run(sql`
    insert into sources (key, name, kind, description, owner_person_id, department_id, expected_every_hours, made_at)
    values (${source.key}, ${source.name}, ${source.kind}, ${source.description}, ${source.ownerPersonId}::uuid,
      ${source.departmentId}::uuid, ${source.expectedEveryHours}::int, ${now}::timestamptz)
    on conflict (key) do nothing`);
  return made === 1;
}

export async function updateSource(db: Runner, source: SourceInput): Promise<void> {
  await db.run(sql`
    update sources set name = ${source.name}, kind = ${source.kind}, description = ${source.description},
      owner_person_id = ${source.ownerPersonId}::uuid, department_id = ${source.departmentId}::uuid,
      expected_every_hours = ${source.expectedEveryHours}::int
    where key = ${source.key}`);
}

/** What arrived on a day. */
export interface DayCount {
  taken: number;
  rejected: number;
  /** Part of taken: known before, with the same content. */
  again: number;
  /** New records looked at for a twin, and those that have one. */
  checked: number;
  doubled: number;
  /** Whole deliveries that came again. */
  repeated: number;
}
const counts = ['taken', 'rejected', 'again', 'checked', 'doubled', 'repeated'] as const;

/** By day, oldest first; of one source or of all. */
export function volumes(
  db: Runner,
  from: Date,
  sourceId: number | null = null,
): Promise<(DayCount & { sourceId: number; day: string })[]> {
  return db.all(sql`
    select source_id as "sourceId", day::text, ${sql.raw(counts.join(', '))} from source_days
    where day >= ${from}::timestamptz::date and (${sourceId}::int is null or source_id = ${sourceId}::int) order by day`);
}

/** Adds to the day's count. In the same transaction as what is counted. */
export async function countReceived(
  db: Runner,
  { sourceId, at, ...of }: Partial<DayCount> & { sourceId: number; at: Date },
): Promise<void> {
  const row = counts.map((one) => of[one] ?? 0);
  if (row.every((n) => n === 0)) return;
  await db.run(sql`
    insert into source_days (source_id, day, ${sql.raw(counts.join(', '))})
    values (${sourceId}, ${at.toISOString().slice(0, 10)}::date, ${sql.join(row)})
    on conflict (source_id, day) do update set
      ${sql.raw(counts.map((one) => `${one} = source_days.${one} + excluded.${one}`).join(', '))}`);
}

export async function noteError(db: Runner, sourceId: number, error: string, now: Date): Promise<void> {
  await db.run(sql`
    update sources set last_error = ${error.slice(0, 500)}, last_error_at = ${now}::timestamptz where source_id = ${sourceId}`);
}
