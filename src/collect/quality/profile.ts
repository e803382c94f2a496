export const looks = ['number', 'date', 'truth', 'text'] as const;
/** What a value looks like, whatever it is stored as: files and forms know only text. */
export type Look = (typeof looks)[number];

/** Values of each field whose look is taken; the rest of the batch is only counted. Each costs about 0.1 µs, and drift shows in these. */
const SAMPLE = 100;
/** A record of thousands of fields is a mistake somewhere; its first ones show it. */
const MOST_FIELDS = 200;
const MOST_FEEDS = 200;

export interface FieldCount {
  filled: number;
  unfit: number;
  looks: Record<Look, number>;
}

interface FeedCount {
  records: number;
  fields: Map<string, FieldCount>;
}

/** What a batch says about the shapes it came in: how often each field said something, and what that looked like. */
export class Profile {
  readonly feeds = new Map<string, FeedCount>();

  /** A record of this shape; undefined where a source has more shapes than anybody can look at. */
  record(key: string): FeedCount | undefined {
    let feed = this.feeds.get(key);
    if (!feed) {
      if (this.feeds.size >= MOST_FEEDS) return undefined;
      feed = { records: 0, fields: new Map() };
      this.feeds.set(key, feed);
    }
    feed.records++;
    return feed;
  }
}

/** A field of a record: blank says nothing. `fits`: it has the form it should have. */
export function note(feed: FeedCount, field: string, value: unknown, fits = true): void {
  if (value === null || value === undefined || value === '') return;
  let count = feed.fields.get(field);
  if (!count) {
    if (feed.fields.size >= MOST_FIELDS || field.length > 100) return;
    count = { filled: 0, unfit: 0, looks: { number: 0, date: 0, truth: 0, text: 0 } };
    feed.fields.set(field, count);
  }
  count.filled++;
  if (!fits) count.unfit++;
  if (count.filled <= SAMPLE) count.looks[lookOf(value)]++;
}

export function lookOf(value: unknown): Look {
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'truth';
  if (typeof value !== 'string' || value.length > 40) return 'text';
  const text = value.trim();
  // A postcode or a number of a customer with a leading zero is a name, not an amount.
  if (/^[-+]?(0|[1-9]\d*|[1-9]\d{0,2}([.,' ]\d{3})+)([.,]\d+)?\s?[%€$£]?$/.test(text)) return 'number';
  if (/^(\d{4}-\d\d?-\d\d?|\d\d?[./-]\d\d?[./-]\d{2,4})([T ]\d\d?:\d\d.*)?$/.test(text)) return 'date';
  return /^(true|false|yes|no|ja|nein)$/i.test(text) ? 'truth' : 'text';
}

/** What nearly all looked at are; a mixture is text. Null where there are too few to say. */
export function typeOf(counted: Record<Look, number>, least = 5): Look | null {
  const all = looks.reduce((sum, look) => sum + counted[look], 0);
  if (all < least) return null;
  return looks.find((look) => counted[look] >= 0.95 * all) ?? 'text';
}
