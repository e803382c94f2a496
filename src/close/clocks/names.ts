/** What a customer is promised, in this order: somebody has seen it, something is done, they are told. */
export const clockNames = ['acknowledge', 'act', 'tell'] as const;
export type ClockName = (typeof clockNames)[number];

/** Whom a paused case may wait for. */
export const waitedFor = ['customer', 'supplier', 'authority', 'other'] as const;
