import { type Runner, sql } from '../../platform/database.ts';
import type { Audience, Trigger } from './plan.ts';

/** What every statement here needs of a plan. */
export interface Gathering {
  planId: string;
  surveyId: string;
  /** Key of the touchpoint of the survey. */
  touchpoint: string | null;
}

/** The values of the declared reporting dimensions in the attributes of an identity called `i`. */
const dimsOfIdentity = sql`coalesce((select jsonb_object_agg(d.key, i.attributes->>d.key) from dimensions d
  where coalesce(i.attributes->>d.key, '') <> ''), '{}'::jsonb)`;

/**
 * One invitation for each event in a stretch of time; the same event again is none. Who falls outside of the share is
 * written down as well: by a hash of plan and event, so that it is the same whoever asks and however often.
 * @returns how many were new
 */
export function gatherEvents(
  db: Runner,
  plan: Gathering,
  trigger: Trigger & { kind: 'event' },
  { from, until }: { from: Date; until: Date },
): Promise<number> {
  const { touchpoint = null, interaction = null, outcome, delayMinutes, share } = trigger;
  // By place and time, as the index has it; 0 is what was placed nowhere.
  const places = touchpoint
    ? sql`array(select touchpoint_id from touchpoints where key = ${touchpoint})`
    : sql`array(select touchpoint_id from touchpoints union all select 0)`;
  const sampled = sql`('x' || substr(md5(${plan.planId} || ' ' || i.interaction_id::text), 1, 8))::bit(32)::bigint
    < ${share}::float8 * 4294967296`;
  return db.run(sql`
    insert into survey_invitations (plan_id, survey_id, cause, identity_id, channel, touchpoint, dims, facts, made_at, due_at,
      skipped_at, skip_reason)
    select ${plan.planId}::uuid, ${plan.surveyId}::uuid, 'interaction ' || i.interaction_id::text, i.identity_id, 'email',
      coalesce(t.key, ${plan.touchpoint}), coalesce(s.dims, '{}'::jsonb), jsonb_build_object('at', i.occurred_at, 'what', i.summary),
      ${until}::timestamptz, i.occurred_at + make_interval(mins => ${delayMinutes}::int),
      case when ${sampled} then null else ${until}::timestamptz end, case when ${sampled} then null else 'not_sampled' end
    from interactions i
    join links l on l.identity_id = i.identity_id
    join identities p on p.identity_id = i.identity_id and p.kind = 'person'
    left join touchpoints t on t.touchpoint_id = i.touchpoint_id
    left join slices s on s.slice_id = i.slice_id
    where i.touchpoint_id = any(${places}) and i.occurred_at >= ${from}::timestamptz and i.occurred_at <= ${until}::timestamptz
      and i.kind_id is distinct from (select k.kind_id from kinds k where k.key = 'survey.answered')
      and (${interaction}::text is null or i.kind_id = (select k.kind_id from kinds k where k.key = ${interaction}))
      and (${outcome} = 'any' or coalesce(i.failed, false) = (${outcome} = 'failed'))
    on conflict (plan_id, cause) do nothing`);
}

/** Everybody of an audience, once each round; a person with several records by the one that has an address. */
export function gatherAudience(
  db: Runner,
  plan: Gathering,
  audience: Audience,
  { round, now }: { round: number; now: Date },
): Promise<number> {
  return db.run(sql`
    insert into survey_invitations (plan_id, survey_id, cause, identity_id, channel, touchpoint, dims, made_at, due_at)
    select distinct on (l.customer_id) ${plan.planId}::uuid, ${plan.surveyId}::uuid,
      'round ' || ${round}::int || ' ' || l.customer_id::text, i.identity_id, 'email',
      ${(audience.kind === 'customers' ? audience.touchpoint : null) ?? plan.touchpoint}::text, ${dimsOfIdentity},
      ${now}::timestamptz, ${now}::timestamptz
    from links l join identities i on i.identity_id = l.identity_id
    where i.kind = 'person' and ${within(plan, audience, now)}
    order by l.customer_id, (i.email is null), i.changed_at desc, i.identity_id
    on conflict (plan_id, cause) do nothing`);
}

function within(plan: Pick<Gathering, 'planId'>, audience: Audience, now: Date) {
  if (audience.kind === 'list')
    return sql`i.identity_id in (select identity_id from survey_plan_people where plan_id = ${plan.planId}::uuid)`;
  const { dims, touchpoint = null, withinDays } = audience;
  const since = new Date(now.getTime() - withinDays * 86_400_000);
  const was = touchpoint
    ? sql`exists (select 1 from links o join interactions x on x.identity_id = o.identity_id
        where o.customer_id = l.customer_id and x.occurred_at >= ${since}::timestamptz and x.occurred_at <= ${now}::timestamptz
          and x.touchpoint_id = (select touchpoint_id from touchpoints where key = ${touchpoint}))`
    : sql`true`;
  // Any record of the person may hold the value.
  const has = Object.entries(dims).map(
    ([key, value]) => sql`exists (select 1 from links o join identities y on y.identity_id = o.identity_id
      where o.customer_id = l.customer_id and y.attributes->>${key} = ${value})`,
  );
  return sql`${was} and ${has.length > 0 ? sql.join(has, sql` and `) : sql`true`}`;
}

/** How many people an audience has today, and how many of them have an address. */
export function sizeOf(
  db: Runner,
  audience: Audience,
  now: Date,
): Promise<{ people: number; reachable: number }> {
  return db.one(sql`
    select count(*)::int as people, (count(*) filter (where reachable))::int as reachable from (
      select l.customer_id, bool_or(i.email is not null) as reachable
      from links l join identities i on i.identity_id = l.identity_id
      where i.kind = 'person' and ${within({ planId: '00000000-0000-0000-0000-000000000000' }, audience, now)}
      group by l.customer_id) p`);
}
