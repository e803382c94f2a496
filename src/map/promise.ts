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
const nothing = <T extends z.ZodType>(of: T) => of.nullish().transform((value) => value ?? null);

/**
 * Who promised what to whom, where, and which facts show whether it is kept: each interaction of a kind (or each answer to a
 * metric) keeps it or breaks it, by having failed or by a value over or under a limit.
 */
export const PromiseInput = z
  .object({
    key: Key.optional(),
    name: words(200).min(1, { message: 'A name must not be empty.' }),
    words: words(1000).min(1, { message: 'Say what is promised, as the customer hears it.' }),
    toWhom: words(200).default(''),
    department: nothing(Key).meta({ description: 'Key of the department that promises.' }),
    person: nothing(z.uuid()),
    touchpoint: nothing(Key).meta({ description: 'Where it is given.' }),
    measuredBy: nothing(z.enum(['interaction', 'response'])),
    measuredKey: nothing(z.string().trim().min(1).max(200)).meta({
      description: 'Kind of interaction, or metric of response.',
    }),
    at: nothing(Key).meta({ description: 'Only facts on this touchpoint count; anywhere without.' }),
    brokenWhen: z.enum(['failed', 'over', 'under']).default('failed'),
    limit: nothing(z.number().min(-1e9).max(1e9)),
    unit: nothing(words(40)),
  })
  .superRefine((promise, context) => {
    const say = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if ((promise.brokenWhen === 'failed') !== (promise.limit === null))
      say(
        'limit',
        'Give a limit where the promise breaks over or under one, and none where it breaks by failing.',
      );
    if ((promise.measuredBy === null) !== (promise.measuredKey === null))
      say('measuredKey', 'Say both: interaction or response, and which.');
    if (promise.measuredBy === 'response' && promise.brokenWhen === 'failed')
      say('brokenWhen', 'An answer has no failure: give a limit under or over which the promise is broken.');
  });
export type PromiseInput = z.infer<typeof PromiseInput>;

const Named = z.object({ key: z.string(), name: z.string() });

export const PromiseAnswer = z
  .object({
    id: z.int(),
    key: z.string(),
    name: z.string(),
    words: z.string(),
    toWhom: z.string(),
    department: Named.nullable(),
    person: z.object({ id: z.uuid(), name: z.string(), left: z.boolean() }).nullable(),
    touchpoint: Named.extend({ journey: z.string() }).nullable(),
    measuredBy: z.enum(['interaction', 'response']).nullable(),
    measuredKey: z.string().nullable(),
    at: Named.nullable(),
    brokenWhen: z.enum(['failed', 'over', 'under']),
    limit: z.number().nullable(),
    unit: z.string().nullable(),
    changedAt: z.iso.datetime(),
    changedBy: z.string(),
    archivedAt: z.iso.datetime().nullable(),
    n: z.int().meta({ description: 'Facts of the period that keep or break it.' }),
    broken: z.int(),
    customers: z.int().meta({ description: 'To whom it was broken.' }),
    keptShare: z.number().nullable().meta({ description: '0…1; null where nothing shows it.' }),
  })
  .meta({ id: 'Promise' });
export type PromiseAnswer = Omit<z.infer<typeof PromiseAnswer>, 'changedAt' | 'archivedAt'> & {
  changedAt: Date;
  archivedAt: Date | null;
};

export const PromiseList = z.object({
  items: z.array(PromiseAnswer),
  next: z.null(),
  from: z.iso.date(),
  to: z.iso.date(),
});

export const TermList = z.object({
  items: z.array(
    z.object({
      words: z.string(),
      toWhom: z.string(),
      measuredKey: z.string().nullable(),
      brokenWhen: z.string(),
      limit: z.number().nullable(),
      at: z.iso.datetime(),
      by: z.string(),
    }),
  ),
  next: z.null(),
});

export const BrokenList = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      at: z.iso.datetime(),
      text: z.string().nullable(),
      value: z.number().nullable(),
      customer: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
    }),
  ),
  next: z.null(),
});

export const PromiseTo = z.object({
  key: z.string(),
  name: z.string(),
  words: z.string(),
  n: z.int().describe('How often it was measured for this customer.'),
  broken: z.int(),
  brokenAt: z.date().nullable(),
});
export type PromiseTo = z.infer<typeof PromiseTo>;
export const PromisesTo = z.object({ items: z.array(PromiseTo), next: z.null() });
