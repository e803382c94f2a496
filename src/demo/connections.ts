import { buildApp } from '../app.ts';
import { changeConnection, connect } from '../collect/conventions/connections.ts';
import type { EventMapping } from '../collect/conventions/eventMapping.ts';
import { takeUp } from '../collect/intake/takeUp.ts';
import { takeIn } from '../loop.ts';
import { operatorActor } from '../platform/access.ts';
import { DAY } from './day.ts';
import type { Past } from './past.ts';
import type { Resident } from './population.ts';

const HOUR = DAY / 24;

/** The help pages have a touchpoint; nothing in Halden happens nowhere. */
const helpPages: EventMapping = {
  yields: [
    {
      type: 'interaction',
      when: { column: 'event', is: ['Help Searched'] },
      who: 'onus.who',
      kind: '=help.searched',
      touchpoint: '=help_pages',
      at: 'onus.at',
      summary: 'properties.words',
    },
    {
      type: 'response',
      when: { column: 'event', is: ['Help Rated'] },
      who: 'onus.who',
      metric: '=csat',
      value: 'properties.stars',
      touchpoint: '=help_pages',
      at: 'onus.at',
    },
  ],
};

const visits: EventMapping = {
  yields: [
    {
      type: 'interaction',
      when: { column: 'type', is: ['visit.rescheduled'] },
      kind: 'type',
      who: 'line',
      touchpoint: '=appointment_reminder',
      at: 'onus.at',
      summary: 'why',
    },
  ],
};

const words = ['router light red', 'wifi upstairs', 'change my plan', 'bill twice', 'moving in May'];

/**
 * The shop’s app speaks Segment, the planners’ tool calls a webhook. A few events did not pass: somebody sent six stars
 * where five are the most, and the planners’ tool began to send what nobody has mapped yet.
 */
export async function makeConnections(past: Past, residents: Resident[]): Promise<void> {
  const now = past.clock.now();
  past.clock.set(new Date(past.end - 6 * DAY));
  const shop = await connect(past, operatorActor, 'shop', {
    convention: 'segment',
    provider: null,
    secret: null,
  });
  const network = await connect(past, operatorActor, 'network', {
    convention: 'webhook',
    provider: 'any',
    secret: null,
  });
  await changeConnection(past, operatorActor, shop.id, { mapping: helpPages });
  await changeConnection(past, operatorActor, network.id, { mapping: visits });
  const app = buildApp(past);
  const post = (to: string, key: string | undefined, event: object) =>
    app.request(new URL(to).pathname, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(key ? { authorization: `Bearer ${key}` } : {}) },
      body: JSON.stringify(event),
    });
  const keys = residents.flatMap(({ keys }) => (keys.shop && keys.network ? [keys] : [])).slice(0, 12);
  for (const [i, key] of keys.entries()) {
    // The shop has been silent for longer than agreed; see truths.
    past.clock.set(new Date(past.end - 5 * DAY + i * HOUR));
    const about = { userId: key.shop, timestamp: past.clock.now() };
    const track = `${shop.sendTo}/v1/track`;
    const searched = { event: 'Help Searched', properties: { words: words[i % words.length] } };
    await post(track, shop.key, { ...about, messageId: `search-${i}`, ...searched });
    const rated = { event: 'Help Rated', properties: { stars: 6 } };
    if (i % 5 === 2) await post(track, shop.key, { ...about, messageId: `stars-${i}`, ...rated });
  }
  await takeUp(past, takeIn);
  for (const [i, key] of keys.entries()) {
    past.clock.set(new Date(past.end - 30 * HOUR + 2 * i * HOUR));
    await post(network.sendTo, undefined, {
      type: i === 7 ? 'visit.photo_added' : 'visit.rescheduled',
      timestamp: past.clock.now(),
      line: key.network,
      why: i % 2 ? 'customer asked' : 'technician ill',
    });
  }
  await takeUp(past, takeIn);
  past.clock.set(now);
}
