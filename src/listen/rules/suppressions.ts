import { mustNotBeErased } from '../../know/know.ts';
import { type Actor, require } from '../../platform/access.ts';
import { audit } from '../../platform/audit.ts';
import { type Runner, sql } from '../../platform/database.ts';
import { conflict, notFound } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import { openSurvey } from '../survey/open.ts';
import { holdPerson, personOf } from './person.sql.ts';
import { readContacting } from './rules.sql.ts';
import { liftOne, suppress, suppressionsFound, writeWishes } from './suppression.sql.ts';
import type {
  ContactWishes,
  Suppression,
  SuppressionInput,
  SuppressionQuery,
  WishesInput,
} from './suppression.ts';

export async function listSuppressions(
  platform: Platform,
  actor: Actor,
  query: SuppressionQuery,
): Promise<{ items: Suppression[]; next: string | null }> {
  require(actor, 'customer:read');
  const items = await suppressionsFound(platform.db, query);
  return { items, next: items.length === query.limit ? (items.at(-1)?.id ?? null) : null };
}

/** Somebody decided that an address is not written to. */
export async function addSuppression(
  platform: Platform,
  actor: Actor,
  input: SuppressionInput,
): Promise<Suppression> {
  require(actor, 'contact:write');
  const surveyId = input.survey ? (await openSurvey(platform.db, input.survey)).surveyId : null;
  const address = input.address.toLowerCase();
  await platform.db.tx(async (tx) => {
    const given = { address, identityId: null, surveyId, reason: 'decided' as const, detail: input.reason };
    const made = await suppress(tx, given, platform.clock.now(), actor.personId);
    if (made === 0) throw conflict('suppressed_already', 'This address is on the list already.', { address });
    await audit(tx, platform, actor, {
      verb: 'suppression.added',
      subject: { kind: 'address', id: address },
      detail: input,
    });
  });
  const [found] = await suppressionsFound(platform.db, {
    q: address,
    reason: 'decided',
    lifted: false,
    limit: 1,
  });
  if (!found) throw notFound('suppression', address);
  return found;
}

/** Takes an address off the list, for a reason. What customers said themselves is taken back by them, on their page. */
export async function liftSuppression(
  platform: Platform,
  actor: Actor,
  { id, reason }: { id: string; reason: string },
): Promise<void> {
  require(actor, 'contact:write');
  await platform.db.tx(async (tx) => {
    const row = await tx.maybe<{ reason: string }>(
      sql`select reason from suppressions where suppression_id = ${id}::uuid and lifted_at is null for update`,
    );
    if (!row) throw notFound('suppression', id);
    if (row.reason === 'unsubscribed' || row.reason === 'complained')
      throw conflict(
        'theirs_to_lift',
        'The customer said so themselves. Only they can take it back, on the page every mail links to.',
        { reason: row.reason },
      );
    const lifted = await liftOne(tx, id, { reason, by: actor.personId, now: platform.clock.now() });
    const subject = { kind: 'address', id: lifted?.address ?? id };
    await audit(tx, platform, actor, { verb: 'suppression.lifted', subject, detail: { reason } });
  });
}

/** What a customer said about being asked, of all their records together. */
export async function wishesOf(platform: Platform, actor: Actor, customerId: string): Promise<ContactWishes> {
  require(actor, 'customer:read');
  const { db, clock } = platform;
  const identityIds = await recordsOf(db, customerId);
  const contacting = await readContacting(db);
  const person = await personOf(db, { customerId, identityIds }, { contacting, now: clock.now() });
  return {
    consent: person.consent,
    channels: person.channels && [...person.channels],
    language: person.language,
    pausedUntil: person.pausedUntil,
    unsubscribed: person.suppressions.some(({ whole, surveyId }) => whole && surveyId === null),
    suppressions: person.suppressions.map(({ reason, address, surveyId }) => ({ reason, address, surveyId })),
    contacts: person.contacts.map(({ surveyId, at }) => ({ surveyId, at })).reverse(),
  };
}

/** What they told somebody of the company: on the phone, in a letter. */
export async function noteWishes(
  platform: Platform,
  actor: Actor,
  { customerId, input }: { customerId: string; input: WishesInput },
): Promise<ContactWishes> {
  require(actor, 'customer:write');
  const [first] = await recordsOf(platform.db, customerId);
  await platform.db.tx(async (tx) => {
    const held = await holdPerson(tx, first as string);
    if (held) await mustNotBeErased(tx, held.customerId);
    const wish = {
      ...input,
      via: actor.kind === 'person' ? ('person' as const) : ('api' as const),
      by: actor.personId,
    };
    await writeWishes(tx, held?.identityIds ?? [], wish, platform.clock.now());
    await audit(tx, platform, actor, {
      verb: 'contact.chosen',
      subject: { kind: 'customer', id: customerId },
      detail: { ...input },
    });
  });
  return wishesOf(platform, actor, customerId);
}

async function recordsOf(db: Runner, customerId: string): Promise<string[]> {
  const rows = await db.all<{ id: string }>(
    sql`select identity_id as id from links where customer_id = ${customerId}::uuid order by identity_id`,
  );
  if (rows.length === 0) throw notFound('customer', customerId);
  return rows.map(({ id }) => id);
}
