import { systemActor } from '../../platform/access.ts';
import { audit } from '../../platform/audit.ts';
import { type Runner, sql } from '../../platform/database.ts';
import { recordEvent } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import type { Platform } from '../../platform/platform.ts';

const HOUR = 3_600_000;

/** A time in which the agreed rhythm was missed. */
export interface Late {
  since: Date;
  everyHours: number;
  endedAt: Date | null;
  toldNames: string[];
}

interface Standing {
  id: number;
  key: string;
  name: string;
  everyHours: number | null;
  last: Date;
  lateId: string | null;
}

/** Notes which sources have become late and which deliver again. Whoever follows `source.late` tells people. */
export async function tendRhythms(platform: Platform): Promise<{ late: string[]; ended: string[] }> {
  const now = platform.clock.now();
  const done: { late: string[]; ended: string[] } = { late: [], ended: [] };
  for (const one of await standing(platform.db)) {
    const since = one.everyHours === null ? null : new Date(one.last.getTime() + one.everyHours * HOUR);
    const late = since !== null && since < now;
    if (late === (one.lateId !== null)) continue;
    await platform.db.tx(async (tx) => {
      const subject = { kind: 'source', id: one.key };
      if (late) {
        const made = await tx.run(sql`
          insert into source_lates (late_id, source_id, since, every_hours, noticed_at)
          values (${newId()}::uuid, ${one.id}, ${since}::timestamptz, ${one.everyHours}::int, ${now}::timestamptz)
          on conflict (source_id) where ended_at is null do nothing`);
        if (made === 0) return;
        done.late.push(one.key);
        const data = { name: one.name, since, everyHours: one.everyHours };
        await recordEvent(tx, platform, { name: 'source.late', subject, data });
        await audit(tx, platform, systemActor, { verb: 'source.late', subject, detail: data });
      } else {
        await tx.run(
          sql`update source_lates set ended_at = ${now}::timestamptz where late_id = ${one.lateId}::uuid and ended_at is null`,
        );
        done.ended.push(one.key);
        await recordEvent(tx, platform, { name: 'source.on_time', subject });
      }
    });
  }
  return done;
}

function standing(db: Runner): Promise<Standing[]> {
  return db.all(sql`
    select s.source_id as id, s.key, s.name, s.expected_every_hours as "everyHours", coalesce(s.last_received_at, s.made_at) as last,
      l.late_id as "lateId"
    from sources s left join source_lates l on l.source_id = s.source_id and l.ended_at is null order by s.source_id`);
}

/** When a source was late, the newest first. */
export function latesOf(db: Runner, sourceId: number): Promise<Late[]> {
  return db.all(sql`
    select since, every_hours as "everyHours", ended_at as "endedAt",
      array(select name from people where person_id = any(told) order by name) as "toldNames"
    from source_lates where source_id = ${sourceId} order by since desc limit 100`);
}

/** Whom a source that has become late is to be told: its owner, else the head of its department. Nobody twice for one silence. */
export async function lateToTell(
  db: Runner,
  key: string,
): Promise<
  { lateId: string; name: string; key: string; since: Date; everyHours: number; personId: string } | undefined
> {
  return db.maybe(sql`
    select l.late_id as "lateId", s.name, s.key, l.since, l.every_hours as "everyHours", p.person_id as "personId"
    from source_lates l join sources s using (source_id) left join departments d on d.department_id = s.department_id
      join people p on p.person_id = coalesce((select person_id from people o where o.person_id = s.owner_person_id and o.left_on is null), d.head_person_id)
    where s.key = ${key} and l.ended_at is null and l.told = '{}'`);
}

export async function noteTold(db: Runner, lateId: string, personIds: string[]): Promise<void> {
  await db.run(sql`update source_lates set told = ${personIds}::uuid[] where late_id = ${lateId}::uuid`);
}
