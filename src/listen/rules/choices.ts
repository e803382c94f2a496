import type { Actor } from '../../platform/access.ts';
import { audit } from '../../platform/audit.ts';
import { sql, type Tx } from '../../platform/database.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Platform } from '../../platform/platform.ts';
import { readOrganisation } from '../../platform/settings.ts';
import { hashOfToken } from '../../platform/token.ts';
import { openSurvey } from '../survey/open.ts';
import { holdPerson, personOf } from './person.sql.ts';
import { readContacting } from './rules.sql.ts';
import { resubscribe, suppress, writeWishes } from './suppression.sql.ts';

/** What somebody has chosen, as their own page shows it. */
export interface ChoicesView {
  organisation: string;
  /** Of the page. */
  language: 'en' | 'de';
  /** By a link that is none of ours. */
  known: boolean;
  address: string | null;
  survey: string | null;
  all: boolean;
  thisSurvey: boolean;
  email: boolean;
  spoken: string | null;
  pausedUntil: Date | null;
  timezone: string;
}

export interface Choices {
  /** Asked by mail at all. */
  email: boolean;
  language: string | null;
  pauseDays: number | null;
  /** Or a break that is on already, and stays. */
  pauseUntil?: Date | null;
  unsubscribe: 'all' | 'survey' | null;
}

/** What the customer's page is given to work with, so that it knows nothing of the room behind it. */
export interface ContactChoices {
  view(token: string): Promise<ChoicesView>;
  /** One press in the mail program (RFC 8058): no survey asks them again. */
  unsubscribe(token: string): Promise<ChoicesView>;
  save(token: string, choices: Choices): Promise<ChoicesView>;
}

interface Addressed {
  identityId: string;
  surveyId: string;
  address: string | null;
  language: string | null;
}

const DAY = 86_400_000;

export function contactChoices(platform: Platform): ContactChoices {
  const view = (token: string) => viewOf(platform, token);
  const act = async (
    token: string,
    how: (tx: Tx, at: Addressed, ids: string[]) => Promise<Record<string, unknown>>,
  ) => {
    const at = await addressed(platform, token);
    if (at) {
      await platform.db.tx(async (tx) => {
        const ids = (await holdPerson(tx, at.identityId))?.identityIds ?? [at.identityId];
        const detail = await how(tx, at, ids);
        const subject = { kind: 'identity', id: at.identityId };
        await recordEvent(tx, platform, { name: 'contact.chosen', subject, data: detail });
        await audit(tx, platform, customer, { verb: 'contact.chosen', subject, detail });
      });
    }
    return view(token);
  };
  return {
    view,
    unsubscribe: (token) =>
      act(token, async (tx, at) => {
        await stopAsking(tx, platform, at, null);
        return { unsubscribed: 'all', via: 'one_click' };
      }),
    save: (token, choices) =>
      act(token, async (tx, at, ids) => {
        const now = platform.clock.now();
        const { email, language, pauseDays, pauseUntil = null, unsubscribe } = choices;
        if (unsubscribe !== 'all') await resubscribe(tx, { identityIds: ids, surveyId: null }, now);
        if (unsubscribe === null) await resubscribe(tx, { identityIds: ids, surveyId: at.surveyId }, now);
        if (unsubscribe) await stopAsking(tx, platform, at, unsubscribe === 'survey' ? at.surveyId : null);
        const wish = {
          channels: email ? null : [],
          language,
          pausedUntil: pauseDays === null ? pauseUntil : new Date(now.getTime() + pauseDays * DAY),
          consent: await saidBefore(tx, ids),
          via: 'page' as const,
          by: null,
        };
        await writeWishes(tx, ids, wish, now);
        return { ...choices, via: 'page' };
      }),
  };
}

const customer: Actor = {
  kind: 'customer',
  id: null,
  personId: null,
  name: 'Customer',
  roles: [],
  permissions: new Set(),
};

/** For the person as a whole, and for the address: whoever gets it next is not asked in their place. */
async function stopAsking(tx: Tx, platform: Platform, at: Addressed, surveyId: string | null): Promise<void> {
  const { identityId, address } = at;
  const given = { identityId, address, surveyId, reason: 'unsubscribed' as const, detail: null };
  await suppress(tx, given, platform.clock.now());
}

/** Consent is not asked on the page; what they said before goes on to hold. */
async function saidBefore(tx: Tx, identityIds: string[]): Promise<boolean | null> {
  const rows = await tx.all<{
    consent: boolean | null;
  }>(sql`select distinct on (identity_id) consent from contact_wishes
    where identity_id = any(${identityIds}::uuid[]) order by identity_id, at desc, wish_id desc`);
  return rows.some(({ consent }) => consent === false)
    ? false
    : rows.some(({ consent }) => consent)
      ? true
      : null;
}

function addressed({ db }: Platform, token: string): Promise<Addressed | undefined> {
  return db.maybe(sql`
    select c.identity_id as "identityId", c.survey_id as "surveyId", lower(i.address) as address, i.language
    from survey_contacts c join survey_invitations i on i.invitation_id = c.invitation_id
      left join identities p on p.identity_id = c.identity_id
    where c.token_hash = ${hashOfToken(token)} and p.content_hash is distinct from 'erased'`);
}

async function viewOf(platform: Platform, token: string): Promise<ChoicesView> {
  const { db, clock } = platform;
  const organisation = await readOrganisation(db);
  const at = await addressed(platform, token);
  const blank = {
    organisation: organisation.name,
    timezone: organisation.timezone,
    language: organisation.language,
  };
  if (!at) {
    const nothing = {
      address: null,
      survey: null,
      all: false,
      thisSurvey: false,
      spoken: null,
      pausedUntil: null,
    };
    return { ...blank, ...nothing, known: false, email: true };
  }
  const rows = await db.all<{ id: string; customer: string }>(sql`
    select o.identity_id as id, o.customer_id as customer from links l join links o on o.customer_id = l.customer_id
    where l.identity_id = ${at.identityId}::uuid`);
  const ids = rows.length > 0 ? rows.map(({ id }) => id) : [at.identityId];
  const now = clock.now();
  const person = await personOf(
    db,
    { customerId: rows[0]?.customer ?? at.identityId, identityIds: ids },
    { contacting: await readContacting(db), now },
  );
  const stopped = person.suppressions.filter(({ whole, reason }) => whole && reason === 'unsubscribed');
  return {
    ...blank,
    language: (at.language ?? organisation.language).startsWith('de') ? 'de' : 'en',
    known: true,
    address: at.address,
    survey: (await openSurvey(db, at.surveyId)).name,
    all: stopped.some(({ surveyId }) => surveyId === null),
    thisSurvey: stopped.some(({ surveyId }) => surveyId === at.surveyId),
    email: person.channels === null || person.channels.includes('email'),
    spoken: person.language,
    pausedUntil: person.pausedUntil && person.pausedUntil > now ? person.pausedUntil : null,
  };
}
