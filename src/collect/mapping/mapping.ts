import { z } from 'zod';

/** Order of a date's parts; see read/dates.ts for what each reads. */
const DateOrder = z.enum(['iso', 'dmy', 'mdy', 'named', 'compact', 'epoch_s', 'epoch_ms', 'excel']);

/** What stands in a cell, and how it is read. Text with braces is a template; `=text` is a constant; other text names a column. */
const ColumnValue = z.strictObject({
  column: z.string().min(1),
  /** Recodes what the cell says: `very good: 5`. Compared trimmed and in lower case. */
  words: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  /** Words for true and false beside the usual ones. */
  yes: z.array(z.string()).optional(),
  no: z.array(z.string()).optional(),
  decimal: z.enum(['.', ',']).optional(),
  /** A number is multiplied by `times`, then `plus` is added. */
  times: z.number().optional(),
  plus: z.number().optional(),
  format: DateOrder.optional(),
  /** Time zone of dates that state none, such as Europe/Berlin. */
  zone: z.string().max(60).optional(),
  /** Attributes: keep as a number where it is one. */
  number: z.boolean().optional(),
  /** For an empty cell. */
  otherwise: z.union([z.string(), z.number(), z.boolean()]).optional(),
});

export const Value = z.union([z.string().min(1).max(500), ColumnValue]);
export type Value = z.infer<typeof Value>;
export type ColumnValue = z.infer<typeof ColumnValue>;

/** Only rows whose column says so yield this fact. Without `is` and `not`: rows where it is not empty. */
const When = z.strictObject({
  column: z.string().min(1),
  is: z.array(z.string()).optional(),
  not: z.array(z.string()).optional(),
});
export type When = z.infer<typeof When>;

const bag = z.record(z.string().min(1).max(100), Value);

export const IdentityYield = z.strictObject({
  type: z.literal('identity'),
  when: When.optional(),
  key: Value,
  kind: z.enum(['person', 'account']).optional(),
  name: Value.optional(),
  email: Value.optional(),
  phone: Value.optional(),
  account: Value.optional(),
  keys: bag.optional(),
  attributes: bag.optional(),
});

export const InteractionYield = z.strictObject({
  type: z.literal('interaction'),
  when: When.optional(),
  /** Without a key the row's own content is its key. */
  key: Value.optional(),
  who: Value.optional(),
  kind: Value,
  at: Value,
  touchpoint: Value.optional(),
  value: Value.optional(),
  failed: Value.optional(),
  summary: Value.optional(),
  dims: bag.optional(),
  attributes: bag.optional(),
});

export const ResponseYield = z.strictObject({
  type: z.literal('response'),
  when: When.optional(),
  key: Value.optional(),
  who: Value.optional(),
  metric: Value,
  value: Value.optional(),
  comment: Value.optional(),
  at: Value,
  touchpoint: Value.optional(),
  contactRequested: Value.optional(),
  dims: bag.optional(),
  attributes: bag.optional(),
});

/** How a row of a file becomes facts. The same shape as the YAML file given to `--map`. */
export const Mapping = z.strictObject({
  /** How the file is read, where looking at it goes wrong. */
  read: z
    .strictObject({
      format: z.enum(['csv', 'ndjson', 'json', 'xlsx', 'ocel']).optional(),
      encoding: z.string().max(40).optional(),
      delimiter: z.string().length(1).optional(),
      quote: z.string().length(1).optional(),
      header: z.boolean().optional(),
      sheet: z.string().max(100).optional(),
      /** An object-centric log: which type of object is the customer. */
      customer: z.string().max(200).optional(),
      /** Line of the header; rows below it that are titles and no records; whether those make part of the names. */
      headerLine: z.int().min(1).max(100).optional(),
      titleRows: z.int().min(0).max(5).optional(),
      joinTitles: z.boolean().optional(),
      /** A report's own lines stand below the table. */
      footer: z.boolean().optional(),
      /** Texts that stand for an empty cell. */
      blank: z.array(z.string().min(1).max(100)).max(20).optional(),
    })
    .optional(),
  decimal: z.enum(['.', ',']).optional(),
  dates: DateOrder.optional(),
  zone: z.string().max(60).optional(),
  /** Rows that are none of our business, such as trial runs: reported with this reason, not taken in. */
  refuse: z
    .array(When.extend({ reason: z.string().min(1).max(300) }))
    .max(5)
    .optional(),
  yields: z
    .array(z.discriminatedUnion('type', [IdentityYield, InteractionYield, ResponseYield]))
    .min(1)
    .max(20),
});

export type Mapping = z.infer<typeof Mapping>;
export type Yield = Mapping['yields'][number];

export const templatePart = /\{([^{}]+)\}/g;

/** Columns a value reads. */
export function columnsOf(value: Value): string[] {
  if (typeof value !== 'string') return [value.column];
  if (value.startsWith('=')) return [];
  const named = [...value.matchAll(templatePart)].map((match) => match[1] as string);
  return named.length > 0 ? named : [value];
}

export function isTemplate(text: string): boolean {
  return /\{[^{}]+\}/.test(text);
}
