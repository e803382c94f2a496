import { z } from 'zod';
import { Key } from './key.ts';

const words = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .refine((value) => value.isWellFormed() && !value.includes('\0'), {
      message: 'This text holds a broken character.',
    });
const list = z.array(words(500).min(1)).max(40).default([]);

export const PersonaInput = z.object({
  key: Key.optional(),
  name: words(200).min(1, { message: 'A name must not be empty.' }),
  /** Two or three letters in their picture; made from the name where left out. */
  initials: words(3)
    .nullish()
    .transform((value) => value || null),
  /** Something they would say. */
  says: words(500).default(''),
  about: words(4000).default(''),
  needs: list,
  pains: list,
  motivations: list,
  behaviours: list,
});
export type PersonaInput = z.infer<typeof PersonaInput>;

export const Persona = z
  .object({
    id: z.int(),
    key: z.string(),
    name: z.string(),
    initials: z.string(),
    colour: z.string(),
    says: z.string(),
    about: z.string(),
    needs: z.array(z.string()),
    pains: z.array(z.string()),
    motivations: z.array(z.string()),
    behaviours: z.array(z.string()),
    changedAt: z.iso.datetime(),
    changedBy: z.string(),
    archivedAt: z.iso.datetime().nullable(),
    journeys: z.array(z.object({ key: z.string(), name: z.string() })),
  })
  .meta({ id: 'Persona' });
export type Persona = Omit<z.infer<typeof Persona>, 'changedAt' | 'archivedAt'> & {
  changedAt: Date;
  archivedAt: Date | null;
};

export const PersonaList = z.object({ items: z.array(Persona), next: z.null() });
export const PersonaJourneys = z.object({ journeys: z.array(Key).max(500) });
