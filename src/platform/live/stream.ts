import type { Actor } from '../access.ts';
import type { Live, Reader } from './live.ts';
import type { LiveEvent } from './log.sql.ts';
import { maySee } from './visible.ts';

/** Through proxies that end what says nothing for a minute, and often enough that a page knows when it is cut off. */
const HEARTBEAT_MS = 20_000;
/** A heartbeat that could not be handed over three times: nobody reads at the other end. */
const STUCK_BEATS = 3;
/** Handed over but not yet taken by the connection; beyond that the reader is left to catch up from its number. */
const AHEAD_BYTES = 16_384;
/** Before the browser comes back by itself. */
const RETRY_MS = 2000;

export interface Opening {
  live: Live;
  actor: Actor;
  /** Who it is now: undefined once the session or key has ended. */
  again: () => Promise<Actor | undefined>;
  /** The number of the last event that arrived. */
  after: number;
  /** What lies between is not kept any more: whoever reads fetches everything afresh. */
  reset: boolean;
  gone: () => void;
}

const text = new TextEncoder();

/** One reader: its own place in the log, so that nothing is missed or doubled however slowly it reads. */
export class Stream implements Reader {
  readonly body: ReadableStream<Uint8Array>;
  actor: Actor;
  private readonly opening: Opening;
  private readonly rights: string;
  private out!: ReadableStreamDefaultController<Uint8Array>;
  private at: number;
  private busy = false;
  private ended = false;
  private missed = 0;
  private beat: NodeJS.Timeout;

  constructor(opening: Opening) {
    this.opening = opening;
    this.actor = opening.actor;
    this.rights = rightsOf(opening.actor);
    this.at = opening.after;
    this.body = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          this.out = controller;
          this.write(`retry: ${RETRY_MS}\n${frame('hello', { head: opening.live.head }, this.at)}`);
          if (opening.reset) this.write(frame('reset', {}, this.at));
        },
        pull: () => this.wake(),
        cancel: () => this.close(),
      },
      new ByteLengthQueuingStrategy({ highWaterMark: AHEAD_BYTES }),
    );
    this.beat = setInterval(() => this.heartbeat(), HEARTBEAT_MS);
    this.beat.unref();
  }

  /** Bytes that were handed over and not yet taken. */
  get waiting(): number {
    return AHEAD_BYTES - (this.out.desiredSize ?? AHEAD_BYTES);
  }

  wake(): void {
    if (!this.busy) void this.pump();
  }

  /** Gives what may be seen, for as long as the connection takes it; goes on at the next `pull`. */
  private async pump(): Promise<void> {
    this.busy = true;
    try {
      while (!this.ended && this.at < this.opening.live.head && (this.out.desiredSize ?? 0) > 0) {
        const found = this.opening.live.after(this.at);
        const events = Array.isArray(found) ? found : await found;
        if (this.ended) return;
        // Swept away between opening and reading: only what is two days old is.
        if (events.length === 0) {
          this.at = this.opening.live.head;
          return;
        }
        for (const event of events) {
          this.at = event.seq;
          if (maySee(this.actor, event)) this.write(frameOf(event));
          if ((this.out.desiredSize ?? 0) <= 0) break;
        }
      }
    } catch {
      this.end('restart');
    } finally {
      this.busy = false;
    }
  }

  say(name: string, data: unknown): void {
    // Not kept and said again soon: a reader that is behind has no use for it.
    if (!this.ended && (this.out.desiredSize ?? 0) > 0) this.write(frame(name, data));
  }

  check(): void {
    if (this.ended) return;
    this.opening
      .again()
      .then((now) => {
        if (!now) this.end('signed_out');
        else if (rightsOf(now) !== this.rights) this.end('rights');
      })
      // The database is away: nothing comes from it either, and the next heartbeat asks again.
      .catch(() => undefined);
  }

  private heartbeat(): void {
    if (this.ended) return;
    this.check();
    if ((this.out.desiredSize ?? 0) <= 0) {
      if (++this.missed >= STUCK_BEATS) this.drop();
      return;
    }
    this.missed = 0;
    // The number goes along even where nothing was to be seen, so that coming back begins here.
    this.write(frame('beat', {}, this.at));
  }

  /** Says why, so that the page knows whether to come back. */
  end(why: string): void {
    if (this.ended) return;
    this.write(frame('bye', { why }));
    this.close(true);
  }

  /** Nothing more can be said to who does not read. */
  private drop(): void {
    this.close();
    this.out.error(new DOMException('nobody reads', 'AbortError'));
  }

  private close(shut = false): void {
    if (this.ended) return;
    this.ended = true;
    clearInterval(this.beat);
    this.opening.gone();
    if (shut) {
      try {
        this.out.close();
      } catch {
        // The other end was faster.
      }
    }
  }

  private write(frame: string): void {
    this.out.enqueue(text.encode(frame));
  }
}

function frameOf({ seq, name, kind, id, about, toPerson }: LiveEvent): string {
  return frame('change', { name, kind, id, ...about, ...(toPerson ? { mine: true } : {}) }, seq);
}

function frame(event: string, data: unknown, id?: number): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

function rightsOf(actor: Actor): string {
  return [...actor.permissions].sort().join();
}
