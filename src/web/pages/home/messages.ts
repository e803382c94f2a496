import { count, messages } from '../../i18n/messages.ts';

const numbers = {
  en: [
    'No',
    'One',
    'Two',
    'Three',
    'Four',
    'Five',
    'Six',
    'Seven',
    'Eight',
    'Nine',
    'Ten',
    'Eleven',
    'Twelve',
  ],
  de: [
    'Kein',
    'Ein',
    'Zwei',
    'Drei',
    'Vier',
    'Fünf',
    'Sechs',
    'Sieben',
    'Acht',
    'Neun',
    'Zehn',
    'Elf',
    'Zwölf',
  ],
};

export const useHomeWords = messages({
  en: {
    morning: (name: string) => `Good morning, ${name}`,
    day: (name: string) => `Good afternoon, ${name}`,
    evening: (name: string) => `Good evening, ${name}`,
    wait: (n: number) =>
      n === 0
        ? 'No customer waits for you.'
        : `${numbers.en[n] ?? count(n, '', '').trim()} ${n === 1 ? 'customer waits' : 'customers wait'} for you.`,
    fell: (place: string, points: string) =>
      `${place}, which is yours, fell by ${points} against the 30 days before`,
    rose: (place: string, points: string) =>
      `${place}, which is yours, rose by ${points} against the 30 days before`,
    most: (share: string, part: string) => `; ${share} of it came from ${part}.`,
    steady: (name: string, figure: string) =>
      `${name} stands at ${figure}, no clear change against the 30 days before.`,
    commonFell: (name: string, now: string, before: string) =>
      `${name} fell to ${now}, from ${before} in the 30 days before.`,
    commonRose: (name: string, now: string, before: string) =>
      `${name} rose to ${now}, from ${before} in the 30 days before.`,
    mineSteady: 'Nothing of yours changed clearly.',
    works: 'Where you are responsible',
    andMore: (more: number, few: number, only: boolean) =>
      [more > 0 ? `and ${more} more` : '', few > 0 ? `${only ? '' : 'and '}${few} with too few answers` : '']
        .filter(Boolean)
        .join(', '),
    settled: 'What became of your last customers',
    confirmed: 'says it is fine',
    toldWaits: 'told',
    closed: 'closed',
    points: (n: string) => `${n} points`,
    cases: 'Customers who wait for you',
    urgentFirst: 'most urgent first',
    open: 'Open',
    allCases: 'All in the inbox',
    noCases: 'Nobody waits for you',
    noCasesText:
      'When a customer has a bad experience at a touchpoint of yours, they stand here until they are told what was done.',
    reopened: 'reopened',
    quoted: (text: string) => `“${text}”`,
    handovers: (n: number) => count(n, 'hand-over', 'hand-overs'),
    unnamed: 'Unnamed customer',
    mine: 'What you are accountable for',
    last: 'last 90 days',
    noMine: 'Nothing is yours yet',
    noMineText: 'Touchpoints for which you are accountable stand here with their figures.',
    toOwnership: 'See who owns what',
    onTarget: 'on target',
    target: (value: string) => `target ${value}`,
    targetDue: (value: string, day: string) => `target ${value} by ${day}`,
    course: (name: string) => `${name} over six months`,
    promise: 'Our promise to customers',
    against: 'against the 30 days before',
    before: '30 days before',
    now: 'Last 30 days',
    noPromise: 'The metric all departments share stands here.',
    toMeasures: 'Define it',
    stuck: 'What only you can unstick',
    fellToYou: (n: number) =>
      `${count(n, 'case has', 'cases have')} nobody below you: the responsible and accountable seats are empty.`,
    late: (n: number) => `${count(n, 'customer is', 'customers are')} past the promised hour, company-wide.`,
    seats: (n: number) => `${count(n, 'touchpoint has', 'touchpoints have')} nobody accountable.`,
    fill: 'Fill the seats',
    look: 'Look',
    nothingStuck: 'Nothing is stuck: every touchpoint has its one person, and no customer waits too long.',
    worst: 'Journeys that need you',
    worstAside: 'weakest first, last 90 days',
    noWorst: 'Journeys stand here, the weakest first, once answers come in.',
    unowned: 'Nobody’s',
    unownedAside: (n: number, all: number) => `${n} of ${all} touchpoints`,
    allOwned: 'Every touchpoint has exactly one accountable person.',
  },
  de: {
    morning: (name) => `Guten Morgen, ${name}`,
    day: (name) => `Guten Tag, ${name}`,
    evening: (name) => `Guten Abend, ${name}`,
    wait: (n) =>
      n === 0
        ? 'Kein Kunde wartet auf Sie.'
        : `${numbers.de[n] ?? count(n, '', '').trim()} ${n === 1 ? 'Kunde wartet' : 'Kunden warten'} auf Sie.`,
    fell: (place, points) => `„${place}“ gehört Ihnen und fiel um ${points} gegenüber den 30 Tagen davor`,
    rose: (place, points) => `„${place}“ gehört Ihnen und stieg um ${points} gegenüber den 30 Tagen davor`,
    most: (share, part) => `; ${share} davon kam von ${part}.`,
    steady: (name, figure) =>
      `${name} liegt bei ${figure}, ohne klare Änderung gegenüber den 30 Tagen davor.`,
    commonFell: (name, now, before) => `${name} fiel auf ${now}, nach ${before} in den 30 Tagen davor.`,
    commonRose: (name, now, before) => `${name} stieg auf ${now}, nach ${before} in den 30 Tagen davor.`,
    mineSteady: 'Bei dem, was Ihnen gehört, hat sich nichts klar geändert.',
    works: 'Wofür Sie zuständig sind',
    andMore: (more, few, only) =>
      [
        more > 0 ? `und ${more} weitere` : '',
        few > 0 ? `${only ? '' : 'und '}${few} mit zu wenigen Antworten` : '',
      ]
        .filter(Boolean)
        .join(', '),
    settled: 'Was aus Ihren letzten Kunden wurde',
    confirmed: 'sagt, es ist gut',
    toldWaits: 'informiert',
    closed: 'geschlossen',
    points: (n) => `${n} Punkte`,
    cases: 'Kunden, die auf Sie warten',
    urgentFirst: 'Dringendes zuerst',
    open: 'Öffnen',
    allCases: 'Alle im Eingang',
    noCases: 'Niemand wartet auf Sie',
    noCasesText:
      'Erlebt ein Kunde an einem Ihrer Kontaktpunkte etwas Schlechtes, steht er hier, bis er erfährt, was getan wurde.',
    reopened: 'wieder geöffnet',
    quoted: (text) => `„${text}“`,
    handovers: (n) => count(n, 'Übergabe', 'Übergaben'),
    unnamed: 'Kunde ohne Namen',
    mine: 'Wofür Sie einstehen',
    last: 'letzte 90 Tage',
    noMine: 'Noch gehört Ihnen nichts',
    noMineText: 'Hier stehen die Kontaktpunkte, für die Sie einstehen, mit ihren Werten.',
    toOwnership: 'Sehen, wem was gehört',
    onTarget: 'im Ziel',
    target: (value) => `Ziel ${value}`,
    targetDue: (value, day) => `Ziel ${value} bis ${day}`,
    course: (name) => `${name} über sechs Monate`,
    promise: 'Unser Versprechen an Kunden',
    against: 'gegenüber den 30 Tagen davor',
    before: '30 Tage davor',
    now: 'Letzte 30 Tage',
    noPromise: 'Hier steht die Messgröße, die alle Abteilungen teilen.',
    toMeasures: 'Festlegen',
    stuck: 'Was nur Sie lösen können',
    fellToYou: (n) =>
      `${count(n, 'Fall hat', 'Fälle haben')} unter Ihnen niemanden: Zuständigkeit und Verantwortung sind unbesetzt.`,
    late: (n) => `${count(n, 'Kunde wartet', 'Kunden warten')} im Unternehmen länger als versprochen.`,
    seats: (n) => `${count(n, 'Kontaktpunkt hat', 'Kontaktpunkte haben')} niemanden, der einsteht.`,
    fill: 'Plätze besetzen',
    look: 'Ansehen',
    nothingStuck:
      'Nichts steckt fest: Jeder Kontaktpunkt hat seine eine Person, und kein Kunde wartet zu lange.',
    worst: 'Reisen, die Sie brauchen',
    worstAside: 'die schwächsten zuerst, letzte 90 Tage',
    noWorst: 'Hier stehen die Reisen, die schwächsten zuerst, sobald Antworten kommen.',
    unowned: 'Niemandes',
    unownedAside: (n, all) => `${n} von ${all} Kontaktpunkten`,
    allOwned: 'Jeder Kontaktpunkt hat genau eine Person, die einsteht.',
  },
});
