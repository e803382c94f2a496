/** What is written where nobody wrote something better. `{{…}}` is filled in as in the texts of a plan. */
const en = {
  subject: 'How was it? One question from {{organisation}}',
  reminderSubject: 'Still interested in your answer: one question from {{organisation}}',
  body: 'Hello {{name}},\n\nyou were our customer, and we would like to know how it was. Press an answer below; it opens the page where you can send it.',
  bodyAbout:
    'Hello {{name}},\n\nyou had to do with “{{touchpoint}}”, and we would like to know how it was. Press an answer below; it opens the page where you can send it.',
  reminder: 'We have not heard from you yet. This is the last thing we will ask about it.',
  reminderOfMore: 'We have not heard from you yet.',
  start: 'Answer the questions',
  inBrowser: 'Open the survey in the browser',
  why: (organisation: string) => `You get this mail because you are a customer of ${organisation}.`,
  preferences: 'Choose what we may ask',
  unsubscribe: 'Do not ask me again',
  answer: 'Answer',
};

const de: typeof en = {
  subject: 'Wie war es? Eine Frage von {{organisation}}',
  reminderSubject: 'Ihre Antwort interessiert uns noch: eine Frage von {{organisation}}',
  body: 'Guten Tag {{name}},\n\nSie waren bei uns Kunde, und wir möchten wissen, wie es war. Drücken Sie unten auf eine Antwort; es öffnet sich die Seite, auf der Sie sie absenden können.',
  bodyAbout:
    'Guten Tag {{name}},\n\nSie hatten mit „{{touchpoint}}“ zu tun, und wir möchten wissen, wie es war. Drücken Sie unten auf eine Antwort; es öffnet sich die Seite, auf der Sie sie absenden können.',
  reminder: 'Wir haben noch nichts von Ihnen gehört. Danach fragen wir nicht mehr.',
  reminderOfMore: 'Wir haben noch nichts von Ihnen gehört.',
  start: 'Fragen beantworten',
  inBrowser: 'Umfrage im Browser öffnen',
  why: (organisation) => `Sie erhalten diese Mail, weil Sie Kunde von ${organisation} sind.`,
  preferences: 'Wählen, was wir fragen dürfen',
  unsubscribe: 'Nicht mehr fragen',
  answer: 'Antwort',
};

export const invitationWords = { en, de };

/** The frame around a survey in another language is English. */
export function frameLanguage(language: string): 'en' | 'de' {
  return language.startsWith('de') ? 'de' : 'en';
}
