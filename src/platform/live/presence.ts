import { newId } from '../ids.ts';
import type { Platform } from '../platform.ts';
import { type Call, type Live, liveOf } from './live.ts';

/** A page says every 5 s that it is still there. */
const STAYS_MS = 12_000;
const SWEEP_MS = 2000;
/** Somebody who comes, goes or begins to write; and those who only say that they are still there. */
const SOON_MS = 100;
const LATER_MS = 1000;
/** 8,000 bytes a call at most. */
const TOGETHER = 50;
/** Things one person has open at once; the oldest is forgotten beyond that. */
const EACH = 20;

export type Doing = 'here' | 'writing' | 'gone';

interface Stay {
  personId: string;
  writing: boolean;
  until: number;
}

/** Who has a thing open, over all processes. In memory for seconds, in no table and no log: nobody is measured by it. */
export class Presence {
  private readonly live: Live;
  private readonly now: () => number;
  /** By thing, then by person and tab. */
  private readonly stays = new Map<string, Map<string, Stay>>();
  private readonly self = newId();
  /** Who has just left here: what another process still says of that page is older. */
  private readonly left = new Map<string, number>();
  private readonly toSay = new Map<string, [string, string, string, string]>();
  private saying: NodeJS.Timeout | undefined;
  private sayingAt = 0;

  constructor(live: Live, now: () => number = Date.now) {
    this.live = live;
    this.now = now;
    live.onCall((call) => {
      // What this process said itself it knows, and may know better by now.
      if (!('here' in call) || call.from === this.self) return;
      for (const [subject, person, doing, tab] of call.here) {
        const late = (this.left.get(`${subject} ${person} ${tab}`) ?? 0) > this.now();
        if (!late) this.take(subject, person, doing as Doing, tab);
      }
    });
    setInterval(() => this.sweep(), SWEEP_MS).unref();
  }

  /** One page of a person says what it does. */
  say(subject: string, personId: string, doing: Doing, tab: string): void {
    const changed = this.take(subject, personId, doing, tab);
    const page = `${subject} ${personId} ${tab}`;
    if (doing === 'gone') this.left.set(page, this.now() + 2 * LATER_MS);
    else this.left.delete(page);
    this.toSay.set(page, [subject, personId, doing, tab]);
    const at = this.now() + (changed ? SOON_MS : LATER_MS);
    if (this.saying && this.sayingAt <= at) return;
    clearTimeout(this.saying);
    this.sayingAt = at;
    this.saying = setTimeout(() => void this.flush(), at - this.now());
    this.saying.unref();
  }

  /** Each person once; writing where any of their pages is. */
  others(subject: string, exceptId: string): { personId: string; writing: boolean }[] {
    const now = this.now();
    const found = new Map<string, boolean>();
    for (const { personId, writing, until } of this.stays.get(subject)?.values() ?? [])
      if (personId !== exceptId && until > now)
        found.set(personId, writing || (found.get(personId) ?? false));
    return [...found].map(([personId, writing]) => ({ personId, writing }));
  }

  private take(subject: string, personId: string, doing: Doing, tab: string): boolean {
    const before = this.seen(subject);
    const stays = this.stays.get(subject) ?? new Map<string, Stay>();
    const key = `${personId} ${tab}`;
    // Set anew, so that the map's order is that of the last sign of life.
    stays.delete(key);
    if (doing !== 'gone') {
      stays.set(key, { personId, writing: doing === 'writing', until: this.now() + STAYS_MS });
      const own = [...stays.keys()].filter((one) => one.startsWith(`${personId} `));
      if (own.length > EACH) stays.delete(own[0] as string);
    }
    if (stays.size > 0) this.stays.set(subject, stays);
    else this.stays.delete(subject);
    return this.tellIfChanged(subject, before);
  }

  private sweep(): void {
    const now = this.now();
    for (const [page, until] of this.left) if (until <= now) this.left.delete(page);
    for (const [subject, stays] of this.stays) {
      const over = [...stays].filter(([, stay]) => stay.until <= now);
      if (over.length === 0) continue;
      const before = this.seen(subject);
      for (const [key] of over) stays.delete(key);
      if (stays.size === 0) this.stays.delete(subject);
      this.tellIfChanged(subject, before);
    }
  }

  private seen(subject: string): string {
    return this.others(subject, '')
      .map((one) => `${one.personId} ${one.writing}`)
      .sort()
      .join();
  }

  /** Only to those who have it open themselves. */
  private tellIfChanged(subject: string, before: string): boolean {
    if (this.seen(subject) === before) return false;
    const there = new Set(this.others(subject, '').map(({ personId }) => personId));
    const id = subject.slice(subject.indexOf(':') + 1);
    for (const reader of this.live.readers)
      if (reader.actor.personId && there.has(reader.actor.personId)) reader.say('presence', { id });
    return true;
  }

  private async flush(): Promise<void> {
    this.saying = undefined;
    const all = [...this.toSay.values()];
    this.toSay.clear();
    for (let i = 0; i < all.length; i += TOGETHER) {
      // A call that is lost is made again in five seconds.
      await this.live
        .call({ here: all.slice(i, i + TOGETHER), from: this.self } satisfies Call)
        .catch(() => undefined);
    }
  }
}

const kept = new WeakMap<Live, Presence>();

export async function presenceOf(platform: Platform): Promise<Presence> {
  const live = await liveOf(platform);
  let presence = kept.get(live);
  if (!presence) {
    presence = new Presence(live);
    kept.set(live, presence);
  }
  return presence;
}
