import { count, messages } from '../../i18n/messages.ts';

export const useCatalogueWords = messages({
  en: {
    title: 'Catalogue',
    sentence: (all: number, unowned: number, stale: number) =>
      all === 0
        ? 'Nothing is described yet.'
        : `${count(all, 'entry', 'entries')}; ${unowned === 0 ? 'each has an owner' : `${count(unowned, 'has', 'have')} no owner`}${stale > 0 ? `, ${count(stale, 'is', 'are')} due for review` : ''}.`,
    add: 'Add an entry',
    search: 'Search the catalogue',
    undescribed: 'Not described yet',
    undescribedText: (names: string) =>
      `${names} deliver data that belongs to no data set, so nobody can ask for it and nobody has said who may see it.`,
    describe: (name: string) => `Describe ${name}`,
    emptyTitle: 'What data there is',
    emptyText:
      'Data sets, products and services, and what changes outside: each with an owner, a description and how sensitive it is. Who may see which data set is said on the openness page.',
    name: 'Name',
    kind: 'Kind',
    kinds: { data_set: 'Data set', product: 'Product or service', trend: 'Outside trend' },
    description: 'Description',
    owner: 'Owner',
    nobody: 'Nobody answers for it',
    department: 'Department',
    none: 'None',
    sensitivity: 'Sensitivity',
    sensitivities: {
      public: 'public',
      internal: 'internal',
      confidential: 'confidential',
      personal: 'about people',
      special: 'specially protected',
    },
    sources: 'Sources',
    url: 'Link',
    review: 'Review on',
    stale: 'review is due',
    change: 'Change',
    changeOf: (name: string) => `Change ${name}`,
    save: 'Save',
    saved: (name: string) => `${name} is in the catalogue.`,
    archive: 'Take out',
    archived: (name: string) => `${name} is no longer in the catalogue.`,
  },
  de: {
    title: 'Katalog',
    sentence: (all, unowned, stale) =>
      all === 0
        ? 'Noch ist nichts beschrieben.'
        : `${count(all, 'Eintrag', 'Einträge')}; ${unowned === 0 ? 'jeder hat jemanden, der ihn verantwortet' : `${unowned} ohne Verantwortliche`}${stale > 0 ? `, ${stale} zur Durchsicht fällig` : ''}.`,
    add: 'Eintrag hinzufügen',
    search: 'Katalog durchsuchen',
    undescribed: 'Noch nicht beschrieben',
    undescribedText: (names) =>
      `${names} liefern Daten, die zu keinem Datenbestand gehören; niemand kann danach fragen, und niemand hat gesagt, wer sie sehen darf.`,
    describe: (name) => `${name} beschreiben`,
    emptyTitle: 'Welche Daten es gibt',
    emptyText:
      'Datenbestände, Produkte und Dienste und was sich draußen ändert: jeweils mit Verantwortlichen, Beschreibung und Schutzbedarf. Wer welchen Datenbestand sehen darf, steht auf der Seite Offenheit.',
    name: 'Name',
    kind: 'Art',
    kinds: { data_set: 'Datenbestand', product: 'Produkt oder Dienst', trend: 'Äußerer Trend' },
    description: 'Beschreibung',
    owner: 'Verantwortlich',
    nobody: 'Niemand verantwortet es',
    department: 'Abteilung',
    none: 'Keine',
    sensitivity: 'Schutzbedarf',
    sensitivities: {
      public: 'öffentlich',
      internal: 'intern',
      confidential: 'vertraulich',
      personal: 'über Menschen',
      special: 'besonders geschützt',
    },
    sources: 'Quellen',
    url: 'Verweis',
    review: 'Durchsicht am',
    stale: 'Durchsicht fällig',
    change: 'Ändern',
    changeOf: (name) => `${name} ändern`,
    save: 'Speichern',
    saved: (name) => `${name} steht im Katalog.`,
    archive: 'Herausnehmen',
    archived: (name) => `${name} steht nicht mehr im Katalog.`,
  },
});
