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
export const StepInInput = z.object({ reason: z.string().trim().max(2000).optional() });
export const ReopenInput = z.object({ reason: why });

/** An e-mail is sent by Onus; a call or a letter happened elsewhere and is told here. */
export const MessageInput = z
  .discriminatedUnion('channel', [
    z.object({
      channel: z.literal('email'),
      subject: words(300),
      body: words(20_000),
      language: z.enum(['en', 'de']),
    }),
    z.object({ channel: z.enum(['phone', 'letter']), body: words(20_000) }),
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
  subject: words(300),
  body: words(20_000),
  language: z.enum(['en', 'de']),
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
export type PreviewInput = z.infer<typeof PreviewInput>;
export type ClosureInput = z.infer<typeof ClosureInput>;
export type CaseInput = z.infer<typeof CaseInput>;
