import { nextWorking, type WorkingHours } from '../../platform/hours/hours.ts';
import type { SkipReason } from './reasons.ts';
import type { Contacting } from './rules.ts';

const DAY = 86_400_000;

/** A rule as it is applied; null: no limit of that kind. */
export interface Limit {
  id: string;
  surveyId: string | null;
  dims: Readonly<Record<string, string>>;
  most: number | null;
  days: number | null;
  gapDays: number | null;
}

/** A mail that may be sent now. */
export interface Candidate {
  invitationId: string;
  surveyId: string;
  /** 0: the invitation; 1, 2: a reminder of it. */
  number: number;
  channel: 'email' | 'link';
  dims: Readonly<Record<string, string>>;
  dueAt: Date;
  /** Reminders: days that must lie between two mails of the same invitation. */
  remindAfterDays: number;
  business: boolean;
  open: boolean;
  expiresAt: Date | null;
}

export interface Contact {
  invitationId: string;
  surveyId: string;
  at: Date;
  /** Sent a moment ago, in the same round: who is kept back by it was outranked. */
  inThisRound?: boolean;
}

/** Everything we know about asking one person; a person is all identities linked to one customer. */
export interface Person {
  /** Usable ones, the best first. */
  addresses: readonly string[];
  contacts: readonly Contact[];
  /** Surveys with an invitation that was sent and is neither answered nor over. */
  openSurveys: readonly string[];
  suppressions: readonly {
    address: string | null;
    whole: boolean;
    surveyId: string | null;
    reason: SkipReason;
  }[];
  consent: boolean | null;
  channels: readonly string[] | null;
  pausedUntil: Date | null;
}

export type Decision =
  | { act: 'send'; address: string | null }
  | { act: 'wait'; until: Date | null }
  | { act: 'skip'; reason: SkipReason; detail?: Record<string, unknown> };

/** An event is asked about while it is remembered. */
export const LATE_DAYS = 7;

/** Whether somebody may be written to now. Nothing is read or written here: what is passed in is all that counts. */
export function decide(
  candidate: Candidate,
  person: Person,
  given: { contacting: Contacting; limits: readonly Limit[]; now: Date },
): Decision {
  const { contacting, now } = given;
  const skip = (reason: SkipReason, detail?: Record<string, unknown>): Decision =>
    detail ? { act: 'skip', reason, detail } : { act: 'skip', reason };
  if (!candidate.open) return skip('survey_closed');
  if (candidate.expiresAt && candidate.expiresAt <= now) return skip('expired');
  if (now.getTime() - candidate.dueAt.getTime() > LATE_DAYS * DAY) return skip('too_late');

  const wanted = wants(candidate, person, contacting, now);
  if ('reason' in wanted) return skip(wanted.reason);
  if (candidate.number === 0 && person.openSurveys.includes(candidate.surveyId)) return skip('still_open');
  const held = heldBy(candidate, person.contacts, given);
  if (held) {
    const before = person.contacts.filter((one) => !one.inThisRound);
    const earlier = heldBy(candidate, before, given);
    return earlier ? skip(earlier.reason, { rule: earlier.rule }) : skip('outranked', { rule: held.rule });
  }
  if (candidate.channel === 'link') return { act: 'send', address: null };
  const until = latest(
    nextWorking(contacting.allowed, now),
    candidate.business ? nextWorking(contacting.business, now) : now,
  );
  return until !== null && until <= now
    ? { act: 'send', address: wanted.address }
    : { act: 'wait', until: until && together(contacting, candidate.business, until) };
}

/** What the person, or their mail server, has said. */
function wants(
  { channel, surveyId }: Candidate,
  person: Person,
  contacting: Contacting,
  now: Date,
): { reason: SkipReason } | { address: string | null } {
  const about = person.suppressions.filter((one) => one.surveyId === null || one.surveyId === surveyId);
  const whole = about.find((one) => one.whole);
  if (whole) return { reason: whole.reason };
  if (person.consent === false) return { reason: 'consent_refused' };
  if (contacting.consent === 'required' && person.consent !== true) return { reason: 'no_consent' };
  if (person.channels && !person.channels.includes(channel)) return { reason: 'channel_refused' };
  if (person.pausedUntil && person.pausedUntil > now) return { reason: 'paused' };
  if (channel === 'link') return { address: null };
  const usable = person.addresses.find((address) => !about.some((one) => one.address === address));
  if (usable) return { address: usable };
  return { reason: about.find((one) => one.address !== null)?.reason ?? 'no_address' };
}

/** The first limit that is reached. */
function heldBy(
  candidate: Candidate,
  contacts: readonly Contact[],
  { limits, now }: { limits: readonly Limit[]; now: Date },
): { reason: 'too_often' | 'too_soon'; rule: string | null } | undefined {
  const since = (contact: Contact) => now.getTime() - contact.at.getTime();
  const own = contacts.filter((one) => one.invitationId === candidate.invitationId);
  if (own.some((one) => since(one) < candidate.remindAfterDays * DAY))
    return { reason: 'too_soon', rule: null };
  for (const limit of limits) {
    if (!applies(limit, candidate)) continue;
    const counted = contacts.filter((one) => limit.surveyId === null || one.surveyId === limit.surveyId);
    const { most, days, gapDays, id: rule } = limit;
    if (most !== null && days !== null && counted.filter((one) => since(one) < days * DAY).length >= most)
      return { reason: 'too_often', rule };
    // A reminder comes sooner after its own invitation than anything else may.
    const others = counted.filter((one) => one.invitationId !== candidate.invitationId);
    if (gapDays !== null && others.some((one) => since(one) < gapDays * DAY))
      return { reason: 'too_soon', rule };
  }
  return undefined;
}

/** A limit for a segment holds for whoever has all its values. */
export function applies(limit: Limit, { surveyId, dims }: Pick<Candidate, 'surveyId' | 'dims'>): boolean {
  if (limit.surveyId !== null && limit.surveyId !== surveyId) return false;
  return Object.entries(limit.dims).every(([key, value]) => dims[key] === value);
}

/** Whether mail may leave at this moment. */
export function mayLeave(hours: WorkingHours, now: Date): boolean {
  return nextWorking(hours, now)?.getTime() === now.getTime();
}

function latest(one: Date | null, other: Date | null): Date | null {
  if (one === null || other === null) return null;
  return one > other ? one : other;
}

/** The first moment that lies in both calendars. */
function together({ allowed, business }: Contacting, both: boolean, from: Date): Date | null {
  let at: Date | null = from;
  for (let i = 0; both && at !== null && i < 400; i++) {
    const next: Date | null = latest(nextWorking(allowed, at), nextWorking(business, at));
    if (next === null || next.getTime() === at.getTime()) return next;
    at = next;
  }
  return at;
}
