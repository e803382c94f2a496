import { ensureSource, type Fact, sourceIdOf, type TakeIn } from '../../collect/collect.ts';
import { currentCustomer, customersByIds, mustNotBeErased } from '../../know/know.ts';
import { listPersonas, touchpointIndex } from '../../map/map.ts';
import { listMetrics } from '../../measure/measure.ts';
import { type Actor, require, systemActor } from '../../platform/access.ts';
import { audit } from '../../platform/audit.ts';
import type { Tx } from '../../platform/database.ts';
import { conflict, notFound, Refusal } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import type { Platform } from '../../platform/platform.ts';
import {
  type InterviewRow,
  interviewById,
  type QuoteRow,
  quotesOf,
  readInterviews,
  recordOf,
  withdrawInterview,
  writeInterview,
  writeQuotes,
} from './interview.sql.ts';
import type { Interview, InterviewInput, InterviewsQuery } from './interview.ts';

const interviewSource = {
  key: 'onus-interviews',
  name: 'Interviews and notes',
  kind: 'feedback' as const,
  description: 'What people said in conversation, written down here.',
  ownerPersonId: null,
  departmentId: null,
  expectedEveryHours: null,
};

export async function listInterviews(
  platform: Platform,
  actor: Actor,
  query: InterviewsQuery,
): Promise<{ items: Interview[]; next: string | null }> {
  require(actor, 'customer:read');
  const [on = '', id = ''] = query.after?.split('~') ?? [];
  if (query.after !== undefined && !(/^\d{4}-\d\d-\d\d$/.test(on) && /^[0-9a-f-]{36}$/.test(id)))
    throw new Refusal('bad_cursor', 'Take “after” from the answer’s “next” as it is.', {
      after: query.after,
    });
  const rows = await readInterviews(platform.db, query, query.after === undefined ? undefined : { on, id });
  const last = rows.length === query.limit ? rows.at(-1) : undefined;
  return { items: await shown(platform, rows), next: last ? `${last.heldOn}~${last.interviewId}` : null };
}

/** @throws `not_found` */
export async function interview(platform: Platform, actor: Actor, id: string): Promise<Interview> {
  require(actor, 'customer:read');
  return (await shown(platform, [await row(platform, id)]))[0] as Interview;
}

/**
 * Writes a conversation down, or what was learned about it since, with its quotes as responses, all or nothing. A quote
 * that is left out is taken back. @throws `no_consent`, `held_in_future`, `changed_meanwhile`, `not_found` of what it names
 */
export async function writeDown(
  platform: Platform,
  takeIn: TakeIn,
  actor: Actor,
  given: InterviewInput,
  known?: string,
): Promise<Interview> {
  require(actor, 'interview:write');
  await check(platform, actor, given);
  const before = known === undefined ? undefined : await row(platform, known);
  if (before?.withdrawnAt)
    throw new Refusal('withdrawn', 'Consent to this conversation was taken back.', { id: known });
  const interviewId = before?.interviewId ?? newId();
  const had = before ? await quotesOf(platform.db, [interviewId]) : [];
  const quotes = given.quotes.map((quote): QuoteRow => {
    if (quote.quoteId && !had.some((one) => one.quoteId === quote.quoteId))
      throw notFound('quote', quote.quoteId);
    return {
      quoteId: quote.quoteId ?? newId(),
      interviewId,
      text: quote.text,
      touchpoint: quote.touchpoint ?? null,
      persona: quote.persona ?? given.persona ?? null,
      themes: [...new Set(quote.themes)],
      metric: quote.metric ?? null,
      value: quote.value ?? null,
    };
  });
  const gone = had
    .filter((one) => one.text !== null && !quotes.some((quote) => quote.quoteId === one.quoteId))
    .map((one): QuoteRow => ({ ...one, text: null, value: null, themes: [] }));
  const customerId = given.customerId ? await currentCustomer(platform.db, given.customerId) : null;
  const identityId = customerId ? ((await recordOf(platform.db, customerId)) ?? null) : null;
  const next = {
    interviewId,
    kind: given.kind,
    title: given.title,
    heldOn: given.heldOn,
    customerId,
    identityId,
    persona: given.persona ?? null,
    consent: given.consent,
    consentHow: given.consentHow ?? null,
    summary: given.summary,
    sourceId: before?.sourceId ?? (await sourceFor(platform, given)),
    changedAt: platform.clock.now(),
  };
  await deliver(platform, takeIn, next, [...quotes, ...gone], async (tx) => {
    if (customerId) await mustNotBeErased(tx, customerId);
    const revision = before ? (given.revision ?? before.revision) : undefined;
    if (!(await writeInterview(tx, { ...next, revision, by: actor.personId })))
      throw conflict(
        'changed_meanwhile',
        'Somebody else has changed this conversation meanwhile. Load it again.',
        { id: known },
      );
    await writeQuotes(
      tx,
      [...quotes, ...gone].map((quote, position) => ({ ...quote, position })),
    );
    await tell(tx, platform, actor, before ? 'interview.changed' : 'interview.written', interviewId, {
      quotes: quotes.length,
    });
  });
  return interview(platform, actor, interviewId);
}

/** Consent was taken back: every word is removed, here and in the responses. What remains is that there was a conversation. */
export async function withdrawConsent(
  platform: Platform,
  takeIn: TakeIn,
  actor: Actor,
  id: string,
): Promise<Interview> {
  require(actor, 'interview:write');
  const before = await row(platform, id);
  if (!before.withdrawnAt) {
    const had = await quotesOf(platform.db, [id]);
    const gone = had.map((one): QuoteRow => ({ ...one, text: null, value: null, themes: [] }));
    await deliver(platform, takeIn, { ...before, consent: 'none' }, gone, async (tx) => {
      await withdrawInterview(tx, id, platform.clock.now(), actor.personId);
      await writeQuotes(
        tx,
        gone.map((quote, position) => ({ ...quote, position })),
      );
      await tell(tx, platform, actor, 'interview.consent_withdrawn', id, { quotes: gone.length });
    });
  }
  return interview(platform, actor, id);
}

async function deliver(
  platform: Platform,
  takeIn: TakeIn,
  about: Pick<InterviewRow, 'interviewId' | 'kind' | 'heldOn' | 'identityId' | 'consent' | 'sourceId'>,
  quotes: QuoteRow[],
  write: (tx: Tx) => Promise<void>,
): Promise<void> {
  const wordsMetric = (await listMetrics(platform)).find((one) => one.takenFrom === 'response')?.key;
  if (quotes.length > 0 && !wordsMetric)
    throw new Refusal('no_metric', 'There is no metric yet that takes answers. Define one first.', {});
  const facts = quotes.map(
    (quote): Fact => ({
      type: 'response',
      key: `quote:${quote.quoteId}`,
      who: about.consent === 'named' && about.identityId ? `@${about.identityId}` : null,
      metric: quote.metric ?? (wordsMetric as string),
      value: quote.value,
      // A fact has a score or words; of a quote that was taken back only its place remains.
      comment: quote.text ?? '—',
      at: `${about.heldOn}T12:00:00Z`,
      touchpoint: quote.touchpoint,
      attributes: {
        interview: about.interviewId,
        kind: about.kind,
        ...(quote.persona ? { persona: quote.persona } : {}),
        ...(quote.themes.length > 0 ? { themes: quote.themes.join(', ') } : {}),
      },
    }),
  );
  if (facts.length === 0) {
    await platform.db.tx(write);
    return;
  }
  await takeIn(platform, {
    sourceId: about.sourceId,
    facts,
    alongside: async (tx, outcomes) => {
      const no = outcomes.find((one) => one.outcome === 'rejected');
      if (no?.outcome === 'rejected')
        throw new Refusal('quote_refused', `A quote cannot be taken in: ${no.reason}`, { ...no });
      await write(tx);
    },
  });
}

async function check(platform: Platform, actor: Actor, given: InterviewInput): Promise<void> {
  if (given.consent === 'none' && given.quotes.length > 0)
    throw new Refusal(
      'no_consent',
      'Without consent no words may be kept. Ask for it, or leave the quotes out.',
      {
        field: 'consent',
      },
    );
  const tomorrow = new Date(platform.clock.now().getTime() + 14 * 3_600_000).toISOString().slice(0, 10);
  if (given.heldOn > tomorrow)
    throw new Refusal('held_in_future', 'This day is still to come.', { field: 'heldOn' });
  const touchpoints = await touchpointIndex(platform.db);
  for (const { touchpoint } of given.quotes)
    if (touchpoint && !touchpoints.byKey.has(touchpoint)) throw notFound('touchpoint', touchpoint);
  const named = [given.persona, ...given.quotes.map(({ persona }) => persona)].filter((one) => one);
  if (named.length > 0) {
    const personas = new Set((await listPersonas(platform, actor)).map(({ key }) => key));
    for (const persona of named)
      if (!personas.has(persona as string)) throw notFound('persona', persona as string);
  }
}

function sourceFor(platform: Platform, { source }: InterviewInput): Promise<number> {
  return source ? sourceIdOf(platform, source) : ensureSource(platform, systemActor, interviewSource);
}

async function row(platform: Platform, id: string): Promise<InterviewRow> {
  const found = await interviewById(platform.db, id);
  if (!found) throw notFound('interview', id);
  return found;
}

async function shown(platform: Platform, rows: InterviewRow[]): Promise<Interview[]> {
  const quotes = Map.groupBy(
    await quotesOf(
      platform.db,
      rows.map(({ interviewId }) => interviewId),
    ),
    (one) => one.interviewId,
  );
  const touchpoints = await touchpointIndex(platform.db);
  const customers = await customersByIds(platform.db, [
    ...new Set(rows.flatMap(({ customerId }) => customerId ?? [])),
  ]);
  return rows.map(({ customerId, identityId: _, sourceId: __, ...rest }) => {
    const customer = customerId === null ? undefined : customers.get(customerId);
    return {
      ...rest,
      customer: customer ? { id: customer.id, name: customer.name } : null,
      quotes: (quotes.get(rest.interviewId) ?? []).flatMap(
        ({ interviewId: _id, text, touchpoint, ...quote }) => {
          if (text === null) return [];
          const entry = touchpoint === null ? undefined : touchpoints.byKey.get(touchpoint);
          return [{ ...quote, text, touchpoint: entry ? { key: entry.key, name: entry.name } : null }];
        },
      ),
    };
  });
}

async function tell(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  verb: string,
  id: string,
  detail: Record<string, unknown>,
): Promise<void> {
  const subject = { kind: 'interview', id };
  await recordEvent(tx, platform, { name: verb, subject });
  await audit(tx, platform, actor, { verb, subject, detail });
}
