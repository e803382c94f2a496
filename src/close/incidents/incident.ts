import { z } from 'zod';

/** When many openings at one touchpoint are one incident. */
export const IncidentTerms = z
  .object({
    /** So many cases … */
    threshold: z.int().min(2).max(10_000),
    /** … within so many minutes open one. */
    windowMinutes: z.int().min(1).max(1440),
    /** After so many minutes without another, what comes is something else. */
    calmMinutes: z.int().min(5).max(10_080),
  })
  .meta({ id: 'IncidentTerms' });
export type IncidentTerms = z.infer<typeof IncidentTerms>;

export const usualTerms: IncidentTerms = { threshold: 20, windowMinutes: 10, calmMinutes: 60 };

/** Times the threshold at which the next one up is told: the head of the department, then the sponsor. */
const growth = [1, 5, 25];

/** How far up an incident of this size is to be told; 1 is whoever is accountable. */
export function levelOf(cases: number, threshold: number): number {
  return growth.filter((times) => cases >= times * threshold).length;
}

const text = z.object({
  subject: z.string().trim().min(1).max(200),
  body: z.string().trim().min(1).max(20_000),
});
/** Each customer gets the text in their language, else the one in the organisation's. */
export const IncidentMessage = z
  .object({ en: text.optional(), de: text.optional() })
  .refine((one) => one.en !== undefined || one.de !== undefined, {
    message: 'Write it in one language at least.',
  });
export type IncidentMessage = z.infer<typeof IncidentMessage>;

export const IncidentClosure = z.object({ why: z.string().trim().min(5).max(1000) });

/** “Dear Nina Alder,” stands above the text, so that nobody is a number. */
export function greeted(language: 'en' | 'de', name: string | null, body: string): string {
  const dear =
    language === 'de'
      ? name
        ? `Guten Tag ${name},`
        : 'Guten Tag,'
      : name
        ? `Dear ${name},`
        : 'Dear customer,';
  return `${dear}\n\n${body}`;
}
