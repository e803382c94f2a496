import { z } from 'zod';
import { units } from './names.ts';

const Period = z.object({ n: z.int().min(1).max(400), unit: z.enum(units) });

/** The rule a complaint falls under: which periods it sets, and whom a customer may turn to next. */
export const RegimeInput = z
  .object({
    key: z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/, 'Lower case letters, digits, - and _.'),
    name: z.string().trim().min(1).max(100),
    rule: z.string().trim().min(1).max(200).describe('As it is cited: “FCA DISP 1.6”.'),
    jurisdiction: z.string().trim().min(1).max(100),
    acknowledge: Period,
    answer: Period,
    extended: Period.nullable().describe('In exceptional cases, counted from the receipt, too.'),
    calendarId: z
      .uuid()
      .nullable()
      .describe('Whose working days and time zone; null: Monday to Friday where the organisation is.'),
    pausable: z
      .boolean()
      .default(false)
      .describe('Whole days of a pause do not count. Most laws know no pause.'),
    nextStep: z
      .object({ en: z.string().trim().min(10).max(3000), de: z.string().trim().min(10).max(3000) })
      .describe('Where a customer may go who does not agree; stands in every final response.'),
  })
  .meta({ id: 'ComplaintRegimeInput' });
export type RegimeInput = z.infer<typeof RegimeInput>;

export const Regime = RegimeInput.extend({
  id: z.uuid(),
  calendarName: z.string().nullable(),
  archivedAt: z.date().nullable(),
  complaints: z.int().describe('How many fall under it.'),
}).meta({ id: 'ComplaintRegime' });
export type Regime = z.infer<typeof Regime>;
