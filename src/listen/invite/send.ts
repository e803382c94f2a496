import { isWorthRepeating } from '../../collect/collect.ts';
import type { Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { queueMail } from '../../platform/mail.ts';
import type { Platform } from '../../platform/platform.ts';
import { type Organisation, readOrganisation } from '../../platform/settings.ts';
import { hashOfToken, newToken } from '../../platform/token.ts';
import { languageFor, writeInvitation } from '../mail/invitationMail.ts';
import { type Candidate, decide, type Limit, mayLeave } from '../rules/decide.ts';
import { holdPerson, type KnownPerson, personOf } from '../rules/person.sql.ts';
import { limitsInForce, readContacting } from '../rules/rules.sql.ts';
import type { Contacting } from '../rules/rules.ts';
import { type OpenSurvey, openSurvey, versionById } from '../survey/open.ts';
import { type DueRow, dueOf, noteSent, noteSkipped, peopleDue } from './due.sql.ts';

const DAY = 86_400_000;
const PEOPLE_AT_ONCE = 200;
/** Then the job ends and comes again with the next minute, so that other jobs get their turn. */
const SLICE = 20_000;

export interface Round {
  contacting: Contacting;
  limits: Limit[];
  organisation: Organisation;
}

export interface SentRound {
  sent: number;
  skipped: number;
}

/**
 * Decides about everybody for whom something is due, one person at a time, and queues the mails of those who may be asked.
 * Any number of senders may run at once: a person is decided about by one of them (decision 20).
 */
export async function sendDue(platform: Platform): Promise<SentRound> {
  const { db, clock } = platform;
  const total: SentRound = { sent: 0, skipped: 0 };
  const round = await roundNow(platform);
  const began = performance.now();
  const seen = new Set<string>();
  for (;;) {
    const now = clock.now();
    if (!mayLeave(round.contacting.allowed, now)) return total;
    const people = await peopleDue(db, {
      now,
      business: mayLeave(round.contacting.business, now),
      limit: PEOPLE_AT_ONCE + seen.size,
    });
    const fresh = people.filter((id) => !seen.has(id));
    if (fresh.length === 0) return total;
    for (const id of fresh) {
      const one = await sendTo(platform, id, round);
      total.sent += one.sent;
      total.skipped += one.skipped;
      // Only who is still waiting afterwards would come again.
      if (one.waiting) seen.add(id);
      if (performance.now() - began > SLICE) return total;
    }
  }
}

export async function roundNow({ db }: Platform): Promise<Round> {
  return {
    contacting: await readContacting(db),
    limits: await limitsInForce(db),
    organisation: await readOrganisation(db),
  };
}

/** Everything that is due for one person, in one transaction: all of it is decided and written, or nothing. */
async function sendTo(
  platform: Platform,
  identityId: string,
  round: Round,
): Promise<SentRound & { waiting: boolean }> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await platform.db.tx((tx) => sendHeld(tx, platform, identityId, round));
    } catch (error) {
      if (!isWorthRepeating(error) || attempt === 5) throw error;
    }
  }
}

async function sendHeld(tx: Tx, platform: Platform, identityId: string, round: Round) {
  const now = platform.clock.now();
  const held = await holdPerson(tx, identityId);
  const due = await dueOf(tx, held?.identityIds ?? [identityId], now);
  const result = { sent: 0, skipped: 0, waiting: false };
  if (due.length === 0) return result;
  const person = await personOf(tx, held ?? { customerId: identityId, identityIds: [identityId] }, {
    ...round,
    now,
  });
  for (const row of due.sort(byRank)) {
    const survey = await openSurvey(tx, row.surveyId);
    const open = survey.archivedAt === null && survey.versionId !== null;
    const decision = decide(candidateOf(row, open), person, { ...round, now });
    if (decision.act === 'wait') {
      result.waiting = true;
    } else if (decision.act === 'skip') {
      await noteSkipped(tx, row, decision, now);
      result.skipped++;
    } else {
      await sendOne(
        tx,
        platform,
        { row, survey, person, address: decision.address, organisation: round.organisation },
        now,
      );
      // What comes after in this round sees it.
      person.contacts = [
        ...person.contacts,
        { invitationId: row.invitationId, surveyId: row.surveyId, at: now, inThisRound: true },
      ];
      if (row.number === 0) person.openSurveys = [...person.openSurveys, row.surveyId];
      result.sent++;
    }
  }
  return result;
}

/** Who competes for one person: the higher priority, then what waits longest; the same order whoever gathered them. */
function byRank(a: DueRow, b: DueRow): number {
  const rank = ({ settings }: DueRow) => settings?.priority ?? 50;
  const name = ({ cause, surveyId, planId }: DueRow) => `${cause} ${surveyId} ${planId}`;
  return rank(b) - rank(a) || a.dueAt.getTime() - b.dueAt.getTime() || (name(a) < name(b) ? -1 : 1);
}

export function candidateOf(row: DueRow, open: boolean): Candidate {
  const { invitationId, surveyId, number, channel, dims, dueAt, expiresAt, settings } = row;
  return {
    invitationId,
    surveyId,
    number,
    channel,
    dims,
    dueAt,
    expiresAt,
    remindAfterDays: settings?.remindAfterDays ?? 1,
    business: settings?.hours === 'business',
    open,
  };
}

export interface Sending {
  row: DueRow;
  survey: OpenSurvey;
  person: KnownPerson;
  /** Null: no mail, a link that a person hands over. */
  address: string | null;
  organisation: Organisation;
}

/** Writes down that they were asked, and queues the mail; both exist or neither. @returns the token of the link */
export async function sendOne(tx: Tx, platform: Platform, sending: Sending, now: Date): Promise<string> {
  const { row, survey, person, address } = sending;
  const { settings } = row;
  const { document } = await versionById(tx, survey.versionId as string);
  const language = languageFor(document, person.language);
  const token = newToken('');
  const expiresAt = row.expiresAt ?? new Date(now.getTime() + (settings?.expiresDays ?? 30) * DAY);
  const remindAt = new Date(now.getTime() + (settings?.remindAfterDays ?? 1) * DAY);
  const more =
    address !== null && settings !== null && row.number < settings.reminders && remindAt < expiresAt;
  let mailId: string | null = null;
  if (address !== null) {
    const written = writeInvitation({
      baseUrl: platform.config.baseUrl,
      organisation: sending.organisation.name,
      document,
      language,
      facts: factsFor(row, person),
      subject: settings?.subject ?? {},
      body: settings?.body ?? {},
      touchpoint: row.touchpointName,
      number: row.number,
      reminders: settings?.reminders ?? 0,
      token,
    });
    mailId = await queueMail(tx, platform, {
      to: { address, name: person.name },
      purpose: 'survey',
      about: { kind: 'survey', id: survey.surveyId },
      ...written,
    });
  }
  await noteSent(
    tx,
    {
      contactId: newId(),
      invitationId: row.invitationId,
      surveyId: row.surveyId,
      identityId: row.identityId,
      number: row.number,
      mailId,
      tokenHash: hashOfToken(token),
      address,
      language,
      expiresAt,
      remindAt: more ? remindAt : null,
    },
    now,
  );
  return token;
}

/** What texts may name: the event's before the person's. */
export function factsFor(
  row: Pick<DueRow, 'facts' | 'touchpointName' | 'dims'>,
  person: Pick<KnownPerson, 'facts'>,
): Record<string, string> {
  const event = Object.entries(row.facts).filter(([, value]) => value !== null && typeof value !== 'object');
  return {
    ...person.facts,
    ...row.dims,
    ...Object.fromEntries(event.map(([key, value]) => [key, String(value)])),
    ...(row.touchpointName ? { touchpoint: row.touchpointName } : {}),
  };
}
