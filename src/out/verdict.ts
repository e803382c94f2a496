import { CHAT_REST_MS } from './chat/chat.ts';
import type { EndpointKind } from './endpoint.ts';
import type { Answered } from './request/post.ts';

export interface Verdict {
  /**
   * failed: to be tried again · refused: this message will never be taken · gone: the endpoint asks for no more ·
   * later: it asks for a pause · nothing: there is nothing to be sent.
   */
  outcome: 'nothing' | 'delivered' | 'failed' | 'refused' | 'gone' | 'later';
  /** What its status means, where nothing else was said. */
  words?: string;
  /** Until then the endpoint gets nothing. */
  restsUntil?: Date;
}

/** No receiver makes us wait longer. */
const LONGEST_PAUSE_MS = 24 * 3_600_000;

export function verdictOn(kind: EndpointKind, answered: Answered, now: Date): Verdict {
  const { status } = answered;
  if (status === undefined) return { outcome: 'failed' };
  const rest = new Date(now.getTime() + CHAT_REST_MS);
  if (status >= 200 && status < 300) {
    if (kind === 'teams' && tooMany.test(answered.response ?? ''))
      return { outcome: 'later', words: 'It says that there were too many messages.', restsUntil: rest };
    return isChat(kind) ? { outcome: 'delivered', restsUntil: rest } : { outcome: 'delivered' };
  }
  const words = wordsFor(status, answered.location);
  // The record, or a field of it, is not as we were told: the same again would not change that.
  if (kind === 'crm' && [400, 404, 409, 422].includes(status))
    return {
      outcome: 'refused',
      words: status === 404 ? 'It answered 404: there is no such record.' : words,
    };
  if (status === 410) return { outcome: 'gone', words };
  const pause = pauseOf(answered.retryAfter, now);
  if (pause && (status === 429 || status === 503)) {
    // Being asked for patience is no failure of the message, but 503 may be one of the receiver.
    return { outcome: status === 429 ? 'later' : 'failed', words, restsUntil: pause };
  }
  return { outcome: 'failed', words };
}

/** Connectors of Teams answer 200 and put the refusal into the text. */
const tooMany = /HTTP error 429|throttl/i;

const isChat = (kind: EndpointKind) => kind === 'slack' || kind === 'teams';

/** Seconds or a date (RFC 9110). */
function pauseOf(text: string | undefined, now: Date): Date | undefined {
  if (!text) return undefined;
  const at = /^\d+$/.test(text) ? now.getTime() + Number(text) * 1000 : Date.parse(text);
  if (Number.isNaN(at)) return undefined;
  return new Date(Math.min(Math.max(at, now.getTime() + 1000), now.getTime() + LONGEST_PAUSE_MS));
}

function wordsFor(status: number, location: string | undefined): string {
  if (status >= 300 && status < 400)
    return `It answered ${status}, a redirect${location ? ` to ${location.slice(0, 200)}` : ''}, which is not followed. Enter the new address.`;
  if (status === 410) return 'It answered 410: nothing is wanted there any more.';
  if (status === 401 || status === 403) return `It answered ${status}: it does not let us in.`;
  return `It answered ${status}.`;
}
