import { type Runner, sql, type Tx } from '../../platform/database.ts';
import type { InterviewsQuery } from './interview.ts';

export interface InterviewRow {
  interviewId: string;
  kind: 'interview' | 'call' | 'visit' | 'focus_group' | 'note';
  title: string;
  heldOn: string;
  customerId: string | null;
  identityId: string | null;
  persona: string | null;
  consent: 'named' | 'anonymous' | 'none';
  consentHow: string | null;
  summary: string;
  sourceId: number;
  revision: number;
  madeBy: string | null;
  changedAt: Date;
  withdrawnAt: Date | null;
}

export interface QuoteRow {
  quoteId: string;
  interviewId: string;
  text: string | null;
  touchpoint: string | null;
  persona: string | null;
  themes: string[];
  metric: string | null;
  value: number | null;
}

const columns = sql`i.interview_id as "interviewId", i.kind, i.title, i.held_on::text as "heldOn",
  coalesce(l.customer_id, i.customer_id) as "customerId", i.identity_id as "identityId", i.persona, i.consent,
  i.consent_how as "consentHow", i.summary, i.source_id as "sourceId", i.revision, p.name as "madeBy",
  i.changed_at as "changedAt", i.withdrawn_at as "withdrawnAt"`;
const from = sql`from interviews i left join links l on l.identity_id = i.identity_id left join people p on p.person_id = i.made_by`;

export function interviewById(db: Runner, id: string): Promise<InterviewRow | undefined> {
  return db.maybe(sql`select ${columns} ${from} where i.interview_id = ${id}::uuid`);
}

/** The newest conversations first. */
export function readInterviews(
  db: Runner,
  { q, touchpoint, theme, limit }: InterviewsQuery,
  after: { on: string; id: string } | undefined,
): Promise<InterviewRow[]> {
  const like = q ? `%${q.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%` : undefined;
  const withQuote = (condition: ReturnType<typeof sql>) =>
    sql`and exists (select from interview_quotes q where q.interview_id = i.interview_id and q.text is not null and ${condition})`;
  return db.all<InterviewRow>(sql`
    select ${columns} ${from} where true
      ${
        like
          ? sql`and (i.title ilike ${like} or i.summary ilike ${like} or exists (select from interview_quotes q
        where q.interview_id = i.interview_id and q.text ilike ${like}))`
          : sql``
      }
      ${touchpoint ? withQuote(sql`q.touchpoint = ${touchpoint}`) : sql``}
      ${theme ? withQuote(sql`${theme} = any(q.themes)`) : sql``}
      ${after ? sql`and (i.held_on, i.interview_id) < (${after.on}::date, ${after.id}::uuid)` : sql``}
    order by i.held_on desc, i.interview_id desc limit ${limit}`);
}

export function quotesOf(db: Runner, interviewIds: string[]): Promise<QuoteRow[]> {
  return db.all<QuoteRow>(sql`
    select quote_id as "quoteId", interview_id as "interviewId", text, touchpoint, persona, themes, metric, value::float8 as value
    from interview_quotes where interview_id = any(${interviewIds}::uuid[]) order by interview_id, position, quote_id`);
}

export function themesInUse(db: Runner): Promise<{ theme: string; quotes: number }[]> {
  return db.all(sql`
    select t as theme, count(*)::int as quotes from interview_quotes q, unnest(q.themes) t
    where q.text is not null group by t order by count(*) desc, t limit 200`);
}

/** A record of the customer, so that later merges are followed; undefined: no such customer. */
export async function recordOf(db: Runner, customerId: string): Promise<string | undefined> {
  const row = await db.maybe<{ id: string }>(sql`
    select identity_id as id from links where customer_id = ${customerId}::uuid order by identity_id limit 1`);
  return row?.id;
}

/** Writes the conversation over the one of `revision`, or anew where it is undefined. False: it was changed meanwhile. */
export async function writeInterview(
  tx: Tx,
  row: Omit<InterviewRow, 'madeBy' | 'withdrawnAt' | 'revision'> & {
    revision: number | undefined;
    by: string | null;
  },
): Promise<boolean> {
  const at = row.changedAt;
  const touched =
    row.revision === undefined
      ? await tx.run(sql`
          insert into interviews (interview_id, kind, title, held_on, customer_id, identity_id, persona, consent, consent_how,
            summary, source_id, made_at, made_by, changed_at)
          values (${row.interviewId}::uuid, ${row.kind}, ${row.title}, ${row.heldOn}::date, ${row.customerId}::uuid,
            ${row.identityId}::uuid, ${row.persona}, ${row.consent}, ${row.consentHow}, ${row.summary}, ${row.sourceId},
            ${at}::timestamptz, ${row.by}::uuid, ${at}::timestamptz)`)
      : await tx.run(sql`
          update interviews set kind = ${row.kind}, title = ${row.title}, held_on = ${row.heldOn}::date,
            customer_id = ${row.customerId}::uuid, identity_id = ${row.identityId}::uuid, persona = ${row.persona},
            consent = ${row.consent}, consent_how = ${row.consentHow}, summary = ${row.summary},
            changed_at = ${at}::timestamptz, revision = revision + 1
          where interview_id = ${row.interviewId}::uuid and revision = ${row.revision} and withdrawn_at is null`);
  return touched === 1;
}

export async function writeQuotes(tx: Tx, quotes: (QuoteRow & { position: number })[]): Promise<void> {
  for (const one of quotes)
    await tx.run(sql`
      insert into interview_quotes (quote_id, interview_id, position, text, touchpoint, persona, themes, metric, value)
      values (${one.quoteId}::uuid, ${one.interviewId}::uuid, ${one.position}, ${one.text}, ${one.touchpoint}, ${one.persona},
        ${one.themes}::text[], ${one.metric}, ${one.value}::numeric)
      on conflict (quote_id) do update set position = excluded.position, text = excluded.text, touchpoint = excluded.touchpoint,
        persona = excluded.persona, themes = excluded.themes, metric = excluded.metric, value = excluded.value`);
}

/** Consent is gone, and with it the summary. False: it was before. */
export async function withdrawInterview(tx: Tx, id: string, at: Date, by: string | null): Promise<boolean> {
  const touched = await tx.run(sql`
    update interviews set withdrawn_at = ${at}::timestamptz, withdrawn_by = ${by}::uuid, consent = 'none', summary = '',
      changed_at = ${at}::timestamptz, revision = revision + 1
    where interview_id = ${id}::uuid and withdrawn_at is null`);
  return touched === 1;
}
