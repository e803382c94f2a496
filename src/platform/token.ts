import { hash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits behind a prefix that says what it opens, so that a leaked one is recognised for what it is. */
export function newToken(prefix: string): string {
  return `${prefix}${randomBytes(32).toString('base64url')}`;
}

/** What is stored of a token. One round is enough: nobody guesses 256 bits. */
export function hashOfToken(token: string): string {
  return hash('sha256', token);
}

export function sameHash(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
