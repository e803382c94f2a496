import { takeUp } from '../collect/intake/takeUp.ts';
import { makeMailbox } from '../collect/mailIn/mailboxes.ts';
import { receiveMail } from '../collect/mailIn/receive.ts';
import { takeMails } from '../collect/mailIn/take.ts';
import { takeIn } from '../loop.ts';
import { operatorActor } from '../platform/access.ts';
import { DAY } from './day.ts';
import type { Past } from './past.ts';
import type { Resident } from './population.ts';

const HOUR = DAY / 24;
const address = 'feedback@halden.example';

/** What people wrote; no scores, so that no figure moves. */
const letters: { subject: string; text: string; head?: string[] }[] = [
  {
    subject: 'Thank you for Tuesday',
    text: 'Your technician explained everything twice and left the flat cleaner than he found it. Please tell him.',
  },
  {
    subject: 'Re: Your appointment',
    text: 'He came at four instead of nine, and nobody called. I took the day off for this.\n\nOn Monday, Halden Broadband <service@halden.example> wrote:\n> We look forward to seeing you between 9 and 12.',
  },
  {
    subject: 'Rechnung',
    text: 'Zum zweiten Mal steht der alte Tarif auf der Rechnung. Am Telefon hieß es, das sei erledigt.\n\nVon meinem iPhone gesendet',
  },
  {
    subject: 'Automatic reply: How was it?',
    text: 'I am out of the office until Monday.',
    head: ['Auto-Submitted: auto-replied'],
  },
  {
    subject: 'Help pages',
    text: 'The picture of the router shows an older one. Mine has the light at the back.\n\n-- \nSent with a proper keyboard',
  },
  {
    subject: 'Broadband industry news, week 9',
    text: 'Ten trends nobody should miss.',
    head: ['List-Id: <weekly.news.example>'],
  },
  { subject: 'The bill again', text: 'I still wait for the corrected bill you promised last week.' },
];

/** Customers write to an address, too. One mail came without a sender, so that it waits for somebody to look at it. */
export async function makeMails(past: Past, residents: Resident[]): Promise<void> {
  const now = past.clock.now();
  past.clock.set(new Date(past.end - 20 * DAY));
  const box = await makeMailbox(past, operatorActor, {
    way: 'smtp',
    name: 'Feedback by mail',
    source: 'helpdesk',
    rules: {
      metric: 'csat',
      touchpoint: 'complaint_mail',
      touchpoints: [
        { field: 'subject', contains: 'appointment', touchpoint: 'technician_visit' },
        { field: 'subject', contains: 'thank', touchpoint: 'technician_visit' },
        { field: 'subject', contains: 'bill', touchpoint: 'monthly_bill' },
        { field: 'subject', contains: 'rechnung', touchpoint: 'monthly_bill' },
        { field: 'subject', contains: 'help', touchpoint: 'help_pages' },
      ],
      contact: false,
      replies: false,
    },
    settings: { addresses: [address] },
  });
  const writers = residents.flatMap(({ business, records }) =>
    business ? [] : (records.find(({ source, fact }) => source === 'crm' && fact.email)?.fact ?? []),
  );
  for (const [i, letter] of letters.entries()) {
    const at = new Date(past.end - (letters.length - i) * 14 * HOUR);
    const writer = writers[i * 3];
    past.clock.set(at);
    const raw = Buffer.from(
      [
        `From: ${writer?.name} <${writer?.email}>`,
        `To: ${address}`,
        `Subject: ${letter.subject}`,
        `Message-ID: <halden-${i}@mail.example>`,
        `Date: ${at.toUTCString()}`,
        'Content-Type: text/plain; charset=utf-8',
        ...(letter.head ?? []),
        '',
        letter.text,
      ].join('\r\n'),
    );
    await receiveMail(past, box.id, arrived(raw, at, writer?.email ?? ''));
  }
  const orphan = Buffer.from(
    `To: ${address}\r\nSubject: Moving in May\r\n\r\nPlease call me back about the move.`,
  );
  await receiveMail(past, box.id, arrived(orphan, past.clock.now(), 'unknown@mail.example'));
  await takeMails(past, { takeReply: async () => false });
  await takeUp(past, takeIn);
  past.clock.set(now);
}

function arrived(raw: Buffer, arrivedAt: Date, envelopeFrom: string) {
  return { raw, arrivedAt, envelopeFrom, envelopeTo: [address], bytes: raw.length };
}
