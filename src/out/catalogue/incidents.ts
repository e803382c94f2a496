import { z } from 'zod';
import { type EventType, eventType, text } from './eventType.ts';

const Incident = z.object({
  incidentId: z.guid(),
  number: z.number().nullable().meta({ description: 'As people say it: incident 12.' }),
  touchpointId: z.number().nullable(),
  ownerId: z.string().nullable().meta({ description: 'The person who has it.' }),
});

const ofIncident = (type: string, en: string, de: string): EventType =>
  eventType({
    type,
    en,
    de,
    data: Incident,
    example: {
      incidentId: '0199a1b2-0000-7000-8000-00000000ac01',
      number: 12,
      touchpointId: 7,
      ownerId: '0199a1b2-0000-7000-8000-00000000b007',
    },
    tell: ({ subject, data }) => ({
      incidentId: subject.id,
      number: typeof data.number === 'number' ? data.number : null,
      touchpointId: typeof data.touchpointId === 'number' ? data.touchpointId : null,
      ownerId: text(data.ownerId),
    }),
  });

export const incidentTypes: EventType[] = [
  ofIncident(
    'incident.opened',
    'Many cases opened at one touchpoint within minutes: they are one incident with one owner.',
    'An einem Kontaktpunkt entstanden binnen Minuten viele Fälle: Sie sind eine Störung und gehören jemandem.',
  ),
  ofIncident(
    'incident.closed',
    'An incident was ended. Its cases stay open with their owners until each customer is told.',
    'Eine Störung wurde beendet. Ihre Fälle bleiben offen, bis jeder Kunde Bescheid weiß.',
  ),
];
