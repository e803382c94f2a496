import { type Runner, sql, type Tx } from '../../platform/database.ts';
import type { Contact, Person } from './decide.ts';
import type { SkipReason } from './reasons.ts';
import type { Contacting } from './rules.ts';

/** What decides whether one person may be asked, and how. */
export interface KnownPerson extends Person {
  customerId: string;
  identityIds: string[];
  name: string | null;
  language: string | null;
  facts: Record<string, string>;
}

interface IdentityRow {
  id: string;
  name: string | null;
  email: string | null;
  attributes: Record<string, unknown>;
  changedAt: Date;
}

/**
 * The person behind an identity, held until the transaction ends: nobody else decides about them meanwhile, and no merge
 * moves anything to or from them. Links are what merges change, so it is they that are locked; a merge that came between
 * is seen by looking again.
 */
export async function holdPerson(
  tx: Tx,
  identityId: string,
): Promise<{ customerId: string; identityIds: string[] } | undefined> {
  for (;;) {
    const link = await tx.maybe<{ id: string }>(
      sql`select customer_id as id from links where identity_id = ${identityId}::uuid`,
    );
    if (!link) return undefined;
    const held = await idsOf(
      tx,
      sql`select identity_id as id from links where customer_id = ${link.id}::uuid
      order by identity_id for update`,
    );
    const now = await idsOf(
      tx,
      sql`select identity_id as id from links where customer_id = ${link.id}::uuid order by identity_id`,
    );
    if (held.includes(identityId) && held.join() === now.join())
      return { customerId: link.id, identityIds: held };
  }
}

async function idsOf(tx: Tx, statement: Parameters<Tx['all']>[0]): Promise<string[]> {
  return (await tx.all<{ id: string }>(statement)).map(({ id }) => id);
}

/** Everything known about asking a person, of all their records together. */
export async function personOf(
  tx: Runner,
  { customerId, identityIds }: { customerId: string; identityIds: string[] },
  { contacting, now }: { contacting: Contacting; now: Date },
): Promise<KnownPerson> {
  const ids = sql`${identityIds}::uuid[]`;
  const identities = await tx.all<IdentityRow>(sql`
    select identity_id as id, name, nullif(lower(trim(email)), '') as email, attributes, changed_at as "changedAt" from identities
    where identity_id = any(${ids}) order by changed_at desc, identity_id`);
  const addresses = [...new Set(identities.flatMap(({ email }) => (email && isAddress(email) ? email : [])))];
  const contacts = await tx.all<Contact>(sql`
    select invitation_id as "invitationId", survey_id as "surveyId", at from survey_contacts where identity_id = any(${ids}) order by at`);
  const open = await tx.all<{ id: string }>(sql`
    select distinct survey_id as id from survey_invitations where identity_id = any(${ids}) and sent_at is not null
      and answered_at is null and withdrawn_at is null and returned_at is null and expires_at > ${now}::timestamptz`);
  const suppressions = await tx.all<{
    address: string | null;
    whole: boolean;
    surveyId: string | null;
    reason: SkipReason;
  }>(sql`
    select address, identity_id is not null as whole, survey_id as "surveyId", reason from suppressions
    where lifted_at is null and (identity_id = any(${ids}) or address = any(${addresses}::text[])) order by at, suppression_id`);
  const wishes = await tx.all<Wish>(sql`
    select distinct on (identity_id) identity_id as id, at, channels, language, paused_until as "pausedUntil", consent
    from contact_wishes where identity_id = any(${ids}) order by identity_id, at desc, wish_id desc`);
  // As the customer is called everywhere, not as one source spells them.
  const called = await tx.maybe<{ name: string | null }>(
    sql`select name from customers where customer_id = ${customerId}::uuid`,
  );
  const name = called?.name ?? identities.find((one) => one.name)?.name ?? null;
  return {
    customerId,
    identityIds,
    addresses,
    contacts,
    openSurveys: open.map(({ id }) => id),
    suppressions,
    ...wanted(wishes, identities, contacting),
    name,
    facts: { ...factsOf(identities), ...(name ? { name } : {}) },
  };
}

interface Wish {
  id: string;
  at: Date;
  channels: string[] | null;
  language: string | null;
  pausedUntil: Date | null;
  consent: boolean | null;
}

/** Of several records the strictest holds; of languages the one said last. */
function wanted(
  wishes: Wish[],
  identities: IdentityRow[],
  { consentAttribute, languageAttribute }: Contacting,
) {
  const said = new Map(wishes.map((wish) => [wish.id, wish]));
  const consents = identities.map(({ id, attributes, changedAt }) => {
    const wish = said.get(id);
    const stated = consentAttribute ? yesOrNo(attributes[consentAttribute]) : null;
    // What they said to us themselves stands until their record says something newer.
    return wish?.consent != null && (stated === null || wish.at >= changedAt) ? wish.consent : stated;
  });
  const channels = wishes.flatMap((wish) => (wish.channels ? [wish.channels] : []));
  const pauses = wishes.flatMap(({ pausedUntil }) => pausedUntil ?? []);
  const spoken = wishes
    .filter(({ language }) => language)
    .sort((a, b) => b.at.getTime() - a.at.getTime())[0]?.language;
  const noted = languageAttribute
    ? identities
        .map(({ attributes }) => attributes[languageAttribute])
        .find((one) => typeof one === 'string' && one !== '')
    : undefined;
  return {
    consent: consents.includes(false) ? false : consents.includes(true) ? true : null,
    channels:
      channels.length === 0
        ? null
        : channels.reduce((all, one) => all.filter((channel) => one.includes(channel))),
    pausedUntil: pauses.length === 0 ? null : new Date(Math.max(...pauses.map((one) => one.getTime()))),
    language: spoken ?? (noted === undefined ? null : String(noted).slice(0, 10)),
  };
}

function yesOrNo(value: unknown): boolean | null {
  const text = String(value ?? '')
    .trim()
    .toLowerCase();
  if (['true', 'yes', 'ja', '1', 'y', 'granted'].includes(text)) return true;
  return ['false', 'no', 'nein', '0', 'n', 'refused', 'withdrawn'].includes(text) ? false : null;
}

/** Nothing that could end a header or name a second recipient. */
export function isAddress(text: string): boolean {
  return (
    text.length <= 320 && /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+\.[^\s@<>,;:"()[\]\\.]+$/.test(text)
  );
}

/** What texts may name, of the record changed last. */
function factsOf(identities: IdentityRow[]): Record<string, string> {
  const facts: Record<string, string> = {};
  for (const { name, attributes } of identities) {
    for (const [key, value] of Object.entries({ ...attributes, name })) {
      if (facts[key] === undefined && value !== null && typeof value !== 'object' && value !== '')
        facts[key] = String(value);
    }
  }
  return facts;
}
