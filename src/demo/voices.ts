import { describePersona, linkPersona, makePromise } from '../map/map.ts';
import { PersonaInput } from '../map/persona.ts';
import { PromiseInput } from '../map/promise.ts';
import { systemActor } from '../platform/access.ts';
import type { People } from './organisation.ts';
import type { Past } from './past.ts';

/** Whom Halden's journeys are drawn for, and in which of them each walks. */
const personas = [
  {
    key: 'busy-family',
    name: 'Busy family',
    initials: 'BF',
    says: 'Just tell me the day, and then come on that day.',
    about:
      'Two parents, two jobs, two children. They plan around appointments and remember every day off taken for nothing.',
    needs: [
      'To be online when the boxes are unpacked',
      'One appointment that holds',
      'A bill that begins when the line does',
    ],
    pains: ['Days off work for nobody', 'Explaining it again to each department'],
    motivations: ['Quiet evenings', 'Children who can do their homework'],
    behaviours: [
      'Compares on a Sunday evening',
      'Asks friends first',
      'Calls rather than chats when it matters',
    ],
    journeys: ['join', 'move'],
  },
  {
    key: 'works-from-home',
    name: 'Works from home',
    initials: 'WH',
    says: 'When the line is down, so am I.',
    about: 'The line is the workplace. An outage costs a day’s pay; not being told costs trust.',
    needs: ['To hear of an outage before the call drops', 'Somebody who has the problem until it is solved'],
    pains: ['Passed from first to second line and back', 'Notices that come after the repair'],
    motivations: ['To be reachable', 'Never to think about the line'],
    behaviours: ['Reads the status page first', 'Keeps ticket numbers'],
    journeys: ['use', 'help'],
  },
  {
    key: 'careful-pensioner',
    name: 'Careful pensioner',
    initials: 'CP',
    says: 'I would rather have it on paper.',
    about:
      'Has been a customer for ten years, pays on time, and reads every line of the letter about the new price.',
    needs: ['Letters that can be understood', 'A person on the phone'],
    pains: ['A price that rises for the loyal and falls for the new'],
    motivations: ['Fairness', 'To be left in peace'],
    behaviours: ['Writes letters', 'Keeps every bill in a folder'],
    journeys: ['use', 'leave'],
  },
];

/** What Halden promises, by whom, and what shows whether it is kept. */
const promises = [
  {
    key: 'date-holds',
    name: 'The date holds',
    words: 'Your technician comes on the day we named.',
    toWhom: 'New customers',
    department: 'sales',
    person: 'tr',
    touchpoint: 'date_promise',
    measuredBy: 'interaction',
    measuredKey: 'visit.done',
    at: 'technician_visit',
    brokenWhen: 'failed',
  },
  {
    key: 'right-first-bill',
    name: 'You pay from the first day online',
    words: 'The first bill begins on the day your line does.',
    toWhom: 'New customers',
    department: 'marketing',
    person: 'mo',
    touchpoint: 'order_form',
    measuredBy: 'interaction',
    measuredKey: 'invoice.first',
    at: 'first_invoice',
    brokenWhen: 'failed',
  },
  {
    key: 'told-first',
    name: 'We tell you first',
    words: 'When your line is down, you hear it from us before you ask.',
    toWhom: 'Everybody with a line',
    department: 'marketing',
    touchpoint: 'outage_notice',
  },
] as const;

/** After the history: a promise is measured by what has come in. */
export async function makeVoices(past: Past, people: People): Promise<void> {
  for (const { journeys, ...persona } of personas) {
    await describePersona(past, systemActor, PersonaInput.parse(persona));
    await linkPersona(past, systemActor, persona.key, journeys);
  }
  for (const promise of promises) {
    const person = 'person' in promise ? people.get(promise.person) : undefined;
    await makePromise(past, systemActor, PromiseInput.parse({ ...promise, person }));
  }
}
