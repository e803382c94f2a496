import { messages } from '../i18n/messages.ts';

export type FinderKind = 'customer' | 'case' | 'touchpoint' | 'person' | 'journey';

export const useFinderWords = messages({
  en: {
    label: 'Search',
    placeholder: 'Find a customer, case, touchpoint, person or page',
    kinds: {
      customer: 'Customers',
      case: 'Cases',
      touchpoint: 'Touchpoints',
      journey: 'Journeys',
      person: 'People',
    },
    pages: 'Go to',
    actions: 'Do',
    looking: 'Looking…',
    nothing: (query: string) =>
      `Nothing found for “${query}”. Try a name, an e-mail address or a customer number.`,
    inbox: { offered: 'Offered to me', all: 'All open', closed: 'Closed' },
    impact: 'My impact',
    endpoints: 'Outgoing messages',
    import: 'Import a file',
    dark: 'Switch to dark',
    light: 'Switch to light',
    speak: (language: string) => `Change language to ${language}`,
  },
  de: {
    label: 'Suche',
    placeholder: 'Kunde, Fall, Kontaktpunkt, Person oder Seite finden',
    kinds: {
      customer: 'Kunden',
      case: 'Fälle',
      touchpoint: 'Kontaktpunkte',
      journey: 'Reisen',
      person: 'Personen',
    },
    pages: 'Gehe zu',
    actions: 'Tun',
    looking: 'Wird gesucht…',
    nothing: (query) =>
      `Nichts gefunden zu „${query}“. Versuchen Sie einen Namen, eine E-Mail-Adresse oder Kundennummer.`,
    inbox: { offered: 'Mir angeboten', all: 'Alle offenen', closed: 'Geschlossene' },
    impact: 'Meine Wirkung',
    endpoints: 'Ausgehende Nachrichten',
    import: 'Datei importieren',
    dark: 'Dunkel einschalten',
    light: 'Hell einschalten',
    speak: (language) => `Sprache wechseln: ${language}`,
  },
});
