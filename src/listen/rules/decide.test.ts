import { describe, expect, test } from 'vitest';
import { alwaysOpen } from '../../platform/hours/hours.ts';
import { type Candidate, decide, type Limit, type Person } from './decide.ts';
import { contactingOf } from './rules.ts';

const now = new Date('2026-03-02T10:00:00Z');
const ago = (days: number) => new Date(now.getTime() - days * 86_400_000);
const contacting = { ...contactingOf('UTC'), allowed: alwaysOpen() };
const candidate: Candidate = {
  invitationId: 'i1',
  surveyId: 's1',
  number: 0,
  channel: 'email',
  dims: { region: 'north' },
  dueAt: now,
  remindAfterDays: 3,
  business: false,
  open: true,
  expiresAt: null,
};
const person: Person = {
  addresses: ['kim@home.example', 'kim@work.example'],
  contacts: [],
  openSurveys: [],
  suppressions: [],
  consent: null,
  channels: null,
  pausedUntil: null,
};
const limit: Limit = { id: 'r', surveyId: null, dims: {}, most: 2, days: 30, gapDays: 7 };
const asked = (
  of: Partial<Person> = {},
  more: { candidate?: Partial<Candidate>; limits?: Limit[]; contacting?: Partial<typeof contacting> } = {},
) => {
  const decision = decide(
    { ...candidate, ...more.candidate },
    { ...person, ...of },
    { contacting: { ...contacting, ...more.contacting }, limits: more.limits ?? [limit], now },
  );
  return decision.act === 'skip' ? decision.reason : decision;
};
const contact = (days: number, invitationId = 'i0', surveyId = 's0') => ({
  invitationId,
  surveyId,
  at: ago(days),
});
const suppressed = (
  address: string | null,
  reason: 'unsubscribed' | 'bounced',
  surveyId: string | null = null,
) => ({
  address,
  whole: address === null,
  surveyId,
  reason,
});

test('nothing against it: to the best address', () => {
  expect(asked()).toEqual({ act: 'send', address: 'kim@home.example' });
});

describe('what the person wants comes first', () => {
  test('unsubscribed as a person: no address helps; from one survey: the others go on', () => {
    expect(asked({ suppressions: [suppressed(null, 'unsubscribed')] })).toBe('unsubscribed');
    expect(asked({ suppressions: [suppressed(null, 'unsubscribed', 's1')] })).toBe('unsubscribed');
    expect(asked({ suppressions: [suppressed(null, 'unsubscribed', 's2')] })).toMatchObject({ act: 'send' });
  });
  test('an address that bounced is passed over for the next', () => {
    const one = suppressed('kim@home.example', 'bounced');
    expect(asked({ suppressions: [one] })).toEqual({ act: 'send', address: 'kim@work.example' });
    expect(asked({ suppressions: [one, suppressed('kim@work.example', 'bounced')] })).toBe('bounced');
    expect(asked({ addresses: [] })).toBe('no_address');
  });
  test('consent: refused is refused; not asked is a no only where it is required', () => {
    expect(asked({ consent: false })).toBe('consent_refused');
    expect(asked({}, { contacting: { consent: 'required' } })).toBe('no_consent');
    expect(asked({ consent: true }, { contacting: { consent: 'required' } })).toMatchObject({ act: 'send' });
  });
  test('channels and pauses', () => {
    expect(asked({ channels: [] })).toBe('channel_refused');
    expect(asked({ channels: ['link'] })).toBe('channel_refused');
    expect(asked({ pausedUntil: new Date(now.getTime() + 1) })).toBe('paused');
    expect(asked({ pausedUntil: now })).toMatchObject({ act: 'send' });
  });
});

describe('how often', () => {
  test('so many in so many days, to the minute', () => {
    expect(asked({ contacts: [contact(29.99), contact(8)] })).toBe('too_often');
    expect(asked({ contacts: [contact(30), contact(8)] })).toMatchObject({ act: 'send' });
  });
  test('days between two', () => {
    expect(asked({ contacts: [contact(6.99)] })).toBe('too_soon');
    expect(asked({ contacts: [contact(7)] })).toMatchObject({ act: 'send' });
  });
  test('a rule of one survey counts that survey; a rule of a segment holds for the segment', () => {
    const own: Limit = { ...limit, surveyId: 's1', gapDays: 100, most: null, days: null };
    expect(asked({ contacts: [contact(8)] }, { limits: [own] })).toMatchObject({ act: 'send' });
    expect(asked({ contacts: [contact(8, 'i0', 's1')] }, { limits: [own] })).toBe('too_soon');
    const north: Limit = { ...limit, dims: { region: 'north' }, most: 0, days: 1, gapDays: null };
    expect(asked({}, { limits: [north] })).toBe('too_often');
    expect(asked({}, { limits: [{ ...north, dims: { region: 'south' } }] })).toMatchObject({ act: 'send' });
  });
  test('a reminder comes sooner after its own invitation, but counts like every mail', () => {
    const own = { candidate: { number: 1, invitationId: 'i0', surveyId: 's0' } };
    expect(asked({ contacts: [contact(3)] }, own)).toMatchObject({ act: 'send' });
    expect(asked({ contacts: [contact(2.9)] }, own)).toBe('too_soon');
    expect(asked({ contacts: [contact(3), contact(6, 'other')] }, own)).toBe('too_often');
    expect(
      asked({ contacts: [contact(3), contact(6, 'other')] }, { ...own, limits: [{ ...limit, most: 9 }] }),
    ).toBe('too_soon');
  });
  test('who was kept back by a more important one of the same round was outranked', () => {
    expect(asked({ contacts: [{ ...contact(0), inThisRound: true }] })).toBe('outranked');
    expect(asked({ contacts: [contact(5), { ...contact(0), inThisRound: true }] })).toBe('too_soon');
  });
  test('not twice about the same survey while the first is open', () => {
    expect(asked({ openSurveys: ['s1'] })).toBe('still_open');
  });
});

describe('when', () => {
  const usual = {
    allowed: contactingOf('Europe/Berlin').allowed,
    business: contactingOf('Europe/Berlin').business,
  };
  const at = (time: string, business: boolean) =>
    decide({ ...candidate, business, dueAt: new Date(time) }, person, {
      contacting: { ...contacting, ...usual },
      limits: [],
      now: new Date(time),
    });
  test('at night it waits for the morning; business hours for Monday', () => {
    expect(at('2026-03-06T22:30:00Z', false)).toEqual({
      act: 'wait',
      until: new Date('2026-03-07T07:00:00Z'),
    });
    expect(at('2026-03-06T22:30:00Z', true)).toEqual({
      act: 'wait',
      until: new Date('2026-03-09T08:00:00Z'),
    });
    expect(at('2026-03-06T12:00:00Z', true)).toMatchObject({ act: 'send' });
  });
  test('a link that a person hands over needs no hour and no address', () => {
    expect(asked({ addresses: [] }, { candidate: { channel: 'link' } })).toEqual({
      act: 'send',
      address: null,
    });
  });
  test('too late, over, or closed', () => {
    expect(asked({}, { candidate: { dueAt: ago(8) } })).toBe('too_late');
    expect(asked({}, { candidate: { expiresAt: now } })).toBe('expired');
    expect(asked({}, { candidate: { open: false } })).toBe('survey_closed');
  });
});
