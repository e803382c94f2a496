import { type Runner, sql, type Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import type { Suppression, SuppressionQuery, suppressionReasons, WishesInput } from './suppression.ts';

export interface Suppress {
  /** Lower case. */
  address: string | null;
  identityId: string | null;
  surveyId: string | null;
  reason: (typeof suppressionReasons)[number];
  detail: string | null;
}

/** The same again is one row: a report that comes twice, a button pressed twice. */
export function suppress(tx: Tx, given: Suppress, now: Date, by: string | null = null): Promise<number> {
  return tx.run(sql`
    insert into suppressions (suppression_id, address, identity_id, survey_id, reason, detail, at, made_by)
    select ${newId()}::uuid, ${given.address}, ${given.identityId}::uuid, ${given.surveyId}::uuid, ${given.reason},
      ${given.detail?.slice(0, 500) ?? null}, ${now}::timestamptz, ${by}::uuid
    where not exists (select 1 from suppressions s where s.lifted_at is null and s.reason = ${given.reason}
      and s.address is not distinct from ${given.address} and s.identity_id is not distinct from ${given.identityId}::uuid
      and s.survey_id is not distinct from ${given.surveyId}::uuid)`);
}

/** Takes back what a person said about themselves; a bad address stays bad. */
export function resubscribe(
  tx: Tx,
  { identityIds, surveyId }: { identityIds: string[]; surveyId: string | null },
  now: Date,
): Promise<number> {
  return tx.run(sql`update suppressions set lifted_at = ${now}::timestamptz, lifted_reason = 'page'
    where lifted_at is null and reason = 'unsubscribed' and identity_id = any(${identityIds}::uuid[])
      and survey_id is not distinct from ${surveyId}::uuid`);
}

export async function liftOne(
  tx: Tx,
  id: string,
  { reason, by, now }: { reason: string; by: string | null; now: Date },
): Promise<{ address: string | null } | undefined> {
  return tx.maybe(sql`update suppressions set lifted_at = ${now}::timestamptz, lifted_by = ${by}::uuid, lifted_reason = ${reason}
    where suppression_id = ${id}::uuid and lifted_at is null returning address`);
}

export function suppressionsFound(db: Runner, query: SuppressionQuery): Promise<Suppression[]> {
  return db.all(sql`
    select s.suppression_id as id, s.address,
      case when c.customer_id is null then null else jsonb_build_object('id', c.customer_id, 'name', c.name) end as customer,
      case when v.survey_id is null then null else jsonb_build_object('key', v.key, 'name', v.name) end as survey,
      s.reason, s.detail, s.at, p.name as by, s.lifted_at as "liftedAt", s.lifted_reason as "liftedReason"
    from suppressions s left join links l on l.identity_id = s.identity_id left join customers c on c.customer_id = l.customer_id
    left join surveys v on v.survey_id = s.survey_id left join people p on p.person_id = s.made_by
    where (${query.lifted} or s.lifted_at is null)
      and (${query.q ?? null}::text is null or strpos(s.address, lower(${query.q ?? ''})) > 0)
      and (${query.reason ?? null}::text is null or s.reason = ${query.reason ?? ''})
      and (${query.after ?? null}::uuid is null or (s.at, s.suppression_id) <
        (select a.at, a.suppression_id from suppressions a where a.suppression_id = ${query.after ?? null}::uuid))
    order by s.at desc, s.suppression_id desc limit ${query.limit}`);
}

/** For each record of the person, so that what they said follows each of them when a merge is undone. */
export async function writeWishes(
  tx: Tx,
  identityIds: string[],
  wish: WishesInput & { via: 'page' | 'person' | 'api'; by: string | null },
  now: Date,
): Promise<void> {
  await tx.run(sql`
    insert into contact_wishes (identity_id, at, channels, language, paused_until, consent, via, made_by)
    select i, ${now}::timestamptz, ${wish.channels ?? null}::text[], ${wish.language ?? null},
      ${wish.pausedUntil ?? null}::timestamptz, ${wish.consent ?? null}::boolean, ${wish.via}, ${wish.by}::uuid
    from unnest(${identityIds}::uuid[]) i`);
}

/** The records that are this customer. */
export async function identitiesOfCustomer(db: Runner, customerId: string): Promise<string[]> {
  const rows = await db.all<{ id: string }>(
    sql`select identity_id as id from links where customer_id = ${customerId}::uuid order by identity_id`,
  );
  return rows.map(({ id }) => id);
}
