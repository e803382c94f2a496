import type { z } from 'zod';
import type { InterviewInput, Interview as Shape } from '../../../listen/interviews/interview.ts';

type Wire<T> = {
  [K in keyof T]: T[K] extends Date ? string : T[K] extends Date | null ? string | null : T[K];
};

/** A conversation as it travels. */
export type Conversation = Wire<z.infer<typeof Shape>>;
export type ConversationInput = z.input<typeof InterviewInput>;
export type Consent = Conversation['consent'];
