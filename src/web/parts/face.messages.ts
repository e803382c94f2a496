import { messages } from '../i18n/messages.ts';

export const useFaceWords = messages({
  en: {
    acting: 'acting',
    nobody: 'Nobody is accountable',
    several: (n: number) => `${n} people are accountable; there must be exactly one`,
  },
  de: {
    acting: 'in Vertretung',
    nobody: 'Niemand ist zuständig',
    several: (n) => `${n} Personen sind zuständig; es muss genau eine sein`,
  },
});
