/** What can stand between double braces in a message; each is filled from the case. */
export const variables = [
  'customer',
  'agent',
  'title',
  'case',
  'reference',
  'touchpoint',
  'day',
  'quote',
  'actions',
  'organisation',
] as const;
export type Variable = (typeof variables)[number];
export const variable = /\{\{\s*([\w.-]*)\s*\}\}/g;
