import { messages } from '../i18n/messages.ts';

export const useFaceWords = messages({
  en: {
    acting: 'acting',
    actsFor: (name: string, until: string) => `acting for ${name} until ${until}`,
    nobody: 'Nobody is accountable',
    several: (n: number) => `${n} people are accountable; there must be exactly one`,
    reasons: {
      nobody: 'Nobody is accountable',
      several: 'Several are accountable; there must be exactly one',
      team: 'A team is named; it must be one person',
      left: 'The accountable person has left',
    },
  },
  de: {
    acting: 'in Vertretung',
    actsFor: (name, until) => `vertritt ${name} bis vor ${until}`,
    nobody: 'Niemand ist verantwortlich',
    several: (n) => `${n} Personen sind verantwortlich; es muss genau eine sein`,
    reasons: {
      nobody: 'Niemand ist verantwortlich',
      several: 'Mehrere sind verantwortlich; es muss genau eine Person sein',
      team: 'Ein Team ist genannt; es muss eine Person sein',
      left: 'Die verantwortliche Person ist ausgeschieden',
    },
  },
});
