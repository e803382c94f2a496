import { type Runner, sql } from '../database.ts';
import { type Hours, usualHours } from './hours.ts';
import { type Channels, type NoticeKind, usual } from './kinds.ts';

/** A colleague who is still here, and how they want to hear of this kind. */
export interface Receiver {
  personId: string;
  name: string;
  email: string;
  locale: string | null;
  channels: Channels;
  hours: Hours;
}

type Row = Omit<Receiver, 'channels' | 'hours'> & { channels: Channels | null; hours: Hours | null };

const hours = sql`case when h.person_id is not null then jsonb_build_object('timezone', h.timezone, 'quietFrom', h.quiet_from,
  'quietUntil', h.quiet_until, 'quietDays', to_jsonb(h.quiet_days), 'urgentPasses', h.urgent_passes, 'digest', h.digest,
  'digestAt', h.digest_at, 'digestOn', h.digest_on) end`;

/** In one statement: notices are written in the loop's own transaction. */
export async function receivers(
  on: Runner,
  given: { ids: readonly string[]; kind: NoticeKind; at: Date; timezone: string },
): Promise<Receiver[]> {
  const rows = await on.all<Row>(
    sql`
    select p.person_id as "personId", p.name, p.email, p.locale, ${hours} as hours,
      case when c.person_id is not null then jsonb_build_object('inApp', c.in_app, 'desktop', c.desktop, 'mail', c.mail) end as channels
    from people p
      left join notice_choices c on c.person_id = p.person_id and c.kind = ${given.kind}
      left join notice_hours h on h.person_id = p.person_id
    where p.person_id = any(${[...new Set(given.ids)]}::uuid[])
      and (p.left_on is null or p.left_on > ${given.at}::timestamptz::date)
    order by p.name, p.person_id`,
    'receivers',
  );
  return rows.map((row) => ({
    ...row,
    channels: row.channels ?? usual[given.kind],
    hours: row.hours ?? usualHours(given.timezone),
  }));
}

export async function hoursOf(on: Runner, personId: string): Promise<Hours | undefined> {
  return (
    await on.maybe<{ hours: Hours }>(
      sql`select ${hours} as hours from notice_hours h where h.person_id = ${personId}::uuid`,
    )
  )?.hours;
}

export async function choicesOf(
  on: Runner,
  personId: string,
): Promise<Partial<Record<NoticeKind, Channels>>> {
  const rows = await on.all<Channels & { kind: NoticeKind }>(sql`
    select kind, in_app as "inApp", desktop, mail from notice_choices where person_id = ${personId}::uuid`);
  return Object.fromEntries(rows.map(({ kind, ...channels }) => [kind, channels]));
}

export async function saveHours(on: Runner, personId: string, given: Hours): Promise<void> {
  await on.run(sql`insert into notice_hours
    (person_id, timezone, quiet_from, quiet_until, quiet_days, urgent_passes, digest, digest_at, digest_on)
    values (${personId}::uuid, ${given.timezone}, ${given.quietFrom}, ${given.quietUntil}, ${given.quietDays}::int[],
      ${given.urgentPasses}, ${given.digest}, ${given.digestAt}, ${given.digestOn})
    on conflict (person_id) do update set timezone = excluded.timezone, quiet_from = excluded.quiet_from,
      quiet_until = excluded.quiet_until, quiet_days = excluded.quiet_days, urgent_passes = excluded.urgent_passes,
      digest = excluded.digest, digest_at = excluded.digest_at, digest_on = excluded.digest_on`);
}

export async function saveChoices(
  on: Runner,
  personId: string,
  given: (Channels & { kind: NoticeKind })[],
): Promise<void> {
  await on.run(sql`insert into notice_choices (person_id, kind, in_app, desktop, mail)
    select ${personId}::uuid, e->>'kind', (e->>'inApp')::boolean, (e->>'desktop')::boolean, e->>'mail'
    from jsonb_array_elements(${JSON.stringify(given)}::jsonb) e
    on conflict (person_id, kind) do update set in_app = excluded.in_app, desktop = excluded.desktop, mail = excluded.mail`);
}
