import { z } from 'zod';
import { Key } from './key.ts';

export const CommentObject = z.object({
  kind: z.enum(['journey', 'phase', 'touchpoint', 'note']),
  /** Of a note its id; of the others their key. */
  key: z.union([Key, z.uuid()]),
});
export type CommentObject = z.infer<typeof CommentObject>;

export const CommentInput = z.object({
  on: CommentObject,
  text: z
    .string()
    .trim()
    .min(1, { message: 'A comment must not be empty.' })
    .max(4000)
    .refine((value) => value.isWellFormed() && !value.includes('\0'), {
      message: 'This text holds a broken character.',
    }),
  mentions: z.array(z.uuid()).max(50).default([]).meta({ description: 'People told by mail: their ids.' }),
  replyTo: z
    .uuid()
    .nullish()
    .transform((value) => value ?? null),
});
export type CommentInput = z.infer<typeof CommentInput>;

const Person = z.object({ id: z.uuid(), name: z.string() });

export const Comment = z
  .object({
    id: z.uuid(),
    journey: z.string(),
    on: z.object({
      kind: CommentObject.shape.kind,
      key: z.string(),
      name: z.string(),
      gone: z.boolean().meta({ description: 'It is no longer on the map; what was said about it stays.' }),
    }),
    replyTo: z.uuid().nullable(),
    text: z.string(),
    mentions: z.array(Person),
    at: z.iso.datetime(),
    by: z.object({ id: z.uuid().nullable(), name: z.string() }),
    settled: z.object({ at: z.iso.datetime(), by: z.string() }).nullable(),
  })
  .meta({ id: 'MapComment' });

export const CommentList = z.object({ items: z.array(Comment), next: z.null() });
export const SettlingInput = z.object({ settled: z.boolean().default(true) });

export const MentionList = z.object({
  items: z.array(Comment.extend({ journeyName: z.string(), seen: z.boolean() })),
  next: z.null(),
});
