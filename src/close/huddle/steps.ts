/** The screens of a huddle, in order. */
export const steps = ['arrived', 'repeats', 'need', 'needed', 'thanks', 'decisions'] as const;
