import { useCallback } from 'react';
import { messages } from '../i18n/messages.ts';

export const useErasedWords = messages({
  en: {
    customer: 'Erased customer',
    words: 'Erased with the customer.',
    case: 'The customer was erased. What was done stands here for the figures; every word of it is gone.',
  },
  de: {
    customer: 'Gelöschter Kunde',
    words: 'Mit dem Kunden gelöscht.',
    case: 'Der Kunde wurde gelöscht. Was getan wurde, steht hier für die Zahlen; jedes Wort davon ist fort.',
  },
});

/** What stands in the place of words that went with a customer (platform/forgotten.ts). */
export const isErased = (text: string): boolean => text === '(erased)';

/** A text as it is, or, where it went with a customer, so in the reader’s language. */
export function useErasedText(): (text: string) => string {
  const { words } = useErasedWords();
  return useCallback((text) => (isErased(text) ? words : text), [words]);
}
