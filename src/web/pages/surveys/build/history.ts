/** What was, what is, and what was taken back. */
export interface History<T> {
  past: T[];
  now: T;
  future: T[];
  /** What the last step was about, and when (ms): typing on in one field is one step. */
  tag?: string | undefined;
  at: number;
}

/** Two hundred steps back reach further than anybody remembers. */
const MOST = 200;
/** A pause as long as this ends a step of typing. */
const PAUSE = 1500;

export function begin<T>(now: T): History<T> {
  return { past: [], now, future: [], at: 0 };
}

export function step<T>(history: History<T>, now: T, { tag, at }: { tag?: string; at: number }): History<T> {
  const goesOn =
    tag !== undefined && tag === history.tag && at - history.at < PAUSE && history.past.length > 0;
  const past = goesOn ? history.past : [...history.past, history.now].slice(-MOST);
  return { past, now, future: [], tag, at };
}

export function back<T>({ past, now, future }: History<T>): History<T> {
  const before = past.at(-1);
  if (before === undefined) return { past, now, future, at: 0 };
  return { past: past.slice(0, -1), now: before, future: [now, ...future], at: 0 };
}

export function forth<T>({ past, now, future }: History<T>): History<T> {
  const [next, ...rest] = future;
  if (next === undefined) return { past, now, future, at: 0 };
  return { past: [...past, now], now: next, future: rest, at: 0 };
}
