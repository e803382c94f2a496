import { messages } from '../i18n/messages.ts';

export const noticeWords = messages({
  en: {
    undo: 'Undo',
    undone: 'Taken back.',
    close: 'Dismiss',
    unknown: 'Something went wrong. Please try again.',
  },
  de: {
    undo: 'Rückgängig',
    undone: 'Zurückgenommen.',
    close: 'Schließen',
    unknown: 'Etwas ist schiefgegangen. Bitte noch einmal versuchen.',
  },
});
