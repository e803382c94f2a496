import { z } from 'zod';
import { Person } from '../case.ts';
import { type Variable, variable, variables } from './variables.ts';

export const kinds = ['article', 'message'] as const;
const words = (most: number) => z.string().trim().min(1).max(most);

const Words = z.object({
  title: words(200),
  subject: z.string().trim().max(300).default(''),
  body: words(20_000),
});
export const Texts = z
  .object({ en: Words.optional(), de: Words.optional() })
  .refine((texts) => texts.en || texts.de, 'Write it in at least one language.');
export type Texts = z.infer<typeof Texts>;

const day = z.iso.date();
export const EntryInput = z.object({
  kind: z.enum(kinds),
  touchpoints: z.array(z.string().max(100)).max(200).default([]),
  /** Who keeps it right; by default who writes it. */
  ownerId: z.uuid().optional(),
  reviewBy: day,
  texts: Texts,
});
export type EntryInput = z.input<typeof EntryInput>;

export const EntryChange = EntryInput.omit({ kind: true }).extend({
  /** Revision of the draft that was read; 0: there was none. */
  revision: z.int().min(0),
});
export type EntryChange = z.input<typeof EntryChange>;

export const states = ['current', 'draft', 'submitted', 'retired', 'stale'] as const;

export const LibraryQuery = z.object({
  q: z.string().trim().max(200).optional().describe('Words, or beginnings of words.'),
  kind: z.enum(kinds).optional(),
  state: z.enum(states).optional().describe('Without it: everything but what is retired.'),
  touchpoint: z.string().max(100).optional().describe('Key.'),
  language: z.enum(['en', 'de']).optional(),
  after: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});
export type LibraryQuery = z.infer<typeof LibraryQuery>;

export const Uses = z.object({
  cases: z.int().describe('Cases it was used in.'),
  answered: z.int().describe('Of these, whose customers have said whether it was put right.'),
  confirmed: z.int().nullable().describe('Of these, who said yes; null: too few answers.'),
});

const Version = z.object({
  id: z.uuid(),
  number: z.int(),
  revision: z.int(),
  texts: Texts,
  writtenAt: z.date(),
  writtenBy: Person,
  submittedAt: z.date().nullable(),
  approvedAt: z.date().nullable(),
  approvedBy: Person.nullable(),
  returnedAt: z.date().nullable(),
  returnedBy: Person.nullable(),
  returnedWhy: z.string().nullable(),
});

export const LibraryEntry = z
  .object({
    id: z.uuid(),
    kind: z.enum(kinds),
    touchpoints: z.array(z.string()),
    owner: Person,
    reviewBy: z.string().describe('Day by which somebody looks whether it is still right.'),
    stale: z.boolean(),
    current: Version.nullable(),
    pending: Version.nullable().describe(
      'Being written, or submitted and waiting for somebody else’s approval.',
    ),
    retired: z.object({ at: z.date(), by: Person, why: z.string() }).nullable(),
    uses: Uses,
  })
  .meta({ id: 'LibraryEntry' });
export type LibraryEntry = z.infer<typeof LibraryEntry>;
export const Library = z.object({ items: z.array(LibraryEntry), next: z.string().nullable() });
export const Versions = z.object({ items: z.array(Version), next: z.null() });

export const Filled = z
  .object({
    entryId: z.uuid(),
    language: z.enum(['en', 'de']),
    subject: z.string(),
    body: z.string(),
    missing: z.array(z.string()).describe('What the case does not know; it stands in [[double brackets]].'),
  })
  .meta({ id: 'FilledMessage' });
export type Filled = z.infer<typeof Filled>;

/** Names in double braces that nothing fills. */
export function unknownVariables(texts: Texts): string[] {
  const all = [texts.en, texts.de].flatMap((one) => (one ? [one.subject, one.body] : [])).join('\n');
  const names = [...all.matchAll(variable)].map((match) => match[1] ?? '');
  return [...new Set(names)].filter((name) => !variables.includes(name as Variable));
}

/** Fills what is known; what is not stands in double brackets, and such a message is not sent. */
export function fill(
  text: string,
  values: Record<Variable, string | null>,
): { text: string; missing: Variable[] } {
  const missing = new Set<Variable>();
  const filled = text.replace(variable, (_, name: Variable) => {
    const value = values[name];
    if (value) return value;
    missing.add(name);
    return `[[${name}]]`;
  });
  return { text: filled, missing: [...missing] };
}
