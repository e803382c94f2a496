import type { CountryCode } from 'libphonenumber-js';
import parsePhone from 'libphonenumber-js/min';
import type { IdentityFact } from '../collect/facts.ts';

/** An exact key: two identities that share one are the same customer. */
export interface ExactKey {
  kind: string;
  value: string;
}

/** What people type into a mandatory field; a key made of one links strangers. */
const PLACEHOLDER_MAIL =
  /^(none|na|n\/a|no|noreply|no-reply|test|unknown|unbekannt|keine|x+|a+|info|nomail)@|@(example|test|invalid|localhost)\b|^[^@]*$/;

/** Lower case, trimmed; undefined where it is no usable address. */
export function normalEmail(email: string | null | undefined): string | undefined {
  const plain = email?.trim().toLowerCase();
  return plain && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(plain) && !PLACEHOLDER_MAIL.test(plain)
    ? plain
    : undefined;
}

/** E.164, or undefined. Numbers with fewer than four different digits (0000000, 1111111) are placeholders. */
export function normalPhone(
  phone: string | null | undefined,
  country: string | undefined,
): string | undefined {
  if (!phone || new Set(phone.replace(/\D/g, '')).size < 4) return undefined;
  const parsed = parsePhone(phone, country as CountryCode | undefined);
  return parsed?.isValid() ? parsed.number : undefined;
}

/** Letters only, lower case, accents folded, words sorted: "Albrecht, Inès" equals "ines albrecht". */
export function normalName(name: string | null | undefined): string | undefined {
  const words = name
    ?.normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  return words && words.length > 0 ? words.sort().join(' ') : undefined;
}

/**
 * The exact keys of a record: e-mail, phone together with the full name (a household shares its phone),
 * and whatever further keys the source states. People and accounts never share a key.
 */
export function exactKeys(fact: IdentityFact, country: string | undefined): ExactKey[] {
  const prefix = fact.kind === 'account' ? 'account:' : '';
  const keys: ExactKey[] = [];
  const email = normalEmail(fact.email);
  if (email) keys.push({ kind: `${prefix}email`, value: email });
  const name = normalName(fact.name);
  const phone = name ? normalPhone(fact.phone, country) : undefined;
  if (name && phone) keys.push({ kind: `${prefix}phone and name`, value: `${phone} ${name}` });
  for (const [kind, values] of Object.entries(fact.keys ?? {})) {
    for (const value of [values].flat()) {
      const plain = value.trim();
      if (plain) keys.push({ kind: prefix + kind, value: plain });
    }
  }
  return keys;
}

/** What is compared to tell "the same record again" from "the record changed". */
export function identityContent(fact: IdentityFact): string {
  return JSON.stringify([
    fact.kind ?? 'person',
    fact.name ?? null,
    fact.email ?? null,
    fact.phone ?? null,
    fact.account ?? null,
    sorted(fact.keys),
    sorted(fact.attributes),
  ]);
}

export function sorted(record: Record<string, unknown> | undefined | null): [string, unknown][] | null {
  if (!record) return null;
  const entries = Object.entries(record);
  return entries.length === 0 ? null : entries.sort(([a], [b]) => (a < b ? -1 : 1));
}
