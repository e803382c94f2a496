import { earlier, later } from './day.ts';

/** Days from the first up to, not including, the second; null: without end. */
export interface Span {
  from: string;
  until: string | null;
}

const never = '9999-12-31';

/** What of a span none of the others takes, in order. */
export function freeOf(span: Span, taken: readonly Span[]): Span[] {
  const free: Span[] = [];
  const end = span.until ?? never;
  let at = span.from;
  for (const { from, until } of [...taken].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const stop = earlier(from, end);
    if (at < stop) free.push({ from: at, until: stop });
    at = later(at, until ?? never);
  }
  if (at < end) free.push({ from: at, until: span.until });
  return free;
}
