import { messages } from '../../i18n/messages.ts';

export const useLogWords = messages({
  en: {
    what: 'What is in the file?',
    facts: 'Customers, answers, events',
    log: 'Hand-over history of another system',
    about:
      'A history says for each case, time after time, which group held it. It shows where cases go back and forth; they do not become cases of ours.',
    formats: 'CSV, Excel (.xlsx), NDJSON, JSON or XES, gzipped or not, up to 4 GB',
    name: 'Name of the history',
    nameHint: 'A further file under the same name adds to it.',
    columns: 'Which column says what?',
    columnsXes:
      'An XES log says itself what is what, by the standard’s names. Change one only where your log calls it otherwise.',
    roles: {
      case: 'Case',
      time: 'Time',
      group: 'Group that held it',
      activity: 'State',
    },
    choose: 'Choose a column',
    noActivity: 'The file has none',
    sample: 'The first rows',
    line: 'Line',
    start: 'Import',
    see: 'See the seams',
  },
  de: {
    what: 'Was steht in der Datei?',
    facts: 'Kunden, Antworten, Ereignisse',
    log: 'Übergabeverlauf eines anderen Systems',
    about:
      'Ein Verlauf sagt für jeden Fall, Zeitpunkt um Zeitpunkt, welche Gruppe ihn hatte. Er zeigt, wo Fälle hin- und hergehen; zu unseren Fällen werden sie nicht.',
    formats: 'CSV, Excel (.xlsx), NDJSON, JSON oder XES, auch gzip-gepackt, bis 4 GB',
    name: 'Name des Verlaufs',
    nameHint: 'Eine weitere Datei unter demselben Namen ergänzt ihn.',
    columns: 'Welche Spalte sagt was?',
    columnsXes:
      'Ein XES-Verlauf sagt selbst, was was ist, mit den Namen der Norm. Ändern Sie einen nur, wo Ihr Verlauf ihn anders nennt.',
    roles: {
      case: 'Fall',
      time: 'Zeit',
      group: 'Gruppe, die ihn hatte',
      activity: 'Zustand',
    },
    choose: 'Spalte wählen',
    noActivity: 'Die Datei hat keinen',
    sample: 'Die ersten Zeilen',
    line: 'Zeile',
    start: 'Importieren',
    see: 'Zu den Nahtstellen',
  },
});
