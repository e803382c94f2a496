import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** OWASP's recommendation for scrypt at 32 MB: N = 2^15, r = 8, p = 3 (about 0.2 s on one core). */
const cost = { N: 32_768, r: 8, p: 3, maxmem: 64 * 1024 * 1024 };

/** Length is what counts (NIST 800-63B): no rules about kinds of characters. */
export const Password = z
  .string()
  .min(10, 'has at least 10 characters')
  .max(200, 'has at most 200 characters');

/** `scrypt$N$r$p$salt$key`, so that the cost can rise later and old hashes still be read. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, cost);
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** Without a hash it works as long and says no: the time taken does not tell whether there is a password. */
export async function checkPassword(password: string, hash: string | undefined): Promise<boolean> {
  const [kind, N, r, p, salt = '', key = ''] = (hash ?? nobodys).split('$');
  if (kind !== 'scrypt') return false;
  const wanted = Buffer.from(key, 'base64url');
  const given = await derive(password, Buffer.from(salt, 'base64url'), {
    ...cost,
    N: Number(N),
    r: Number(r),
    p: Number(p),
  });
  return timingSafeEqual(given, wanted) && hash !== undefined;
}

/** Nobody's password: random bytes where the derived key would be. */
const nobodys = `scrypt$${cost.N}$${cost.r}$${cost.p}$${randomBytes(16).toString('base64url')}$${randomBytes(32).toString('base64url')}`;

function derive(password: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // NFKC: the same password typed on another keyboard is the same bytes.
    scrypt(password.normalize('NFKC'), salt, 32, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
