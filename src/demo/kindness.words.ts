import type { RedressInput } from '../close/recovery/redress.ts';

interface Gift {
  kind: RedressInput['kind'];
  /** Whole euro. */
  from: number;
  to: number;
  why: readonly string[];
}

/** What people at Halden give, and why. */
export const gifts: readonly Gift[] = [
  {
    kind: 'refund',
    from: 10,
    to: 40,
    why: ['A day of waiting for a technician who did not come.', 'Charged for days without a line.'],
  },
  {
    kind: 'voucher',
    from: 10,
    to: 30,
    why: ['Called three times, and was told three different things.', 'The app sent her in circles.'],
  },
  {
    kind: 'replacement',
    from: 25,
    to: 40,
    why: ['The router arrived broken; a new one goes out today.', 'The cable in the box was too short.'],
  },
  {
    kind: 'goodwill',
    from: 5,
    to: 20,
    why: ['Flowers: it was her birthday.', 'Coffee and cake while the line was being mended.'],
  },
];

/** What colleagues say to whoever stepped in. */
export const thanksSaid: readonly string[] = [
  'You did not have to, and you did. Thank you.',
  'The customer called me, too, just to say how kind you were.',
  'I was in the ditch with both hands. You saved my day, and hers.',
  'That is what we mean when we say: whatever it takes.',
  'I would not have found the mistake. Teach me?',
];
