/** Fewer than this are shown greyed. */
export const FEW = 30;
/** An interval wider than this many points is flagged. */
export const WIDE = 20;
