import type { Random } from './random.ts';

/** What people write, by touchpoint and by how it went. Everything else falls to the general ones. */
const bad: Record<string, string[]> = {
  technician_visit: [
    'Took a day off, nobody came. Twice.',
    'Waited from eight to six. No call, no technician.',
    'The technician had the wrong part and left again.',
    'Nobody came and nobody knew why.',
  ],
  line_test: [
    'Field says network, network says field. I say goodbye.',
    'Passed on three times. Everybody friendly, nobody responsible.',
    'Third person I explained this to.',
  ],
  date_promise: [
    'Was told ten days. It was five weeks.',
    'The date changed three times and I learned it from the app.',
    'Why promise a date you do not have?',
  ],
  first_invoice: [
    'Charged for weeks without a line.',
    'First bill, first mistake.',
    'The bill came before the internet did.',
  ],
  outage_repair: ['Two days without internet while working from home.', 'Out again. Third time this spring.'],
  outage_notice: [
    'The text came when it was repaired already.',
    'Nobody told me. I found out in the middle of a call.',
  ],
  hotline: ['Forty minutes of music.', 'Told it four times to four people.'],
  second_line: [
    'They closed my ticket without asking me.',
    'Network operations sent me back to the field team.',
  ],
  old_address: ['Still paying for the old flat.', 'Nobody feels in charge of the old line.'],
  price_increase: ['Ten years a customer, and this is the thanks.', 'New customers pay less than I do.'],
  complaint_mail: ['Six weeks and not a word.', 'A standard text, nothing about my question.'],
  router_return: ['Charged for a router I sent back.'],
  final_bill: ['Billed for a month after I left.'],
};
const good: Record<string, string[]> = {
  technician_visit: ['On time, friendly, everything works.', 'Even took the old cable along.'],
  advice_call: ['Clear prices. Nobody pushed me.', 'The best advice I had on the phone in years.'],
  order_form: ['Ordered in five minutes.', 'Simple, no small print.'],
  availability_check: ['Knew at once what I can get.'],
  router_setup: ['Works. The app is nice.', 'Plugged in and online.'],
  chat: ['Finally somebody with a name who stays with it.', 'Solved in ten minutes, thank you Kira.'],
  line_speed: ['Fast, every day.'],
  repair_confirmation: ['Good to hear that it is done.'],
};
const generalBad = [
  'Too slow.',
  'I expected more for this price.',
  'It took far too long.',
  'Not again, please.',
  'I am thinking about leaving.',
  'Please call me.',
];
const middling = ['It was all right.', 'Could be quicker.', 'In the end it worked.', 'Average.'];
const generalGood = ['All good.', 'Friendly people.', 'Quick and easy.', 'Thank you!', 'Just as promised.'];

/** A comment for about one answer in four; the unhappy write more. */
export function comment(luck: Random, touchpoint: string, score: number): string | null {
  if (!luck.chance(score <= 6 ? 0.42 : 0.16)) return null;
  if (score <= 6) return luck.pick(bad[touchpoint] && luck.chance(0.75) ? bad[touchpoint] : generalBad);
  if (score <= 8) return luck.pick(middling);
  return luck.pick(good[touchpoint] && luck.chance(0.7) ? good[touchpoint] : generalGood);
}
