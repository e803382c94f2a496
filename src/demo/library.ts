import { approveEntry, saveChecklist, submitEntry, writeEntry } from '../close/close.ts';
import { type Actor, permissionsOfRoles } from '../platform/access.ts';
import { employee } from './company.ts';
import { DAY } from './day.ts';
import type { People } from './organisation.ts';
import type { Past } from './past.ts';

interface Entry {
  kind: 'article' | 'message';
  touchpoints: string[];
  by: string;
  /** Nobody approved it yet. */
  waits?: boolean;
  /** To be reviewed so many days from now; before now where negative. */
  review: number;
  en: { title: string; subject?: string; body: string };
  de: { title: string; subject?: string; body: string };
}

const entries: Entry[] = [
  {
    kind: 'message',
    touchpoints: ['technician_visit', 'date_promise'],
    by: 'priya',
    review: 120,
    en: {
      title: 'The technician did not come',
      subject: 'Your appointment, case {{reference}}',
      body: 'Dear {{customer}},\n\nyou took a day off on {{day}} and nobody came. That is our fault, and I am sorry.\n\n{{actions}}\n\nIf anything is in the way of this date, answer this mail. It reaches me.\n\n{{agent}}\n{{organisation}}',
    },
    de: {
      title: 'Der Techniker kam nicht',
      subject: 'Ihr Termin, Fall {{reference}}',
      body: 'Guten Tag {{customer}},\n\nSie haben sich am {{day}} freigenommen, und niemand kam. Das liegt an uns und tut mir leid.\n\n{{actions}}\n\nSpricht etwas gegen diesen Termin, antworten Sie auf diese Mail. Sie erreicht mich.\n\n{{agent}}\n{{organisation}}',
    },
  },
  {
    kind: 'message',
    touchpoints: ['first_invoice', 'monthly_bill'],
    by: 'asta',
    review: -12,
    en: {
      title: 'A bill was wrong and is corrected',
      subject: 'Your bill, case {{reference}}',
      body: 'Dear {{customer}},\n\nyou were right about your bill. This is what we have done:\n\n{{actions}}\n\nYou need not do anything more.\n\n{{agent}}\n{{organisation}}',
    },
    de: {
      title: 'Eine Rechnung war falsch und ist berichtigt',
      subject: 'Ihre Rechnung, Fall {{reference}}',
      body: 'Guten Tag {{customer}},\n\nmit Ihrer Rechnung hatten Sie recht. Das haben wir getan:\n\n{{actions}}\n\nSie müssen nichts weiter tun.\n\n{{agent}}\n{{organisation}}',
    },
  },
  {
    kind: 'article',
    touchpoints: ['technician_visit'],
    by: 'jonas',
    review: 200,
    en: {
      title: 'A visit failed: what to do first',
      body: '1. Look at the dispatch list: was the van booked twice?\n2. Fix a new date with the customer, not for them.\n3. Note the name of the technician and give the customer the number.\n4. A lost day is refunded with 40 euro; no approval is needed.',
    },
    de: {
      title: 'Ein Besuch fiel aus: was zuerst zu tun ist',
      body: '1. Im Einsatzplan nachsehen: War der Wagen doppelt gebucht?\n2. Einen neuen Termin mit dem Kunden abstimmen, nicht für ihn.\n3. Den Namen des Technikers notieren und dem Kunden die Nummer geben.\n4. Ein verlorener Tag wird mit 40 Euro erstattet; das braucht keine Freigabe.',
    },
  },
  {
    kind: 'article',
    touchpoints: ['line_test', 'outage_repair'],
    by: 'priya',
    review: 90,
    en: {
      title: 'The line drops every evening',
      body: 'Often it is the port at the cabinet, not the modem.\n\n1. Ask network operations for the error counter of the last three evenings.\n2. Above 500: have the port changed, and write the ticket number into the case.\n3. Call the customer on the third evening and ask.',
    },
    de: {
      title: 'Die Leitung bricht jeden Abend ab',
      body: 'Oft ist es der Port im Verteiler, nicht das Modem.\n\n1. Beim Netzbetrieb die Fehlerzähler der letzten drei Abende erfragen.\n2. Über 500: den Port tauschen lassen und die Ticketnummer im Fall notieren.\n3. Am dritten Abend beim Kunden anrufen und fragen.',
    },
  },
  {
    kind: 'message',
    touchpoints: ['hotline'],
    by: 'priya',
    waits: true,
    review: 150,
    en: {
      title: 'Called five times, passed on five times',
      subject: 'One person for your question',
      body: 'Dear {{customer}},\n\nyou had to tell the same story again and again. From now on there is one person for it: me.\n\n{{actions}}\n\n{{agent}}\n{{organisation}}',
    },
    de: {
      title: 'Fünfmal angerufen, fünfmal verbunden',
      subject: 'Eine Person für Ihre Frage',
      body: 'Guten Tag {{customer}},\n\nSie mussten dieselbe Geschichte immer wieder erzählen. Ab jetzt gibt es dafür eine Person: mich.\n\n{{actions}}\n\n{{agent}}\n{{organisation}}',
    },
  },
];

const lists: { name: string; touchpoints: string[]; steps: string[] }[] = [
  {
    name: 'A visit failed',
    touchpoints: ['technician_visit', 'date_promise'],
    steps: [
      'Look at the dispatch list: what was booked?',
      'Agree on a new date with the customer',
      'Book the refund of the lost day',
      'Call on the evening of the new date',
    ],
  },
  {
    name: 'A bill is wrong',
    touchpoints: ['first_invoice', 'monthly_bill'],
    steps: ['Compare the bill with the contract', 'Stop the dunning', 'Check that the correction is booked'],
  },
];

/** What Halden's people have written down for each other, months before the story's last days. */
export async function makeLibrary(past: Past, people: People): Promise<Map<string, string>> {
  past.clock.set(new Date(past.end - 170 * DAY));
  const actor = (id: string, name: string, role: 'cx_lead' | 'department_head' | 'member'): Actor => ({
    kind: 'person',
    id: people.get(id) ?? null,
    personId: people.get(id) ?? null,
    name,
    roles: [role],
    permissions: permissionsOfRoles([role]),
  });
  const writer = (id: string) => actor(id, employee(id).name, 'department_head');
  const messages = new Map<string, string>();
  for (const entry of entries) {
    const { id } = await writeEntry(past, writer(entry.by), {
      kind: entry.kind,
      touchpoints: entry.touchpoints,
      reviewBy: new Date(past.end + entry.review * DAY).toISOString().slice(0, 10),
      texts: { en: entry.en, de: entry.de },
    });
    await submitEntry(past, writer(entry.by), id);
    if (entry.waits) continue;
    await approveEntry(past, writer(entry.by === 'asta' ? 'jonas' : 'asta'), id);
    if (entry.kind === 'message') for (const key of entry.touchpoints) messages.set(key, id);
  }
  for (const { name, touchpoints, steps } of lists)
    await saveChecklist(past, actor('asta', employee('asta').name, 'cx_lead'), {
      name,
      touchpoints,
      steps: steps.map((text) => ({ text })),
    });
  return messages;
}
