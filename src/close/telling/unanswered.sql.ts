import { type Runner, sql, type Tx } from '../../platform/database.ts';

export interface Settled {
  closureId: string;
  caseId: string;
  number: number;
  as: 'confirmed' | 'unanswered';
}

/** Closures on a message whose time for an answer is over, each once: what came of asking. */
export function settle(tx: Tx, until: Date, now: Date, limit: number): Promise<Settled[]> {
  return tx.all<Settled>(sql`
    with over as (
      select x.closure_id from case_closures x
      where x.message_id is not null and x.settled_at is null and x.reopened_at is null and x.at <= ${until}::timestamptz
      order by x.at limit ${limit} for update skip locked
    )
    update case_closures x set settled_at = ${now}::timestamptz, settled_as = case
      when exists (select 1 from case_confirmations f where f.case_id = x.case_id and f.helped
        and (f.message_id = x.message_id or f.at >= x.at)) then 'confirmed' else 'unanswered' end
    from over, cases c where x.closure_id = over.closure_id and c.case_id = x.case_id
    returning x.closure_id as "closureId", x.case_id as "caseId", c.number, x.settled_as as "as"`);
}

export interface Unreminded {
  closureId: string;
  caseId: string;
  messageId: string;
  at: Date;
}

/** Asked by mail, not answered, and not reminded yet; some at a time, the oldest first. */
export function unreminded(
  db: Runner,
  between: { after: Date; until: Date; last: string },
  limit: number,
): Promise<Unreminded[]> {
  return db.all<Unreminded>(sql`
    select x.closure_id as "closureId", x.case_id as "caseId", x.message_id as "messageId", x.at
    from case_closures x join case_messages m on m.message_id = x.message_id
    where x.message_id is not null and x.settled_at is null and x.reopened_at is null and x.reminded_at is null
      and x.at > ${between.after}::timestamptz and x.at <= ${between.until}::timestamptz and x.closure_id > ${between.last}::uuid
      and m.token_hash is not null
      and not exists (select 1 from case_confirmations f where f.case_id = x.case_id and f.at >= m.at)
    order by x.closure_id limit ${limit}`);
}

/** False where it was reminded, answered or opened again meanwhile. */
export async function markReminded(tx: Tx, closureId: string, at: Date): Promise<boolean> {
  const rows = await tx.run(sql`update case_closures x set reminded_at = ${at}::timestamptz
    where closure_id = ${closureId}::uuid and reminded_at is null and reopened_at is null and settled_at is null
      and not exists (select 1 from case_confirmations f where f.message_id = x.message_id)`);
  return rows === 1;
}

export async function insertToken(
  tx: Tx,
  token: { hash: string; caseId: string; messageId: string; at: Date },
): Promise<void> {
  await tx.run(sql`insert into case_question_tokens (token_hash, case_id, message_id, made_at)
    values (${token.hash}, ${token.caseId}::uuid, ${token.messageId}::uuid, ${token.at}::timestamptz)`);
}

export interface OutcomeCounts {
  /** Cases closed in the period, as their last closure stands now. */
  closed: number;
  confirmed: number;
  /** Told, and the customer never answered. */
  unconfirmed: number;
  /** Told, and there is still time for an answer. */
  waiting: number;
  waived: number;
  /** Closures the customer opened again with a “no”. */
  denied: number;
}

/** What came of the closures of a period. */
export function outcomes(db: Runner, from: Date, until: Date): Promise<OutcomeCounts> {
  return db.one<OutcomeCounts>(sql`
    with x as (
      select x.*, exists (select 1 from case_confirmations f where f.case_id = x.case_id and f.helped
          and (f.message_id = x.message_id or f.at >= x.at)) as yes,
        exists (select 1 from case_confirmations f where f.case_id = x.case_id and not f.helped
          and f.at = x.reopened_at) as no
      from case_closures x where x.at >= ${from}::timestamptz and x.at < ${until}::timestamptz
    )
    select count(*) filter (where reopened_at is null) as closed,
      count(*) filter (where reopened_at is null and message_id is not null and yes) as confirmed,
      count(*) filter (where reopened_at is null and message_id is not null and not yes and settled_as = 'unanswered') as unconfirmed,
      count(*) filter (where reopened_at is null and message_id is not null and not yes and settled_as is distinct from 'unanswered') as waiting,
      count(*) filter (where reopened_at is null and message_id is null) as waived,
      count(*) filter (where no) as denied
    from x`);
}
