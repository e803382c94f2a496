import { z } from 'zod';

/** An event as the rooms wrote it down, with the case it is about as it stands when the message is written. */
export interface Happening {
  name: string;
  at: Date;
  subject: { kind: string; id: string };
  data: Record<string, unknown>;
  case?: CaseFacts;
}

export const CaseFacts = z
  .object({
    id: z.guid(),
    number: z.int().meta({ description: 'As people say it: case 1204.' }),
    reason: z
      .string()
      .nullable()
      .meta({ description: 'Why a rule opened it; null where a colleague did, whose words may hold names.' }),
    urgent: z.boolean(),
    score: z.number().nullable().meta({ description: 'The answer that opened it, if one did.' }),
    customerId: z.guid(),
    touchpoint: z.string().nullable().meta({ description: 'Its key.' }),
    ownerId: z.guid().meta({ description: 'The person who has it.' }),
    department: z.string().nullable().meta({ description: 'The key of the owner’s department.' }),
    openedAt: z.iso.datetime(),
    dueAt: z.iso.datetime(),
    closedAt: z.iso.datetime().nullable(),
    href: z.url().meta({ description: 'Where a colleague opens it.' }),
  })
  .meta({ description: 'The case as it stood when the message was written.' });
export type CaseFacts = z.infer<typeof CaseFacts>;

/** One kind of message that other systems can have. */
export interface EventType<Data extends z.ZodObject = z.ZodObject> {
  type: string;
  /** Names of the events it is made from; its own name where left out. */
  from?: readonly string[];
  en: string;
  de: string;
  data: Data;
  example: z.infer<Data>;
  tell(happening: Happening): z.infer<Data>;
}

/** Keeps shape, example and telling of one type to the same fields. */
export function eventType<Data extends z.ZodObject>(of: EventType<Data>): EventType {
  return of as unknown as EventType;
}

export const exampleCase: CaseFacts = {
  id: '0199a1b2-0000-7000-8000-00000000c001',
  number: 1204,
  reason: 'NPS 2 at Technician visit',
  urgent: true,
  score: 2,
  customerId: '0199a1b2-0000-7000-8000-00000000a042',
  touchpoint: 'technician_visit',
  ownerId: '0199a1b2-0000-7000-8000-00000000b007',
  department: 'service',
  openedAt: '2026-03-02T09:00:00.000Z',
  dueAt: '2026-03-03T09:00:00.000Z',
  closedAt: null,
  href: 'https://onus.example/inbox/0199a1b2-0000-7000-8000-00000000c001',
};

/** Text where there is some, else null: what a room writes beside an event is nobody’s promise. */
export const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
