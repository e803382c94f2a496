import { messages } from '../../i18n/messages.ts';

export const useTellingSettingsWords = messages({
  en: {
    title: 'Telling and asking',
    sentence:
      'After a case is closed the customer is asked whether it was put right. Who does not answer in time counts as closed, unconfirmed; a later answer still counts.',
    answerDays: 'Days for an answer',
    remindDays: 'Remind once after days',
    remindHint: 'Empty: no reminder.',
    quietFrom: 'Quiet from',
    quietUntil: 'Quiet until',
    quietHint: 'What is scheduled is not sent between these times, on the customer’s clock.',
    letterhead: 'Letterhead',
    letterheadHint: 'Lines under the name of your organisation on printed letters.',
    save: 'Save',
    saved: 'Saved.',
    shown: (days: number, quiet: string) => `${days} days for an answer · quiet ${quiet}`,
  },
  de: {
    title: 'Informieren und fragen',
    sentence:
      'Nach dem Schließen eines Falls wird der Kunde gefragt, ob es in Ordnung gebracht ist. Wer nicht rechtzeitig antwortet, zählt als geschlossen, unbestätigt; eine spätere Antwort gilt noch.',
    answerDays: 'Tage für eine Antwort',
    remindDays: 'Einmal erinnern nach Tagen',
    remindHint: 'Leer: keine Erinnerung.',
    quietFrom: 'Ruhe ab',
    quietUntil: 'Ruhe bis',
    quietHint: 'Vorgemerktes wird in dieser Zeit nicht gesendet, nach der Uhr des Kunden.',
    letterhead: 'Briefkopf',
    letterheadHint: 'Zeilen unter dem Namen Ihrer Organisation auf gedruckten Briefen.',
    save: 'Speichern',
    saved: 'Gespeichert.',
    shown: (days, quiet) => `${days} Tage für eine Antwort · Ruhe ${quiet}`,
  },
});
