import type { ColumnGuess } from '../read/columns.ts';

export type ColumnRole =
  | 'id'
  | 'customer'
  | 'email'
  | 'phone'
  | 'name'
  | 'score'
  | 'comment'
  | 'date'
  | 'birth'
  | 'kind'
  | 'touchpoint'
  | 'amount'
  | 'failed'
  | 'contact'
  | 'summary';

/** What a column is called, in English and German, in the order they are tried. */
const NAMES: [ColumnRole, RegExp][] = [
  ['birth', /birth|geburt|dob$/],
  ['email', /e?_?mail/],
  [
    'contact',
    /(contact|callback|call_back|rueckruf|kontakt).*(request|wish|wunsch|erbeten|gewuenscht|please|bitte)|rueckruf|callback|kontakt_?(ja|erlaubt)/,
  ],
  ['phone', /phone|telefon|^tel$|mobil|handy|rufnummer/],
  [
    'customer',
    /(customer|client|kunden|kunde|user|member|account|konto|person|patient|guest|gast|contact|kontakt)_?(unique_)?(id|key|no|nr|number|nummer|code)$|^(customer|client|kunde|user)$/,
  ],
  [
    'score',
    /(^|_)(nps|score|rating|csat|ces|stars?|bewertung|punkte|note|sterne|weiterempfehlung|zufriedenheit|recommend|likelihood|grade)(_|$)/,
  ],
  [
    'comment',
    /comment|kommentar|verbatim|feedback|message|nachricht|text|anmerkung|bemerkung|freitext|review_body|words/,
  ],
  ['touchpoint', /touch_?point|kontaktpunkt|beruehrungspunkt/],
  ['kind', /^(kind|type|event|event_type|art|typ|ereignis|vorgang|status|category|kategorie)$/],
  ['failed', /failed|failure|fehlgeschlagen|fehler|no_?show|error|gescheitert/],
  ['date', /date|datum|zeit|time|created|_at$|_am$|_on$|timestamp|stamp|tag$/],
  ['amount', /amount|betrag|value|wert|price|preis|total|summe|revenue|umsatz/],
  ['name', /^(name|full_?name|vollname|kundenname|customer_name|kunde_name|display_name)$/],
  ['summary', /summary|subject|betreff|title|titel|zusammenfassung/],
  [
    'id',
    /^(id|uuid|key|nr|nummer|number|case|ticket|order|response|antwort|vorgang|bestell|review|survey)?_?(id|uuid|key|nr|no|nummer|number)$/,
  ],
];

/** Which types a role can have; a column called “rating” that holds words is not a score. */
const FITS: Partial<Record<ColumnRole, ColumnGuess['type'][]>> = {
  score: ['number', 'integer'],
  amount: ['number', 'integer'],
  date: ['date'],
  birth: ['date'],
  contact: ['boolean', 'integer'],
  failed: ['boolean', 'integer'],
  comment: ['text'],
  kind: ['text'],
};

/** `Kunden-Nr.` → `kunden_nr`, umlauts spelt out. */
export function normalName(name: string): string {
  return name
    .trim()
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z\d]+/g, '_')
    .replace(/^_+|_+$/g, '');
}

export function roleOf(column: ColumnGuess): ColumnRole | undefined {
  if (column.type === 'email') return 'email';
  if (column.type === 'blank') return undefined;
  const name = normalName(column.name);
  for (const [role, pattern] of NAMES) {
    if (!pattern.test(name)) continue;
    const fits = FITS[role];
    if (!fits || fits.includes(column.type) || (fits.includes('number') && mostlyNumbers(column)))
      return role;
  }
  return column.type === 'phone' ? 'phone' : undefined;
}

/** A score column with a few words in it (“n/a yet”) is still one: those rows are shown as refused. */
function mostlyNumbers({ examples }: ColumnGuess): boolean {
  const numbers = examples.filter((text) => /^-?\d+([.,]\d+)?$/.test(text.trim()));
  return numbers.length * 2 > examples.length;
}
