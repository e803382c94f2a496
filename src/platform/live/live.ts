import type { Actor } from '../access.ts';
import type { Runner, Tx } from '../database.ts';
import type { Platform } from '../platform.ts';
import { callOut, type LiveEvent, liveAfter, liveEnds, numberLive } from './log.sql.ts';

/** The channel all processes on one database share. */
export const channel = 'onus_live';

/** What processes say to each other: a new head, somebody's rights to be looked at again, who has what open. */
export type Call =
  | { head: number }
  | { check: string }
  | { here: [subject: string, personId: string, doing: string, tab: string][]; from: string };

/** One open stream, as the hub sees it. */
export interface Reader {
  actor: Actor;
  /** Something is there to be read, or may be. */
  wake(): void;
  /** The rights of the person behind it may have changed. */
  check(): void;
  /** Something that is no event and is not kept: presence. */
  say(name: string, data: unknown): void;
  end(why: string): void;
}

/** Between a commit and the numbering of what it brought: one transaction for all commits of that time. */
const GATHER_MS = 15;
/** Where a call is lost (a pooler in between, a process that died after its commit) it is found by looking. */
const LOOK_MS = 4000;
/** Events at hand for streams that are not far behind; the others read from the database. */
const AT_HAND = 2000;
const PAGE = 500;

/** Numbers events, hears of those of other processes, and wakes the streams of this one. */
export class Live {
  readonly readers = new Set<Reader>();
  head = 0;
  private readonly platform: Platform;
  private readonly hearers = new Set<(call: Call) => void>();
  private recent: LiveEvent[] = [];
  private gathering: NodeJS.Timeout | undefined;
  private numbering: Promise<void> | undefined;
  private reading: Promise<void> | undefined;
  private wanted = 0;
  private looking: NodeJS.Timeout | undefined;
  private unlisten: (() => Promise<void>) | undefined;
  private stopped = false;

  constructor(platform: Platform) {
    this.platform = platform;
  }

  async start(): Promise<void> {
    this.head = (await liveEnds(this.platform.db)).head;
    this.unlisten = await this.platform.db.listen(channel, (message) => this.hear(message));
    this.looking = setInterval(() => {
      // Nobody to tell: what other processes do is read when somebody comes.
      if (this.readers.size > 0) this.number();
    }, LOOK_MS);
    this.looking.unref();
    this.number();
  }

  /** Something committed: soon numbered, together with whatever else commits by then. */
  committed(): void {
    if (this.gathering || this.stopped) return;
    this.gathering = setTimeout(() => {
      this.gathering = undefined;
      this.number();
    }, GATHER_MS);
    this.gathering.unref();
  }

  onCall(hearer: (call: Call) => void): void {
    this.hearers.add(hearer);
  }

  /** Numbers what waits, now; resolves when this process knows of it. */
  async settle(): Promise<void> {
    await this.numbering;
    await this.numberNow();
    await this.reading;
  }

  private number(): void {
    if (this.numbering || this.stopped) {
      if (!this.stopped) this.committed();
      return;
    }
    this.numbering = this.numberNow()
      .catch((error) => {
        if (!this.stopped) this.platform.log.warn({ error: String(error) }, 'live: numbering');
      })
      .finally(() => {
        this.numbering = undefined;
      });
  }

  private async numberNow(): Promise<void> {
    const { head } = await this.platform.db.tx(async (tx) => {
      const done = await numberLive(tx);
      // In a transaction of its own: a NOTIFY takes a lock that all committing transactions with one share.
      if (done.fresh > 0) await callOut(tx, channel, JSON.stringify({ head: done.head } satisfies Call));
      return done;
    });
    this.upTo(head);
  }

  private hear(message: string | undefined): void {
    if (this.stopped) return;
    if (!message) {
      this.number();
      return;
    }
    let call: Call;
    try {
      call = JSON.parse(message) as Call;
    } catch {
      return;
    }
    if ('head' in call) this.upTo(call.head);
    if ('check' in call)
      for (const reader of this.readers) if (reader.actor.personId === call.check) reader.check();
    for (const hearer of this.hearers) hearer(call);
  }

  private upTo(head: number): void {
    this.wanted = Math.max(this.wanted, head);
    if (this.reading || this.wanted <= this.head) return;
    this.reading = this.read()
      .catch((error) => {
        if (!this.stopped) this.platform.log.warn({ error: String(error) }, 'live: reading');
      })
      .finally(() => {
        this.reading = undefined;
      });
  }

  private async read(): Promise<void> {
    while (this.wanted > this.head && !this.stopped) {
      // Far behind (a file of a million rows): what is at hand would be thrown away again at once.
      if (this.wanted - this.head > AT_HAND || this.readers.size === 0) {
        this.recent = [];
        this.head = this.wanted;
      } else {
        const events = await liveAfter(this.platform.db, this.head, PAGE);
        this.recent.push(...events);
        if (this.recent.length > AT_HAND) this.recent = this.recent.slice(-AT_HAND / 2);
        // What was swept away meanwhile has a number, too.
        this.head = Math.max(events.at(-1)?.seq ?? this.wanted, events.length < PAGE ? this.wanted : 0);
      }
      for (const reader of this.readers) reader.wake();
    }
  }

  /** Events after this number in their order, some at a time. */
  after(seq: number): LiveEvent[] | Promise<LiveEvent[]> {
    const first = this.recent[0];
    const at = first ? seq + 1 - first.seq : -1;
    if (this.recent[at]?.seq === seq + 1) return this.recent.slice(at, at + PAGE);
    return liveAfter(this.platform.db, seq, PAGE);
  }

  async call(call: Call): Promise<void> {
    await callOut(this.platform.db, channel, JSON.stringify(call));
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.looking);
    clearTimeout(this.gathering);
    for (const reader of [...this.readers]) reader.end('restart');
    await Promise.allSettled([this.numbering, this.reading]);
    await this.unlisten?.();
  }
}

const hubs = new WeakMap<Runner, Promise<Live>>();

/** The hub of this process for this database, started by whoever needs it first. */
export function liveOf(platform: Platform): Promise<Live> {
  const { origin } = platform.db;
  let hub = hubs.get(origin);
  if (!hub) {
    const made = new Live(platform);
    hub = made.start().then(() => made);
    hubs.set(origin, hub);
    hub.catch(() => hubs.delete(origin));
  }
  return hub;
}

export async function stopLive(platform: Platform): Promise<void> {
  const hub = await hubs.get(platform.db.origin)?.catch(() => undefined);
  hubs.delete(platform.db.origin);
  await hub?.stop();
}

/** After this transaction commits, the hub (where this process has one) gives its events their numbers. */
export function wakeLive(tx: Tx): void {
  const hub = hubs.get(tx.origin);
  if (hub) tx.onCommit(() => void hub.then((live) => live.committed()).catch(() => undefined));
}

/** All open streams of the person look again whether they may, wherever they are connected. */
export async function recheck(db: Runner, personId: string): Promise<void> {
  await callOut(db, channel, JSON.stringify({ check: personId } satisfies Call));
}
