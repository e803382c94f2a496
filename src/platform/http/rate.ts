import { Refusal } from '../errors.ts';

export interface RateLimit {
  /** Requests per window. */
  limit: number;
  windowSeconds: number;
  /** Counted per network address or per signed-in actor. */
  by: 'address' | 'actor';
}

interface Count {
  left: number;
  until: number;
}

/**
 * Fixed windows in memory, one set per process: with n web processes the limit is n times as high, which is good
 * enough against guessing and runaway scripts and costs no database round trip.
 */
export class RateCounter {
  private readonly counts = new Map<string, Count>();
  private readonly now: () => number;

  constructor(now: () => number = Date.now) {
    this.now = now;
  }

  /** @throws Refusal `too_many_requests` (429) with `retryAfterSeconds`. */
  take(key: string, { limit, windowSeconds }: Pick<RateLimit, 'limit' | 'windowSeconds'>): void {
    const now = this.now();
    let count = this.counts.get(key);
    if (!count || count.until <= now) {
      if (this.counts.size > 10_000) this.forgetOld(now);
      count = { left: limit, until: now + windowSeconds * 1000 };
      this.counts.set(key, count);
    }
    if (count.left <= 0) {
      const retryAfterSeconds = Math.max(1, Math.ceil((count.until - now) / 1000));
      throw new Refusal(
        'too_many_requests',
        `Too many requests. Try again in ${retryAfterSeconds} seconds.`,
        { retryAfterSeconds },
        429,
      );
    }
    count.left--;
  }

  /** A success gives the tries back. */
  forget(key: string): void {
    this.counts.delete(key);
  }

  private forgetOld(now: number): void {
    for (const [key, count] of this.counts) if (count.until <= now) this.counts.delete(key);
  }
}
