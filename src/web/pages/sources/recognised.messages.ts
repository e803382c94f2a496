import { messages } from '../../i18n/messages.ts';

export const useRecognisedWords = messages({
  en: {
    title: (tool: string) => `This is an export of ${tool}`,
    what: {
      responses: 'answers to a survey',
      'responses (VV)': 'answers to a survey, VV file',
      'survey responses': 'answers to surveys',
      'satisfaction ratings': 'satisfaction ratings',
      'tickets with satisfaction': 'tickets with satisfaction',
      'tickets (JSON)': 'tickets',
      tickets: 'tickets',
      cases: 'cases',
      contacts: 'contacts',
      events: 'events of an object-centric log',
    } as Record<string, string>,
    becomes: { identity: 'Customer', response: 'Answer', interaction: 'Event' },
    with: (question: string) => `with the words of “${question}”`,
    knownBy: (column: string) => `Known by ${column}`,
    myself: 'Say myself what each column is',
    readAsTheyAre:
      'Read as they are: exports of Qualtrics, SurveyMonkey, LimeSurvey, Formbricks, Delighted, Zendesk, HubSpot and Salesforce; event logs in OCEL 2.0.',
  },
  de: {
    title: (tool) => `Das ist ein Export aus ${tool}`,
    what: {
      responses: 'Antworten auf eine Umfrage',
      'responses (VV)': 'Antworten auf eine Umfrage, VV-Datei',
      'survey responses': 'Antworten auf Umfragen',
      'satisfaction ratings': 'Bewertungen der Zufriedenheit',
      'tickets with satisfaction': 'Vorgänge mit Zufriedenheit',
      'tickets (JSON)': 'Vorgänge',
      tickets: 'Vorgänge',
      cases: 'Vorgänge',
      contacts: 'Kontakte',
      events: 'Ereignisse eines objektzentrierten Protokolls',
    },
    becomes: { identity: 'Kunde', response: 'Antwort', interaction: 'Ereignis' },
    with: (question) => `mit den Worten aus „${question}“`,
    knownBy: (column) => `Erkannt an ${column}`,
    myself: 'Selbst sagen, was in den Spalten steht',
    readAsTheyAre:
      'Ohne Umweg gelesen werden Exporte aus Qualtrics, SurveyMonkey, LimeSurvey, Formbricks, Delighted, Zendesk, HubSpot und Salesforce; Ereignisprotokolle in OCEL 2.0.',
  },
});
