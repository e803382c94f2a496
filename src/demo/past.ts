import { setClock } from '../platform/clock.ts';
import type { Platform } from '../platform/platform.ts';

/** The platform as it was: its clock is moved through two years, and mails of that time are not sent again today. */
export interface Past extends Platform {
  clock: ReturnType<typeof setClock>;
  /** When the story ends: the moment at which the demo is made. Milliseconds. */
  end: number;
}

export function past(platform: Platform, end: number): Past {
  const { queue } = platform;
  // Mails of the past are not sent today, what is defined before the first fact has nothing to count again, who receives
  // messages listens only once the server does, and who is late is told there and then.
  const done = new Set(['mail', 'measure.recount', 'out.send', 'govern.late', 'close.recognise']);
  return {
    ...platform,
    clock: setClock(new Date(end)),
    queue: {
      ...queue,
      send: async (tx, name, data, options) =>
        done.has(name) ? undefined : queue.send(tx, name, data, options),
    },
    end,
  };
}
