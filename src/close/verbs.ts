import { z } from 'zod';
import { fileIds } from './desk/shapes.ts';

const words = (most: number) => z.string().trim().min(1).max(most);
const why = z.string().trim().min(3, 'Say why, in a few words.').max(2000);

/** What each verb on a case takes. */
export const ActionInput = z.object({ text: words(10_000), files: fileIds });
export const HandOverInput = z.object({ to: z.uuid(), reason: why });
export const HandOverAnswer = z.discriminatedUnion('answer', [
  z.object({ answer: z.literal('accepted') }),
  z.object({ answer: z.literal('declined'), reason: why }),
  z.object({ answer: z.literal('withdrawn') }),
]);
export const UrgencyInput = z.object({ urgent: z.boolean() });
export const StepInInput = z.object({ reason: z.string().trim().max(2000).optional() });
/** Taking a step-in back needs no reason; what was handed over does. */
export const HandBackInput = z.object({ reason: z.string().trim().max(2000).optional() });
export const ReopenInput = z.object({ reason: why });

const written = { subject: words(300), body: words(20_000), language: z.enum(['en', 'de']) };

/** A call that took place: who was reached, when, what was said, and what the customer answered. */
export const CallInput = z.object({
  channel: z.literal('phone'),
  body: words(20_000),
  outcome: z
    .enum(['reached', 'voicemail', 'not_reached'])
    .optional()
    .describe('Only who was reached is told. Left out: reached.'),
  spokeWith: z.string().trim().max(200).optional(),
  at: z.coerce.date().optional().describe('When the call was; left out: now.'),
  answer: z
    .object({
      helped: z.boolean(),
      score: z.int().min(0).max(10).nullish(),
      comment: z.string().trim().max(5000).nullish(),
    })
    .optional()
    .describe('What the customer said to “did we put it right?”.'),
});
export type CallInput = z.infer<typeof CallInput>;

/** A letter that leaves today or has left. */
export const LetterInput = z.object({
  channel: z.literal('letter'),
  body: words(20_000),
  subject: words(300).optional(),
  language: z.enum(['en', 'de']).optional(),
  sentOn: z.iso.date().optional().describe('The day it was posted; left out: today.'),
});
export type LetterInput = z.infer<typeof LetterInput>;

/** An e-mail is sent by Onus; a call happened elsewhere and is told here; a letter is printed and posted. */
export const MessageInput = z
  .discriminatedUnion('channel', [
    z.object({ channel: z.literal('email'), ...written }),
    CallInput,
    LetterInput,
  ])
  .and(
    z.object({
      close: z.boolean().default(false),
      files: fileIds,
      /** Entries of the library that were put in: it is counted what helps. */
      library: z.array(z.uuid()).max(20).default([]),
    }),
  );
export const PreviewInput = z.object({
  ...written,
  channel: z.enum(['email', 'letter']).default('email'),
});

/** Rule 5: told (by this message, or the last one sent) or waived with a reason; never neither. */
export const ClosureInput = z.union([
  z.strictObject({ messageId: z.uuid().optional() }),
  z.strictObject({
    waiver: z.string().trim().min(5, 'Say why the customer need not be told, in a few words.').max(2000),
  }),
]);

export const CaseInput = z.object({
  customerId: z.guid(),
  /** Key of the touchpoint it happened at; none: not placed. */
  touchpoint: z.string().max(100).nullish(),
  reason: words(500),
  quote: z.string().trim().max(10_000).nullish(),
  urgent: z.boolean().default(false),
  /** Takes it on themselves instead of the owner of the touchpoint. */
  mine: z.boolean().default(false),
});

export type HandOverInput = z.infer<typeof HandOverInput>;
export type HandOverAnswer = z.infer<typeof HandOverAnswer>;
export type MessageInput = z.input<typeof MessageInput>;
export type ActionInput = z.input<typeof ActionInput>;
export type PreviewInput = z.input<typeof PreviewInput>;
export type ClosureInput = z.infer<typeof ClosureInput>;
export type CaseInput = z.infer<typeof CaseInput>;
