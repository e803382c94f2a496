import { messages } from '../i18n/messages.ts';

export const useWelcomeWords = messages({
  en: {
    title: 'Welcome to Onus',
    sentence: 'Two short steps, then your first customer can speak.',
    steps: ['Your organisation', 'You', 'What next'],
    organisation: 'Name of the organisation',
    language: 'Language of mails and pages',
    languageHint: 'Everybody can choose their own.',
    timezone: 'Time zone',
    currency: 'Currency',
    on: 'Go on',
    back: 'Back',
    you: 'You are the first administrator; you invite the others later.',
    name: 'Your name',
    email: 'E-mail',
    password: 'Password',
    passwordHint: 'At least 12 characters. A sentence is easier to remember than a riddle.',
    tooShort: (n: number) => `${n} more characters, please.`,
    create: 'Create',
    ready: (name: string) => `${name} is ready`,
    readySentence:
      'Start with whichever you have at hand. Nothing has to be perfect; everything can be undone.',
    next: [
      {
        to: '/sources/import',
        title: 'Bring in what you know',
        text: 'A CSV or Excel file of customers, contacts or answers. You see what becomes of each column first.',
      },
      {
        to: '/journeys',
        title: 'Draw a journey',
        text: 'The phases and touchpoints of one journey, as your customers go through it.',
      },
      {
        to: '/ownership',
        title: 'Say whose it is',
        text: 'Invite people and give every touchpoint one accountable person.',
      },
    ],
    home: 'Look around first',
  },
  de: {
    title: 'Willkommen bei Onus',
    sentence: 'Zwei kurze Schritte, dann kommt Ihr erster Kunde zu Wort.',
    steps: ['Ihre Organisation', 'Sie', 'Wie weiter'],
    organisation: 'Name der Organisation',
    language: 'Sprache von E-Mails und Seiten',
    languageHint: 'Jede Person kann ihre eigene wählen.',
    timezone: 'Zeitzone',
    currency: 'Währung',
    on: 'Weiter',
    back: 'Zurück',
    you: 'Sie sind die erste Administration; die anderen laden Sie später ein.',
    name: 'Ihr Name',
    email: 'E-Mail',
    password: 'Passwort',
    passwordHint: 'Mindestens 12 Zeichen. Ein Satz merkt sich leichter als ein Rätsel.',
    tooShort: (n) => `Noch ${n} Zeichen, bitte.`,
    create: 'Anlegen',
    ready: (name) => `${name} ist bereit`,
    readySentence:
      'Beginnen Sie mit dem, was Sie zur Hand haben. Nichts muss perfekt sein; alles lässt sich zurücknehmen.',
    next: [
      {
        to: '/sources/import',
        title: 'Bekanntes hereinholen',
        text: 'Eine CSV- oder Excel-Datei mit Kunden, Kontakten oder Antworten. Sie sehen vorher, was aus jeder Spalte wird.',
      },
      {
        to: '/journeys',
        title: 'Eine Reise zeichnen',
        text: 'Die Phasen und Kontaktpunkte einer Reise, so wie Ihre Kunden sie erleben.',
      },
      {
        to: '/ownership',
        title: 'Sagen, wem es gehört',
        text: 'Laden Sie Personen ein und geben Sie jedem Kontaktpunkt eine verantwortliche Person.',
      },
    ],
    home: 'Erst einmal umsehen',
  },
});
