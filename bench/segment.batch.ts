import { chance } from './answers.ts';

/** What the SDKs send at once unless told otherwise. */
export const EVENTS = 20;
const names = ['Order Completed', 'Product Viewed', 'Basket Opened', 'Help Searched'];

/** The i-th batch, as an SDK writes it: no two have an event in common. */
export function batch(i: number, now: number): { batch: object[]; sentAt: string } {
  const events = Array.from({ length: EVENTS }, (_, e) => {
    const n = i * EVENTS + e;
    const c = chance(n);
    return {
      type: 'track',
      messageId: `node-next-${n}-${c.toString(36)}`,
      userId: `u${c % 100_000}`,
      event: names[c % names.length],
      timestamp: new Date(now - (c % 60_000)).toISOString(),
      properties: { revenue: (c % 10_000) / 100, plan: 'fibre', basket: { items: c % 7, coupon: null } },
      context: { library: { name: '@segment/analytics-node', version: '3.1.0' }, locale: 'de-DE' },
      integrations: {},
      _metadata: { nodeVersion: '24.0.0', jsRuntime: 'node' },
    };
  });
  return { batch: events, sentAt: new Date(now).toISOString() };
}
