import type { Fact } from '../src/collect/facts.ts';

export const BATCHES = 24;
const SIZE = 60;

/** The n-th batch of the deliveries that the killed process takes in; the same every time. */
export function batch(n: number): Fact[] {
  return Array.from({ length: SIZE }, (_, i): Fact => {
    const serial = n * SIZE + i;
    const who = `c${serial % 37}`;
    const at = new Date(Date.UTC(2025, 0, 1) + serial * 3_600_000).toISOString();
    if (serial % 11 === 0)
      return {
        type: 'identity',
        key: who,
        name: `Person ${serial % 37}`,
        email: `p${serial % 37}@post.example`,
      };
    if (serial % 3 === 0)
      return {
        type: 'interaction',
        key: `i${serial}`,
        who,
        kind: 'delivery.done',
        at,
        value: serial % 17,
        failed: serial % 5 === 0,
      };
    return {
      type: 'response',
      key: `r${serial}`,
      who,
      metric: 'nps',
      value: serial % 11,
      at,
      touchpoint: 'help',
    };
  });
}
