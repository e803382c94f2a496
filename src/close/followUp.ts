import { z } from 'zod';

/** What the form on the customer's page sends. */
export const FollowUpAnswer = z.object({
  helped: z.boolean(),
  comment: z.string().trim().max(5000).nullish(),
  score: z.number().int().min(0).max(10).nullish(),
});
export type FollowUpAnswer = z.infer<typeof FollowUpAnswer>;

interface Frame {
  organisation: string;
  language: 'en' | 'de';
}

interface Told extends Frame {
  timezone: string;
  /** Who told the customer, and when. */
  by: string;
  at: Date;
  /** What was done, in the words of those who did it. */
  actions: string[];
  message: string;
}

export type FollowUpView =
  | ({ state: 'unknown' } & Frame)
  /** Whoever it was sent to is nobody any more. */
  | ({ state: 'erased' } & Frame)
  | ({ state: 'ask' | 'expired' } & Told)
  | ({
      state: 'answered';
      answer: { at: Date; helped: boolean; comment: string | null; score: number | null };
    } & Told);

/** What the customer's page is given to ask with, so that it knows nothing of the room behind it. */
export interface FollowUps {
  view(token: string): Promise<FollowUpView>;
  answer(token: string, input: FollowUpAnswer): Promise<FollowUpView>;
}
