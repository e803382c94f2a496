import type { EvidenceSource } from '../../own/own.ts';
import { OWN } from './origin.ts';
import { seamEvidence } from './seams.ts';

/** A log has a pair for every accident. These many of its worst, each with these many bounces, are no accident. */
const worst = 5;
const bounced = 5;

/**
 * Pairs that other systems' histories show going back and forth, for the register of grey areas. A log does not say what
 * happened since a decision, so a decided pair stays decided until our own cases go back and forth there again.
 */
export const logSeams: EvidenceSource = {
  name: 'logs',
  async find(platform, { decidedAt }) {
    const pairs = (await seamEvidence(platform)).filter((one) => one.log !== OWN && one.bounces >= bounced);
    return [...Map.groupBy(pairs, (one) => one.log).values()].flatMap((some) =>
      some.slice(0, worst).map(({ log, a, b, bounces, cases }) => {
        const subject = `seam:${a}~${b}`;
        return {
          subject,
          kind: 'lived' as const,
          sign: 'ping_pong',
          count: bounces,
          fresh: decidedAt.has(subject) ? 0 : bounces,
          latest: null,
          strong: true,
          facts: { log, cases },
        };
      }),
    );
  },
};
