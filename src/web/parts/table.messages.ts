import { messages } from '../i18n/messages.ts';

export const useTableWords = messages({
  en: {
    none: 'Nothing matches what you searched for.',
    more: 'Show more',
    loading: 'Loading…',
    columns: 'Columns',
    of: (some: string, all: string) => `${some} of ${all}`,
  },
  de: {
    none: 'Nichts passt zu dieser Suche.',
    more: 'Mehr zeigen',
    loading: 'Wird geladen…',
    columns: 'Spalten',
    of: (some, all) => `${some} von ${all}`,
  },
});
