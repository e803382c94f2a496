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
    const held = await tx.all<{ id: string; customerId: string }>(sql`
      select identity_id as id, customer_id as "customerId" from links
      where customer_id = (select customer_id from links where identity_id = ${identityId}::uuid) order by identity_id for update`);
    const customerId = held.find(({ id }) => id === identityId)?.customerId;
    if (!customerId) {
      if (await tx.maybe(sql`select 1 from links where identity_id = ${identityId}::uuid`)) continue;
      return undefined;
    }
    const identityIds = held.map(({ id }) => id);
    const now = await tx.all<{ id: string }>(
      sql`select identity_id as id from links where customer_id = ${customerId}::uuid order by identity_id`,
    );
    if (identityIds.join() === now.map(({ id }) => id).join()) return { customerId, identityIds };
  }
}

/** As the database puts it together; moments are milliseconds, for JSON knows none. */
interface Known {
  identities: (Omit<IdentityRow, 'changedAt'> & { changedAt: number })[];
  contacts: (Omit<Contact, 'at'> & { at: number })[];
  openSurveys: string[];
  suppressions: { address: string | null; whole: boolean; surveyId: string | null; reason: SkipReason }[];
  wishes: (Omit<Wish, 'at' | 'pausedUntil'> & { at: number; pausedUntil: number | null })[];
  called: string | null;
}

const milliseconds = (column: ReturnType<typeof sql>) => sql`extract(epoch from ${column}) * 1000`;

/**
 * Everything known about asking a person, of all their records together. In one statement: it is asked for everybody who is
 * invited or told something, and as six it took nearly twice as long.
 */
export async function personOf(
  tx: Runner,
  { customerId, identityIds }: { customerId: string; identityIds: string[] },
  { contacting, now }: { contacting: Contacting; now: Date },
): Promise<KnownPerson> {
  const ids = sql`${identityIds}::uuid[]`;
  const known = await tx.one<Known>(
    sql`
    with records as (
      select identity_id, name, nullif(lower(trim(email)), '') as email, attributes, changed_at from identities
      where identity_id = any(${ids}))
    select
      (select coalesce(jsonb_agg(jsonb_build_object('id', identity_id, 'name', name, 'email', email, 'attributes', attributes,
          'changedAt', ${milliseconds(sql`changed_at`)}) order by changed_at desc, identity_id), '[]') from records) as identities,
      (select coalesce(jsonb_agg(jsonb_build_object('invitationId', invitation_id, 'surveyId', survey_id,
          'at', ${milliseconds(sql`at`)}) order by at), '[]')
        from survey_contacts where identity_id = any(${ids})) as contacts,
      (select coalesce(jsonb_agg(distinct survey_id), '[]') from survey_invitations
        where identity_id = any(${ids}) and sent_at is not null and answered_at is null and withdrawn_at is null
          and returned_at is null and expires_at > ${now}::timestamptz) as "openSurveys",
      (select coalesce(jsonb_agg(jsonb_build_object('address', address, 'whole', identity_id is not null, 'surveyId', survey_id,
          'reason', reason) order by at, suppression_id), '[]')
        from suppressions where lifted_at is null
          and (identity_id = any(${ids}) or address = any(array(select email from records)))) as suppressions,
      (select coalesce(jsonb_agg(jsonb_build_object('id', identity_id, 'at', ${milliseconds(sql`at`)}, 'channels', channels,
          'language', language, 'pausedUntil', ${milliseconds(sql`paused_until`)}, 'consent', consent) order by identity_id), '[]')
        from (select distinct on (identity_id) * from contact_wishes where identity_id = any(${ids})
          order by identity_id, at desc, wish_id desc) w) as wishes,
      (select name from customers where customer_id = ${customerId}::uuid) as called`,
    'contact person',
  );
  const identities = known.identities.map((one) => ({ ...one, changedAt: new Date(one.changedAt) }));
  const wishes = known.wishes.map(({ at, pausedUntil, ...wish }) => ({
    ...wish,
    at: new Date(at),
    pausedUntil: pausedUntil === null ? null : new Date(pausedUntil),
  }));
  // As the customer is called everywhere, not as one source spells them.
  const name = known.called ?? identities.find((one) => one.name)?.name ?? null;
  return {
    customerId,
    identityIds,
    addresses: [...new Set(identities.flatMap(({ email }) => (email && isAddress(email) ? email : [])))],
    contacts: known.contacts.map((one) => ({ ...one, at: new Date(one.at) })),
    openSurveys: known.openSurveys,
    suppressions: known.suppressions,
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
