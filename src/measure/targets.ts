import { z } from 'zod';
import { touchpointIndex } from '../map/map.ts';
import { type Actor, require } from '../platform/access.ts';
import { audit } from '../platform/audit.ts';
import { type Runner, sql } from '../platform/database.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { recordEvent } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import type { Platform } from '../platform/platform.ts';
import { calendarOf } from './count.ts';
import { metricOf } from './readings.ts';

export const Target = z
  .object({
    id: z.uuid(),
    metric: z.string(),
    touchpoint: z.string().nullable().meta({ description: 'Null: for all touchpoints together.' }),
    touchpointName: z.string().nullable(),
    value: z.number().meta({ description: 'In the unit of the metric’s readings.' }),
    fromOn: z.iso.date(),
    dueOn: z.iso.date().nullable(),
    setAt: z.date(),
    setBy: z.uuid().nullable(),
  })
  .meta({ id: 'Target' });
export type Target = z.infer<typeof Target>;

export const TargetInput = z
  .strictObject({
    metric: z.string(),
    touchpoint: z.string().nullable().optional(),
    value: z.number(),
    fromOn: z.iso.date().optional().meta({ description: 'Today where left out.' }),
    dueOn: z.iso.date().nullable().optional(),
  })
  .meta({ id: 'TargetInput' });
export type TargetInput = z.infer<typeof TargetInput>;

/** The targets in force on a day: of each metric and touchpoint the one set last. Earlier ones stay on record. */
export async function targetsOn(db: Runner, day: string, metric?: string): Promise<Target[]> {
  const rows = await db.all<
    Omit<Target, 'touchpoint' | 'touchpointName'> & { touchpointId: number | null }
  >(sql`
    select distinct on (t.metric_id, t.touchpoint_id) t.target_id as id, m.key as metric, t.touchpoint_id as "touchpointId", t.value,
      t.from_on as "fromOn", t.due_on as "dueOn", t.set_at as "setAt", t.set_by as "setBy"
    from targets t join metrics m using (metric_id)
    where t.from_on <= ${day}::date and (${metric ?? null}::text is null or m.key = ${metric ?? null})
    order by t.metric_id, t.touchpoint_id, t.from_on desc, t.set_at desc, t.target_id desc`);
  const { byId } = await touchpointIndex(db);
  return rows.map(({ touchpointId, ...target }) => {
    const entry = touchpointId === null ? undefined : byId.get(touchpointId);
    return { ...target, touchpoint: entry?.key ?? null, touchpointName: entry?.name ?? null };
  });
}

export async function listTargets(
  platform: Platform,
  { metric, on }: { metric?: string | undefined; on?: string | undefined },
): Promise<Target[]> {
  return targetsOn(platform.db, on ?? (await today(platform)), metric);
}

/** Sets a target; the one before ends with the day this one begins. */
export async function setTarget(platform: Platform, actor: Actor, input: TargetInput): Promise<Target> {
  require(actor, 'measure:write');
  const metric = await metricOf(platform.db, input.metric);
  const entry = input.touchpoint
    ? (await touchpointIndex(platform.db)).byKey.get(input.touchpoint)
    : undefined;
  if (input.touchpoint && !entry) throw notFound('touchpoint', input.touchpoint);
  const fromOn = input.fromOn ?? (await today(platform));
  if (input.dueOn && input.dueOn <= fromOn) {
    throw new Refusal(
      'target_due_before_start',
      'A target is due after the day it begins. Choose a later day.',
      { fromOn, dueOn: input.dueOn },
    );
  }
  const id = newId();
  await platform.db.tx(async (tx) => {
    await tx.run(sql`insert into targets (target_id, metric_id, touchpoint_id, value, from_on, due_on, set_at, set_by)
      values (${id}::uuid, ${metric.metricId}, ${entry?.id ?? null}::int, ${input.value}::numeric, ${fromOn}::date,
        ${input.dueOn ?? null}::date, ${platform.clock.now()}::timestamptz, ${actor.personId}::uuid)`);
    const subject = { kind: 'target', id };
    await recordEvent(tx, platform, { name: 'target.set', subject, data: { ...input, fromOn } });
    await audit(tx, platform, actor, { verb: 'target.set', subject, detail: { ...input, fromOn } });
  });
  const [target] = await platform.db.all<
    Pick<Target, 'id' | 'value' | 'fromOn' | 'dueOn' | 'setAt' | 'setBy'>
  >(sql`
    select target_id as id, value, from_on as "fromOn", due_on as "dueOn", set_at as "setAt", set_by as "setBy" from targets where target_id = ${id}::uuid`);
  return {
    ...target!,
    metric: metric.key,
    touchpoint: entry?.key ?? null,
    touchpointName: entry?.name ?? null,
  };
}

/** Today in the organisation's calendar. */
export async function today(platform: Platform): Promise<string> {
  return (await calendarOf(platform.db))(platform.clock.now());
}
