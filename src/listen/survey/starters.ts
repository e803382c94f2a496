import { z } from 'zod';
import { SurveyDocument } from './document.ts';
import type { Question, Texts } from './question.ts';

export const SurveyStarter = z
  .object({
    key: z.string(),
    /** What kind of touchpoint it asks about. */
    touchpointType: z.string(),
    name: z.record(z.string(), z.string()),
    description: z.record(z.string(), z.string()),
    document: SurveyDocument,
  })
  .meta({ id: 'SurveyStarter' });
export type SurveyStarter = z.infer<typeof SurveyStarter>;

const both = (en: string, de: string): Texts => ({ en, de });

const why = (about: string): z.input<typeof SurveyDocument>['pages'][number]['questions'][number] => ({
  type: 'text',
  key: 'why',
  text: both('What is the main reason for your answer?', 'Was ist der wichtigste Grund für Ihre Antwort?'),
  commentOf: about,
});

const contact = {
  type: 'contact' as const,
  key: 'contact',
  text: both('May somebody get in touch with you about this?', 'Darf sich jemand deshalb bei Ihnen melden?'),
};

/** Only those who are unhappy are asked whether somebody may call. */
const ifAtMost = (question: string, value: number) => ({
  match: 'all' as const,
  tests: [{ question, is: 'at_most' as const, value }],
});

const thanks = {
  key: 'thanks',
  title: both('Thank you', 'Vielen Dank'),
  text: both('Your answer has reached us.', 'Ihre Antwort ist bei uns angekommen.'),
};
const sorry = (question: string, value: number) => ({
  key: 'sorry',
  when: ifAtMost(question, value),
  title: both('Thank you for telling us', 'Danke, dass Sie uns das sagen'),
  text: both(
    'We are sorry. Somebody will look at what went wrong.',
    'Das tut uns leid. Jemand sieht sich an, was schiefgelaufen ist.',
  ),
});

const csat = (en: string, de: string) => ({
  type: 'csat' as const,
  key: 'satisfaction',
  text: both(en, de),
  low: both('Very dissatisfied', 'Sehr unzufrieden'),
  high: both('Very satisfied', 'Sehr zufrieden'),
  required: true,
  metric: 'csat',
});
const ces = (en: string, de: string) => ({
  type: 'ces' as const,
  key: 'effort',
  text: both(en, de),
  low: both('Strongly disagree', 'Stimme gar nicht zu'),
  high: both('Strongly agree', 'Stimme voll zu'),
  required: true,
  metric: 'ces',
});
const nps = (en: string, de: string) => ({
  type: 'nps' as const,
  key: 'recommend',
  text: both(en, de),
  low: both('Not at all likely', 'Sehr unwahrscheinlich'),
  high: both('Extremely likely', 'Sehr wahrscheinlich'),
  required: true,
  metric: 'nps',
});

type Raw = z.input<typeof SurveyDocument>['pages'][number]['questions'];

function starter(
  key: string,
  touchpointType: string,
  words: { name: Texts; description: Texts; title: Texts },
  main: Raw,
  low: { question: string; value: number },
): SurveyStarter {
  const document = SurveyDocument.parse({
    languages: ['en', 'de'],
    title: words.title,
    pages: [
      {
        key: 'page_1',
        questions: [...main, why(low.question), { ...contact, showIf: ifAtMost(low.question, low.value) }],
      },
    ],
    ends: [sorry(low.question, low.value), thanks],
  });
  return { key, touchpointType, name: words.name, description: words.description, document };
}

/** Short beginnings for the usual kinds of touchpoint: one score, the reason, and for the unhappy the offer to call. */
export const starters: readonly SurveyStarter[] = [
  starter(
    'relationship',
    'relationship',
    {
      name: both('Relationship', 'Beziehung'),
      description: both(
        'How likely somebody is to recommend you, twice a year.',
        'Wie wahrscheinlich jemand Sie empfiehlt, zweimal im Jahr.',
      ),
      title: both('How are we doing?', 'Wie machen wir uns?'),
    },
    [
      nps(
        'How likely are you to recommend us to a friend or colleague?',
        'Wie wahrscheinlich ist es, dass Sie uns Freunden oder Kollegen empfehlen?',
      ),
    ],
    { question: 'recommend', value: 6 },
  ),
  starter(
    'service',
    'service',
    {
      name: both('After a service contact', 'Nach einem Kontakt mit dem Service'),
      description: both('Was it easy, and is it solved?', 'War es leicht, und ist es gelöst?'),
      title: both('Your recent contact with us', 'Ihr Kontakt mit uns'),
    },
    [
      ces(
        'The company made it easy for me to handle my issue.',
        'Es war für mich leicht, mein Anliegen zu klären.',
      ),
      {
        type: 'choice',
        key: 'solved',
        text: both('Is your issue solved?', 'Ist Ihr Anliegen gelöst?'),
        options: [
          { key: 'yes', text: both('Yes', 'Ja') },
          { key: 'partly', text: both('Partly', 'Zum Teil') },
          { key: 'no', text: both('No', 'Nein') },
        ],
      },
    ],
    { question: 'effort', value: 4 },
  ),
  starter(
    'visit',
    'visit',
    {
      name: both('After a visit or appointment', 'Nach einem Besuch oder Termin'),
      description: both(
        'On time, done right, left tidy.',
        'Pünktlich, richtig gemacht, sauber hinterlassen.',
      ),
      title: both('Our visit', 'Unser Besuch'),
    },
    [
      csat('How satisfied are you with our visit?', 'Wie zufrieden sind Sie mit unserem Besuch?'),
      {
        type: 'matrix',
        key: 'points',
        text: both('How was …', 'Wie war …'),
        rows: [
          { key: 'time', text: both('being on time', 'die Pünktlichkeit') },
          { key: 'work', text: both('the work itself', 'die Arbeit selbst') },
          { key: 'friendly', text: both('how we treated you', 'der Umgang mit Ihnen') },
        ],
        columns: [
          { key: 'bad', text: both('Bad', 'Schlecht') },
          { key: 'fair', text: both('Fair', 'Mittel') },
          { key: 'good', text: both('Good', 'Gut') },
        ],
      },
    ],
    { question: 'satisfaction', value: 3 },
  ),
  starter(
    'purchase',
    'purchase',
    {
      name: both('After an order', 'Nach einer Bestellung'),
      description: both('How ordering and delivery went.', 'Wie Bestellung und Lieferung liefen.'),
      title: both('Your order', 'Ihre Bestellung'),
    },
    [
      csat('How satisfied are you with your order?', 'Wie zufrieden sind Sie mit Ihrer Bestellung?'),
      {
        type: 'multiple',
        key: 'good',
        text: both('What went well?', 'Was lief gut?'),
        randomise: true,
        options: [
          { key: 'choice', text: both('Choosing', 'Auswählen') },
          { key: 'price', text: both('Price', 'Preis') },
          { key: 'payment', text: both('Paying', 'Bezahlen') },
          { key: 'delivery', text: both('Delivery', 'Lieferung') },
        ],
      },
    ],
    { question: 'satisfaction', value: 3 },
  ),
  starter(
    'onboarding',
    'onboarding',
    {
      name: both('After getting started', 'Nach dem Einstieg'),
      description: both('Whether beginning was easy.', 'Ob der Anfang leicht war.'),
      title: both('Getting started', 'Ihr Einstieg'),
    },
    [ces('It was easy to get started with us.', 'Der Einstieg bei uns war leicht.')],
    { question: 'effort', value: 4 },
  ),
  starter(
    'billing',
    'billing',
    {
      name: both('After a bill', 'Nach einer Rechnung'),
      description: both('Whether the bill is understood.', 'Ob die Rechnung verstanden wird.'),
      title: both('Your bill', 'Ihre Rechnung'),
    },
    [
      csat(
        'How satisfied are you with how clear our bill is?',
        'Wie zufrieden sind Sie damit, wie klar unsere Rechnung ist?',
      ),
    ],
    { question: 'satisfaction', value: 3 },
  ),
  starter(
    'leaving',
    'leaving',
    {
      name: both('When somebody leaves', 'Wenn jemand geht'),
      description: both(
        'Why, and whether it could have been helped.',
        'Warum, und ob es anders hätte kommen können.',
      ),
      title: both('Sorry to see you go', 'Schade, dass Sie gehen'),
    },
    [
      nps(
        'How likely are you to recommend us all the same?',
        'Wie wahrscheinlich empfehlen Sie uns trotzdem?',
      ),
      {
        type: 'choice',
        key: 'reason',
        text: both('What decided it?', 'Was gab den Ausschlag?'),
        other: true,
        randomise: true,
        options: [
          { key: 'price', text: both('The price', 'Der Preis') },
          { key: 'service', text: both('The service', 'Der Service') },
          { key: 'product', text: both('The product', 'Das Produkt') },
          { key: 'need', text: both('I no longer need it', 'Ich brauche es nicht mehr') },
        ],
      },
    ],
    { question: 'recommend', value: 6 },
  ),
];

export function starterByKey(key: string): SurveyStarter | undefined {
  return starters.find((one) => one.key === key);
}

/** One question, to begin with. */
export function emptyDocument(name: string): SurveyDocument {
  const question: Question = {
    ...nps('How likely are you to recommend us?', 'Wie wahrscheinlich empfehlen Sie uns?'),
  };
  return SurveyDocument.parse({
    languages: ['en'],
    title: { en: name },
    pages: [
      {
        key: 'page_1',
        questions: [
          {
            ...question,
            text: { en: question.text.en },
            low: { en: 'Not at all likely' },
            high: { en: 'Extremely likely' },
          },
        ],
      },
    ],
    ends: [{ ...thanks, title: { en: 'Thank you' }, text: { en: 'Your answer has reached us.' } }],
  });
}
