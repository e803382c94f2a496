/** Periods are counted in these. */
export const units = ['working_days', 'days', 'weeks'] as const;
/** The stages of ISO 10002, in their order. */
export const stages = ['received', 'acknowledged', 'assessed', 'investigated', 'answered', 'closed'] as const;
export type Stage = (typeof stages)[number];
export const severities = ['low', 'medium', 'high', 'critical'] as const;
export const outcomeKeys = ['upheld', 'partly', 'not_upheld'] as const;
export const ways = ['email', 'phone', 'letter', 'in_person', 'web', 'social'] as const;
export const bodies = ['for_customer', 'partly', 'for_us', 'withdrawn'] as const;
/** Days from receipt to the final response. */
export const bands = ['within_3', 'within_15', 'within_35', 'within_56', 'longer', 'open'] as const;

/** The parts of a final response. */
export const partNames = ['decision', 'reasons', 'redress', 'next'] as const;
