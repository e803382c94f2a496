type Section = readonly [path: string, en: string, de: string];

/** The pages about what customers go through. */
export const journeySections: readonly Section[] = [
  ['/journeys', 'Atlas', 'Atlas'],
  ['/personas', 'Personas', 'Personas'],
  ['/promises', 'Promises', 'Versprechen'],
  ['/mentions', 'Mentions', 'Erwähnungen'],
];

/** The pages about how cases flow, what is said about it, and what comes of that. */
export const flowSections: readonly Section[] = [
  ['/flow', 'Figures', 'Zahlen'],
  ['/huddles', 'Huddle', 'Kurzrunde'],
  ['/improvements', 'Improvements', 'Verbesserungen'],
];

/** The pages about what is done for a customer: the cases, the money, the thanks. */
export const caseSections: readonly Section[] = [
  ['/inbox', 'Cases', 'Fälle'],
  ['/recovery', 'Recovery', 'Wiedergutmachung'],
  ['/recognition', 'Thanks', 'Dank'],
];

/** The pages about what we ask, and what people tell us. */
export const surveySections: readonly Section[] = [
  ['/surveys', 'Surveys', 'Umfragen'],
  ['/interviews', 'Interviews and notes', 'Gespräche und Notizen'],
];

/** The pages about data: where it comes from, what there is, who may see it. */
export const sourceSections: readonly Section[] = [
  ['/sources', 'Sources', 'Quellen'],
  ['/sources/database', 'Databases', 'Datenbanken'],
  ['/sources/mailboxes', 'Mailboxes', 'Postfächer'],
  ['/sources/catalogue', 'Catalogue', 'Katalog'],
  ['/sources/openness', 'Openness', 'Offenheit'],
];

/** The pages about whose it is, grouped, in the order in which one works: address, English, German. */
export const ownershipSections: readonly (readonly Section[])[] = [
  // Whose it is.
  [
    ['/ownership', 'Chart', 'Übersicht'],
    ['/ownership/changes', 'Planned changes', 'Geplante Änderungen'],
    ['/ownership/cover', 'Cover', 'Vertretung'],
  ],
  // What is wrong with it.
  [
    ['/ownership/faults', 'Faults', 'Fehler'],
    ['/ownership/mandates', 'Mandates', 'Mandate'],
  ],
  // Where people see it differently, and what falls between them.
  [
    ['/ownership/rounds', 'Role rounds', 'Rollenrunden'],
    ['/ownership/grey-areas', 'Grey areas', 'Grauzonen'],
    ['/ownership/disputes', 'Disputes', 'Streitfälle'],
  ],
  // Between departments.
  [
    ['/ownership/seams', 'Seams', 'Nahtstellen'],
    ['/ownership/departments', 'Departments', 'Abteilungen'],
  ],
];

/** The name of a section in a language. */
export const nameOf = ([, en, de]: Section, language: 'en' | 'de'): string => (language === 'en' ? en : de);

/** A page below a section belongs to it, the import of a sheet to the chart; every section lies below the first. */
export function isAt(section: string, here: string): boolean {
  if (section !== '/ownership') return here === section || here.startsWith(`${section}/`);
  return here === section || here === '/ownership/sheet';
}
