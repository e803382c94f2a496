import type { Fact, Outcome } from '../facts.ts';
import { note, Profile } from './profile.ts';

/**
 * The facts of a batch by kind, field by field. Refused ones count where they can: in their field's errors. What is only ever
 * said when something went wrong (`failed`, `contactRequested`) is no field that can be empty.
 */
export function profileFacts(facts: readonly Fact[], outcomes: readonly Outcome[]): Profile {
  const profile = new Profile();
  const dimsOf = named('dims.');
  const attributesOf = named('attributes.');
  const keysOf = named('keys.');
  for (let i = 0; i < facts.length; i++) {
    const fact = facts[i] as Fact;
    const outcome = outcomes[i] as Outcome;
    const feed = profile.record(keyOf(fact));
    if (!feed) continue;
    const wrong = outcome.outcome === 'rejected' ? outcome.field : undefined;
    const one = (field: string, value: unknown, fits = true) =>
      note(feed, field, value, fits && field !== wrong);
    if (fact.type === 'identity') {
      one('name', fact.name);
      one('email', fact.email, fact.email == null || isEmail(fact.email));
      one('phone', fact.phone, fact.phone == null || isPhone(fact.phone));
      one('account', fact.account);
      for (const name in fact.keys) one(keysOf(name), fact.keys[name]);
    } else {
      one('who', fact.who);
      one('touchpoint', fact.touchpoint);
      one('value', fact.value);
      one(
        fact.type === 'response' ? 'comment' : 'summary',
        fact.type === 'response' ? fact.comment : fact.summary,
      );
      for (const name in fact.dims) one(dimsOf(name), fact.dims[name]);
    }
    for (const name in fact.attributes) one(attributesOf(name), fact.attributes[name]);
  }
  return profile;
}

/** Before each name, and made once for a batch. */
function named(before: string): (name: string) => string {
  const made = new Map<string, string>();
  return (name) => {
    let whole = made.get(name);
    if (whole === undefined) {
      whole = before + name;
      made.set(name, whole);
    }
    return whole;
  };
}

/**
 * A record that says only part of what is known of somebody is a shape of its own: what it leaves out is not missing. So is a
 * letter beside the answers to a form.
 */
function keyOf(fact: Fact): string {
  if (fact.type === 'identity') return fact.partial ? 'person:part' : 'person';
  if (fact.type === 'interaction') return `happening:${fact.kind}`;
  const letter = fact.value == null && fact.attributes?.channel === 'email';
  return `${letter ? 'letter' : 'answer'}:${fact.metric}`;
}

/** Form only: whether somebody reads it shows when a mail is sent. */
export function isEmail(text: string): boolean {
  return text.length <= 254 && /^[^\s@<>,;]{1,64}@[^\s@.]+(\.[^\s@.]+)+$/.test(text.trim());
}

/** Six to fifteen digits (E.164) with the usual signs between them. */
export function isPhone(text: string): boolean {
  const digits = text.replace(/\D/g, '').length;
  return digits >= 6 && digits <= 15 && /^\+?[\d\s()./-]+(\s*(ext|x|#)\.?\s*\d+)?$/i.test(text.trim());
}
