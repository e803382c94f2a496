import { z } from 'zod';
import { caseTypes } from './cases.ts';
import type { EventType } from './eventType.ts';
import { incidentTypes } from './incidents.ts';
import { otherTypes, testType } from './others.ts';

/** Everything that other systems can be told. What is not listed here never leaves. */
export const catalogue: readonly EventType[] = [...caseTypes, ...incidentTypes, ...otherTypes];

const byEvent = new Map(catalogue.flatMap((one) => (one.from ?? [one.type]).map((name) => [name, one])));
const byType = new Map([...catalogue, testType].map((one) => [one.type, one]));

/** What an event of the rooms is called outside; undefined: it stays inside. */
export const typeOfEvent = (name: string): EventType | undefined => byEvent.get(name);
export const eventTypeOf = (type: string): EventType | undefined => byType.get(type);

export const typeNames = catalogue.map(({ type }) => type);

/** The message a receiver gets, with shape and example, for people and for programs. */
export const EventTypeCard = z
  .object({
    type: z.string(),
    description: z.object({ en: z.string(), de: z.string() }),
    schema: z.record(z.string(), z.unknown()).meta({ description: 'JSON Schema of the whole message.' }),
    example: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'EventType' });
export type EventTypeCard = z.infer<typeof EventTypeCard>;

export function cardOf({ type, en, de, data, example }: EventType): EventTypeCard {
  const message = z.object({ type: z.literal(type), timestamp: z.iso.datetime(), data });
  return {
    type,
    description: { en, de },
    schema: z.toJSONSchema(message) as Record<string, unknown>,
    example: { type, timestamp: '2026-03-02T09:00:00.000Z', data: example },
  };
}

/** Exactly what is signed and sent. */
export function bodyOf(type: string, at: Date, data: Record<string, unknown>): string {
  return JSON.stringify({ type, timestamp: at.toISOString(), data });
}
