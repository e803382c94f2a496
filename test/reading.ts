import { setTimeout as sleep } from 'node:timers/promises';
import type { Actor } from '../src/platform/access.ts';
import { liveOf } from '../src/platform/live/live.ts';
import { Stream } from '../src/platform/live/stream.ts';
import { appFor, type TestPlatform } from './platform.ts';

export interface Heard {
  event: string;
  id: number | undefined;
  data: Record<string, unknown>;
}

/** What a text of server-sent events says, as a browser reads it. */
export function parseEvents(text: string): Heard[] {
  return text
    .split('\n\n')
    .filter((block) => /^(event|data):/m.test(block))
    .map((block) => {
      const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(block)?.[1];
      const id = field('id');
      return {
        event: field('event') ?? 'message',
        id: id === undefined ? undefined : Number(id),
        data: JSON.parse(field('data') ?? '{}') as Record<string, unknown>,
      };
    });
}

export interface Reading {
  /** `change` events so far. */
  changes: Heard[];
  names: string[];
  /** The last number that arrived, as a browser keeps it. */
  last: number;
  ended: boolean;
  /** What the server said when it ended the stream. */
  why: unknown;
  until(met: () => boolean): Promise<void>;
  /** Goes away; returns the changes that had arrived. */
  stop(): Promise<Heard[]>;
  /** Bytes waiting in the server for a reader that is asleep. */
  buffered(): number;
  /** How often something that is no change was said about this. */
  said(event: string, id: string): number;
  wakeUp(): void;
}

/**
 * One open stream of this person, read like a browser does. `again`: who it is when the server asks; `asleep`: reads
 * nothing until woken; `last`: comes back after a break.
 */
export async function reading(
  platform: TestPlatform,
  actor: Actor,
  given: { last?: number; again?: () => Promise<Actor | undefined>; asleep?: boolean } = {},
): Promise<Reading> {
  let stream: Stream | undefined;
  const body = given.again || given.asleep ? await own() : await served();

  /** Through the interface, as everybody. */
  async function served(): Promise<ReadableStream<Uint8Array>> {
    const headers: Record<string, string> =
      given.last === undefined ? {} : { 'last-event-id': String(given.last) };
    const answer = await appFor(platform).hono.request('/api/v1/live', { headers }, { actor });
    if (!answer.body || answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
    return answer.body as ReadableStream<Uint8Array>;
  }

  /** The stream itself, where the test decides who it is later. */
  async function own(): Promise<ReadableStream<Uint8Array>> {
    const live = await liveOf(platform);
    await live.settle();
    stream = new Stream({
      live,
      actor,
      again: given.again ?? (async () => actor),
      after: given.last ?? live.head,
      reset: false,
      gone: () => live.readers.delete(stream as Stream),
    });
    live.readers.add(stream);
    return stream.body;
  }

  const all: Heard[] = [];
  const reader = body.getReader();
  const words = new TextDecoder();
  let rest = '';
  let wakeUp = () => {};
  const awake = given.asleep
    ? new Promise<void>((resolve) => {
        wakeUp = resolve;
      })
    : Promise.resolve();
  const one: Reading = {
    changes: [],
    names: [],
    last: given.last ?? 0,
    ended: false,
    why: undefined,
    async until(met) {
      const end = Date.now() + 20_000;
      while (!met()) {
        if (Date.now() > end) throw new Error(`not within 20 s; arrived: ${one.names.join(' ')}`);
        await sleep(3);
      }
    },
    async stop() {
      await reader.cancel();
      return one.changes;
    },
    said: (event, id) => all.filter((one) => one.event === event && one.data.id === id).length,
    buffered: () => stream?.waiting ?? 0,
    wakeUp: () => wakeUp(),
  };
  void (async () => {
    await awake;
    for (;;) {
      const { value, done } = await reader.read();
      if (done) break;
      rest += words.decode(value, { stream: true });
      const end = rest.lastIndexOf('\n\n');
      if (end < 0) continue;
      const heard = parseEvents(rest.slice(0, end + 2));
      rest = rest.slice(end + 2);
      for (const event of heard) {
        all.push(event);
        one.names.push(event.event);
        if (event.id !== undefined) one.last = event.id;
        if (event.event === 'change') one.changes.push(event);
        if (event.event === 'bye') one.why = event.data.why;
      }
    }
    one.ended = true;
  })();
  await one.until(() => given.asleep || one.names.includes('hello'));
  return one;
}
