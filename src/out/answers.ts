import type { Tx } from '../platform/database.ts';
import { recordEvents } from '../platform/events.ts';
import type { Platform } from '../platform/platform.ts';
import { answerType } from './catalogue/others.ts';
import { isWanted } from './outbox.sql.ts';

/** An answer as the loop has it: new, and with all its names. */
export interface HeardAnswer {
  responseId: string;
  customerId: string | null;
  metric: string;
  value: number | null;
  hasComment: boolean;
  contactRequested: boolean;
  touchpoint: string | null;
  occurredAt: Date;
}

/** Older ones are history that is being loaded; case rules look back as far. */
const NEWS_MS = 14 * 86_400_000;

/**
 * Answers are facts, and there may be millions: they become events only while somebody wants to hear of them. In the
 * transaction that takes them in, so each becomes one event and never two.
 */
export async function tellAnswers(tx: Tx, platform: Platform, answers: Iterable<HeardAnswer>): Promise<void> {
  const since = platform.clock.now().getTime() - NEWS_MS;
  const news: HeardAnswer[] = [];
  for (const answer of answers) if (answer.occurredAt.getTime() >= since) news.push(answer);
  if (news.length === 0 || !(await isWanted(tx, answerType.type))) return;
  await recordEvents(
    tx,
    platform,
    news.map(({ responseId, occurredAt, ...data }) => ({
      name: answerType.type,
      subject: { kind: 'response', id: responseId },
      data: { ...data, occurredAt: occurredAt.toISOString() },
    })),
  );
}
