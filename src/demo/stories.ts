import type { Happening } from './life.ts';
import type { Resident } from './population.ts';

/** What a visitor finds on the first morning, whatever the company's size: touchpoint, answer, hours ago, words. */
const told: readonly (readonly [
  touchpoint: string,
  score: number,
  hoursAgo: number,
  words: string,
  call?: boolean,
])[] = [
  ['technician_visit', 1, 22, 'Took a day off, nobody came. Twice.', true],
  ['technician_visit', 3, 30, 'The technician had the wrong part and left again. Nobody has called since.'],
  ['technician_visit', 2, 3, 'Waited from eight to six. No call, no technician.'],
  ['first_invoice', 0, 20, 'Charged for five weeks without a line. I want my money back.', true],
  ['first_invoice', 3, 27, 'First bill, first mistake. The router is on it twice.'],
  ['complaint_mail', 1, 51, 'Six weeks and not a word. This is my third mail.'],
  ['complaint_mail', 4, 12, 'A standard text, nothing about my question.'],
  ['compensation', 2, 9, 'Five euro for eleven days without internet?'],
  ['line_test', 2, 40, 'Field says network, network says field. I say goodbye.'],
  ['line_test', 4, 16, 'Third person I explained this to.'],
  ['date_promise', 3, 33, 'Was told ten days. It is week five now.'],
  ['old_address', 2, 44, 'Still paying for the old flat.', true],
  ['hotline', 2, 14, 'Forty minutes of music, then cut off.'],
  ['outage_repair', 1, 8, 'Two days without internet while working from home.', true],
  ['outage_repair', 4, 26, 'Out again. Third time this autumn.'],
  ['second_line', 3, 19, 'They closed my ticket without asking me.'],
  ['price_increase', 2, 36, 'Ten years a customer, and this is the thanks.'],
  ['move_date', 4, 29, 'The moving van comes on Saturday, the technician in three weeks.'],
  ['final_bill', 3, 60, 'Billed for a month after I left.'],
  ['outage_notice', 4, 6, 'The text came when it was repaired already.'],
  ['monthly_bill', 3, 48, 'Every month a different amount.'],
  ['contract_renewal', 4, 11, 'New customers pay less than I do.'],
];

/** Complaints by letter are nobody's; one of them waits. */
const letters = [{ hoursAgo: 18, words: 'By letter: third one now, the first two were never answered' }];

/** The words by which these cases are known: no colleague takes them up before the visitor comes. */
export const untouched: ReadonlySet<string> = new Set(told.map(([, , , words]) => words));

/** Told by the first residents, who exist at every scale. */
export function stories(residents: Resident[], end: number): Happening[] {
  const answers = told.map(([touchpoint, value, hoursAgo, comment, call], i): Happening => {
    const at = end - hoursAgo * 3_600_000;
    return {
      source: 'surveys',
      at,
      fact: {
        type: 'response',
        key: `story-${i}`,
        who: residents[i * 3]?.keys.surveys,
        metric: 'nps',
        value,
        comment,
        at: new Date(at).toISOString(),
        attributes: { survey: touchpoint },
        ...(call ? { contactRequested: true } : {}),
      },
    };
  });
  const written = letters.map(({ hoursAgo, words }, i): Happening => {
    const at = end - hoursAgo * 3_600_000;
    return {
      source: 'crm',
      at,
      fact: {
        type: 'interaction',
        key: `letter-${i}`,
        who: residents[100 + i]?.keys.crm,
        kind: 'complaint.received',
        at: new Date(at).toISOString(),
        failed: true,
        summary: words,
        attributes: { by: 'letter' },
      },
    };
  });
  return [...answers, ...written];
}
