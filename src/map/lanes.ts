import { z } from 'zod';

/** The free lanes of a map, from what the customer does down to what stands behind it (service blueprint order). */
export const lanes = [
  'does',
  'thinks',
  'feels',
  'says',
  'channels',
  'evidence',
  'front_stage',
  'back_stage',
  'systems',
  'pain',
  'opportunity',
] as const;

export const Lane = z.enum(lanes);
export type Lane = z.infer<typeof Lane>;
