import { createHmac, timingSafeEqual } from 'node:crypto';
import { Refusal } from '../../../platform/errors.ts';
import type { Signed } from './provider.ts';

/** Older or newer than this, a signed delivery is a copy of one that somebody kept. */
export const TOLERANCE_SECONDS = 300;

export interface Hmac {
  algorithm: 'sha1' | 'sha256';
  encoding: 'hex' | 'base64';
  secret: string | Buffer;
  of: string | Buffer;
}

export function hmac({ algorithm, encoding, secret, of }: Hmac): string {
  return createHmac(algorithm, secret).update(of).digest(encoding);
}

/** @throws Refusal `wrong_signature` unless one of `given` is what the secret makes of the content */
export function mustMatch(given: readonly (string | undefined)[], expected: string): void {
  const right = Buffer.from(expected);
  let found = false;
  for (const one of given) {
    const bytes = Buffer.from(one ?? '');
    if (bytes.length === right.length && timingSafeEqual(bytes, right)) found = true;
  }
  if (found) return;
  const missing = given.every((one) => !one);
  throw new Refusal(
    'wrong_signature',
    missing
      ? 'The delivery is not signed. Enter the same secret at the sender and at this connection.'
      : 'The signature does not fit the content. Is the secret of this connection the sender’s?',
    {},
    401,
  );
}

/** @throws Refusal `too_old` where a delivery's own time (seconds) is not about now */
export function mustBeRecent(seconds: number, { now }: Pick<Signed, 'now'>): void {
  const off = Math.abs(now.getTime() / 1000 - seconds);
  if (off <= TOLERANCE_SECONDS) return;
  throw new Refusal(
    'too_old',
    Number.isFinite(seconds)
      ? `The delivery was signed ${Math.round(off / 60)} minutes away from now; ${TOLERANCE_SECONDS / 60} are allowed, so that a kept copy opens nothing. Check the sender’s clock.`
      : 'The delivery does not say when it was signed.',
    {},
    401,
  );
}
